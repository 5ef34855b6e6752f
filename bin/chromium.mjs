// Finds the browser for the browser tests, or brings one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of a Chromium, or null: then the tests unpack the one that an npm package ships. */
export function ensureChromium() {
  const found = [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('Chromium is missing: installing it with apt-get …\n');
    spawnSync('apt-get', ['update'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (existsSync(PLACES[0])) return PLACES[0];
  }
  if (process.platform === 'linux' && process.arch === 'x64') return null;
  process.stderr.write('The browser tests need Chromium: install it and set CHROMIUM to its path.\n');
  process.exit(1);
}
