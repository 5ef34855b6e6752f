// Uploads in pieces (tus): a lost connection, a pause or a closed page costs only the piece that was on its way.
const PIECE = 8 * 1024 * 1024;
const RETRIES = [0, 1000, 3000, 5000, 10000, 20000, 30000];
const LOOK_AGAIN = 15000;
let running = null;
let loading = null;

document.addEventListener('change', ({ target }) => {
  const form = target.closest?.('form[data-resumable]');
  if (!form || target.type !== 'file' || !target.files[0]) return;
  library(form).catch(() => undefined);
  const waiting = waitingFor(target.files[0]);
  if (!waiting) return;
  form.querySelectorAll('[name=mode]').forEach((radio) => (radio.checked = radio.value === waiting.dataset.mode));
  form.querySelector('[data-file-name]').textContent += ` · ${waiting.dataset.goesOn}`;
});

document.addEventListener('click', ({ target }) => {
  if (target.closest?.('[data-choose-file]')) document.querySelector('form[data-resumable] input[type=file]').click();
  const act = target.closest?.('[data-upload-act]')?.dataset.uploadAct;
  if (act) running?.[act]();
});

window.addEventListener('online', () => running?.goOn());

// Before the plain way hears of it.
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target;
    if (!form.matches('form[data-resumable]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!running) begin(form, event.submitter);
  },
  true,
);

async function begin(form, submitter) {
  try {
    await library(form);
  } catch {
    form.removeAttribute('data-resumable');
    return form.requestSubmit(submitter);
  }
  const file = form.querySelector('input[type=file]').files[0];
  const mode = new FormData(form).get('mode') ?? 'upsert';
  const waiting = waitingFor(file);
  const view = viewOf(form, submitter);
  let isLost = false;
  const upload = new tus.Upload(file, {
    endpoint: form.dataset.resumable,
    uploadUrl: waiting?.dataset.mode === mode ? waiting.dataset.url : null,
    chunkSize: PIECE,
    retryDelays: RETRIES,
    // The server lists what is unfinished: nothing about files stays in a shared computer's storage.
    storeFingerprintForResuming: false,
    metadata: { filename: file.name, mode, mark: markOf(file) },
    onBeforeRequest: (request) => request.setHeader('X-CSRF-Token', csrf()),
    onShouldRetry(error) {
      const status = error.originalResponse?.getStatus() ?? 0;
      if (isRefused(status)) return false;
      lose();
      return navigator.onLine;
    },
    onProgress(sent, total) {
      if (isLost && navigator.onLine) view.say('sending');
      isLost = false;
      view.bytes(sent, total);
    },
    onSuccess: async ({ lastResponse }) => {
      view.say('whole');
      const where = lastResponse?.getHeader('Sinergi-Import') ?? (await enterAgain(upload.url, file.size));
      running = null;
      if (where?.startsWith('/')) location.assign(where);
      else view.fail(null);
    },
    onError(error) {
      const status = error.originalResponse?.getStatus() ?? 0;
      if (!isRefused(status)) return lose();
      running = null;
      view.fail(messageIn(error.originalResponse.getBody()) ?? (status < 404 ? view.signedOut : null));
    },
  });
  const looking = setInterval(() => running?.goOn(), LOOK_AGAIN);
  let stopped = false;

  running = {
    pause() {
      stopped = true;
      upload.abort();
      view.say('paused');
    },
    resume() {
      stopped = isLost = false;
      view.say('sending');
      // The library may be waiting to try again by itself: never two at once.
      upload.abort().then(() => upload.start());
    },
    /** After the library has given up for want of a connection. */
    goOn() {
      if (!stopped && isLost && navigator.onLine) this.resume();
    },
    async cancel() {
      running = null;
      clearInterval(looking);
      await upload.abort(true).catch(() => undefined);
      view.rest();
    },
  };
  view.say('sending');
  upload.start();

  function lose() {
    isLost = true;
    if (!stopped) view.say('lost');
  }
}

/** A page instead of an answer (200: the sign-in page) is a refusal too; 409 and 423 are about the offset and pass. */
function isRefused(status) {
  return status >= 200 && status < 500 && status !== 409 && status !== 423;
}

/** The whole file is there, but nobody heard what became of it: an empty last piece asks again. */
async function enterAgain(url, size) {
  const headers = {
    'Tus-Resumable': '1.0.0',
    'Upload-Offset': String(size),
    'Content-Type': 'application/offset+octet-stream',
    'X-CSRF-Token': csrf(),
  };
  const answer = await fetch(url, { method: 'PATCH', headers }).catch(() => null);
  return answer?.headers.get('Sinergi-Import') ?? null;
}

function viewOf(form, submitter) {
  const progress = form.querySelector('[data-upload-progress]');
  const failed = form.querySelector('[data-upload-failed]');
  const bar = progress.querySelector('progress');
  const said = progress.querySelector('[data-upload-said]');
  const acts = progress.querySelector('[data-upload-acts]');
  const [pause, resume] = ['pause', 'resume'].map((act) => acts.querySelector(`[data-upload-act=${act}]`));
  const plain = failed.textContent;
  progress.hidden = acts.hidden = false;
  failed.hidden = true;
  submitter?.setAttribute('aria-disabled', 'true');
  const view = {
    signedOut: progress.dataset.signedOut,
    bytes(sent, total) {
      bar.max = total;
      bar.value = sent;
      progress.querySelector('[data-upload-bytes]').textContent = `${inMegabytes(sent)} / ${inMegabytes(total)}`;
    },
    say(state) {
      const text = state === 'sending' ? acts.dataset.resumableSaid : progress.dataset[state];
      if (said.textContent !== text) said.textContent = text;
      const hadFocus = acts.contains(document.activeElement);
      pause.hidden = state !== 'sending';
      resume.hidden = state !== 'paused' && state !== 'lost';
      acts.hidden = state === 'whole';
      if (state === 'whole') bar.removeAttribute('value');
      if (hadFocus) (pause.hidden ? resume : pause).focus();
    },
    rest() {
      progress.hidden = true;
      submitter?.removeAttribute('aria-disabled');
      submitter?.focus();
    },
    fail(message) {
      view.rest();
      failed.textContent = message ?? plain;
      failed.hidden = false;
    },
  };
  return view;
}

/** What the server lists as unfinished and is this very file. */
function waitingFor(file) {
  const mark = markOf(file);
  return [...document.querySelectorAll('[data-waiting]')].find((item) => item.dataset.mark === mark);
}

/** The same for the same file on the same computer; says nothing of its name. */
function markOf({ name, size, lastModified }) {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ char.codePointAt(0), 0x01000193);
  return `${(hash >>> 0).toString(36)}.${size.toString(36)}.${lastModified.toString(36)}`;
}

function messageIn(body) {
  try {
    return JSON.parse(body).message ?? null;
  } catch {
    return null;
  }
}

function library(form) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = form.dataset.library;
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => {
      loading = null;
      script.remove();
      reject(new Error('The library for uploads did not come.'));
    });
    document.head.append(script);
  });
  return loading;
}

function csrf() {
  return document.querySelector('meta[name="csrf-token"]').content;
}

function inMegabytes(bytes) {
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return bytes < 1e6 ? `${format.format(bytes / 1e3)} kB` : `${format.format(bytes / 1e6)} MB`;
}
