import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../../src/platform/project-root.js';

export interface SourceFile {
  /** Path from the project's root, e.g. `src/rosters/index.ts`. */
  path: string;
  text: string;
  lines: number;
}

export function filesBelow(folder: string, ending: string): SourceFile[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const text = readFileSync(file, 'utf8');
      return { path: relative(projectRoot, file), text, lines: text.split('\n').length - 1 };
    });
}

/** Relative imports of a file, as paths from the project's root. */
export function importsOf(file: SourceFile): string[] {
  const found = file.text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map(([, target]) => relative(projectRoot, join(projectRoot, file.path, '..', target ?? '')));
}

/** The room of a source path: the first folder below src, or the file itself at the top. */
export function roomOf(path: string): string {
  return path.split('/')[1]?.replace(/\.(ts|js)$/, '') ?? '';
}
