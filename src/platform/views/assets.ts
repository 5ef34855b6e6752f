import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.js';

/** Files made by bin/assets.mjs, served under /assets with a fingerprint in the name: they may be cached for ever. */
export const assetsFolder = join(projectRoot, 'public/assets');

const manifestFile = join(assetsFolder, 'manifest.json');
let manifest: { read: number; files: Record<string, string> } | undefined;

/** `app.css` → `/assets/app.1a2b3c4d.css`. Throws for a name that was not built. */
export function assetPath(name: string): string {
  const file = readManifest()[name];
  if (file === undefined) throw new Error(`No built asset "${name}": run node bin/assets.mjs`);
  return `/assets/${file}`;
}

function readManifest(): Record<string, string> {
  if (manifest && process.env.NODE_ENV === 'production') return manifest.files;
  if (!existsSync(manifestFile)) throw new Error('public/assets is not built: run node bin/assets.mjs');
  const changed = statSync(manifestFile).mtimeMs;
  if (manifest?.read !== changed) {
    manifest = { read: changed, files: JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, string> };
  }
  return manifest.files;
}
