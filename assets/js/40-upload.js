// A form with a file: the name is shown at once, the bytes sent are counted, and leaving meanwhile asks first.
let sending = false;

document.addEventListener('change', ({ target }) => {
  const zone = target.closest?.('[data-dropzone]');
  if (!zone) return;
  const file = target.files[0];
  zone.querySelector('[data-file-name]').textContent = file ? `${file.name} (${inMegabytes(file.size)})` : '';
});

for (const [name, over] of [
  ['dragenter', true],
  ['dragover', true],
  ['dragleave', false],
  ['drop', false],
]) {
  document.addEventListener(name, ({ target }) =>
    target.closest?.('[data-dropzone]')?.classList.toggle('is-over', over),
  );
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-upload]')) return;
  event.preventDefault();
  if (!sending) send(form, event.submitter);
});

window.addEventListener('beforeunload', (event) => {
  if (sending) event.preventDefault();
});

function send(form, submitter) {
  const request = new XMLHttpRequest();
  const progress = form.querySelector('[data-upload-progress]');
  const failed = form.querySelector('[data-upload-failed]');
  const bar = progress.querySelector('progress');
  const bytes = progress.querySelector('[data-upload-bytes]');
  const body = new FormData(form, submitter);

  request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
    if (!lengthComputable) return;
    bar.value = (loaded / total) * 100;
    bytes.textContent = `${inMegabytes(loaded)} / ${inMegabytes(total)}`;
    if (loaded === total) bar.removeAttribute('value');
  });
  request.addEventListener('load', () => {
    rest();
    const asked = new URL(form.action, location.href).href;
    if (request.status < 400 && request.responseURL !== asked) return location.assign(request.responseURL);
    if (!/^\s*<!doctype/i.test(request.responseText)) return complain();
    document.dispatchEvent(
      new CustomEvent('sinergi:page', { detail: { html: request.responseText, url: location.href } }),
    );
  });
  request.addEventListener('error', () => {
    rest();
    complain();
  });

  sending = true;
  failed.hidden = true;
  progress.hidden = false;
  submitter?.setAttribute('aria-disabled', 'true');
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'text/html');
  request.setRequestHeader('X-CSRF-Token', document.querySelector('meta[name="csrf-token"]').content);
  request.send(body);

  function rest() {
    sending = false;
    progress.hidden = true;
    submitter?.removeAttribute('aria-disabled');
  }

  function complain() {
    failed.hidden = false;
  }
}

function inMegabytes(bytes) {
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return bytes < 1e6 ? `${format.format(bytes / 1e3)} kB` : `${format.format(bytes / 1e6)} MB`;
}
