// What needs script is hidden until script runs (base style sheet: .needs-script).
document.documentElement.classList.add('js');

// A whole page that came by fetch: its main part takes the place of ours, as if the browser had gone there.
document.addEventListener('sinergi:page', ({ detail: { html, url } }) => {
  const next = new DOMParser().parseFromString(html, 'text/html');
  const [main, here] = [next.getElementById('main'), document.getElementById('main')];
  if (!main || !here || main.className !== here.className) return location.assign(url);
  document.title = next.title;
  here.replaceChildren(...main.childNodes);
  htmx.process(here);
  window.scrollTo(0, 0);
  focusErrors();
});

focusErrors();

function focusErrors() {
  document.querySelector('[data-error-summary]')?.focus();
}
