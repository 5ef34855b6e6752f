// A second press of the same button within some seconds does not send the form again.
const sent = new WeakMap();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method.toLowerCase() !== 'post' || event.defaultPrevented || form.matches('[data-upload]')) return;
  const last = sent.get(form);
  if (last !== undefined && event.timeStamp - last < 4000) return event.preventDefault();
  sent.set(form, event.timeStamp);
});

window.addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.forms) sent.delete(form);
});

document.addEventListener('click', async ({ target }) => {
  const reveal = target.closest?.('[data-reveal]');
  if (reveal) toggle(reveal, document.getElementById(reveal.dataset.reveal));
  const copy = target.closest?.('[data-copy]');
  if (copy) await copyFrom(copy);
  if (target.closest?.('[data-print]')) window.print();
});

function toggle(button, input) {
  const shown = input.type === 'password';
  input.type = shown ? 'text' : 'password';
  button.setAttribute('aria-pressed', String(shown));
  const words = button.textContent;
  button.textContent = button.dataset.shown;
  button.dataset.shown = words;
}

async function copyFrom(button) {
  const label = button.querySelector('span');
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    // Without permission the value is selected, so that Ctrl+C takes it.
    return window.getSelection().selectAllChildren(button.parentElement.querySelector('code'));
  }
  label.textContent = button.dataset.copied;
}
