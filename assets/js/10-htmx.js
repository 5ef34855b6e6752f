// htmx evaluates nothing (hx-on, js: values, trigger filters throw), and takes neither scripts nor whole pages into a part.
htmx.registerExtension('sinergi', {
  init(api) {
    function Refuse() {
      throw new Error('Sinergi evaluates no text as code.');
    }
    api.initSecurity(null, Refuse, Refuse);
  },
});

document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (new URL(ctx.request.action, location.href).origin !== location.origin)
    throw new Error('Only this site is asked.');
  if (ctx.request.method !== 'GET') {
    ctx.request.headers['X-CSRF-Token'] = document.querySelector('meta[name="csrf-token"]').content;
  }
});

document.addEventListener('htmx:after:request', (event) => {
  const { ctx } = event.detail;
  const url = ctx.response.raw.url;
  if (/^\s*<!doctype/i.test(ctx.text)) {
    event.preventDefault();
    // A region that refreshes itself keeps what it shows while the server stumbles, and tries again.
    if (ctx.response.status >= 500 || ctx.response.status === 429) return;
    if (ctx.request.method === 'GET' && ctx.response.status < 400) location.assign(url);
    else document.dispatchEvent(new CustomEvent('sinergi:page', { detail: { html: ctx.text, url } }));
  } else if (/<script/i.test(ctx.text)) {
    event.preventDefault();
    throw new Error('A part of a page held a script: refused.');
  }
});

// A region that refreshes itself may take away what had focus: whoever types or listens goes on at its first heading.
let focused = null;
document.addEventListener('focusin', ({ target }) => {
  const region = target.closest('[hx-trigger][id]');
  focused = region && { target, region: region.id };
});

document.addEventListener('htmx:after:swap', () => {
  if (!focused || focused.target.isConnected || document.activeElement !== document.body) return;
  const heading = document.getElementById(focused.region)?.querySelector('h2');
  focused = null;
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
});
