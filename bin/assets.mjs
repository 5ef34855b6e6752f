// Builds public/assets from assets/ and the libraries: one style sheet, one script, htmx, the font and the drawings,
// each under a name with its fingerprint, and manifest.json (written last: bin/build.mjs compares its time).
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { compile } from 'sass';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'assets');
const library = (path) => join(root, 'node_modules', path);
const target = join(root, 'public', 'assets');
const manifest = {};
const compressible = new Set(['.css', '.js', '.svg', '.json']);

mkdirSync(target, { recursive: true });

add(
  'font.woff2',
  readFileSync(library('@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2')),
);
for (const name of ['logo.svg', 'chevron.svg']) add(name, readFileSync(join(source, name)));
add('htmx.js', readFileSync(library('htmx.org/dist/htmx.min.js'), 'utf8').replace(/\n\/\/# sourceMappingURL=.*$/, ''));
add(
  'tus.js',
  readFileSync(library('tus-js-client/dist/tus.min.js'), 'utf8').replace(/\n\/\/# sourceMappingURL=.*$/, ''),
);
add('app.js', script());
add('app.css', styles());
writeFileSync(join(target, 'manifest.json'), JSON.stringify(manifest, null, 2));
removeOld();

function add(name, content) {
  const bytes = Buffer.from(content);
  const print = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const ending = extname(name);
  const file = `${name.slice(0, -ending.length)}.${print}${ending}`;
  writeFileSync(join(target, file), bytes);
  if (compressible.has(ending)) {
    writeFileSync(join(target, `${file}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(
      join(target, `${file}.br`),
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
    );
  }
  manifest[name] = file;
}

/** Last, so that a server that runs meanwhile always finds what its manifest names. */
function removeOld() {
  const current = new Set([
    'manifest.json',
    ...Object.values(manifest).flatMap((file) => [file, `${file}.gz`, `${file}.br`]),
  ]);
  for (const file of readdirSync(target)) if (!current.has(file)) rmSync(join(target, file), { recursive: true });
}

function styles() {
  const { css } = compile(join(source, 'scss', 'app.scss'), {
    style: 'compressed',
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
  });
  return css.replace(/asset\("([\w.-]+)"\)/g, (_, name) => `url(/assets/${manifest[name]})`);
}

// Each file in assets/js is a block of its own in one script: nothing is shared between them but the page, so no bundler is needed.
function script() {
  const folder = join(source, 'js');
  const parts = readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => `{\n${readFileSync(join(folder, file), 'utf8')}}\n`);
  return parts
    .join('')
    .replace(/^\s*\/\/.*\n/gm, '')
    .replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, '');
}
