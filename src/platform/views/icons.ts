import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.js';

const sprite = join(projectRoot, 'assets/icons.svg');
let drawings: Map<string, string> | undefined;

/** The icon drawn inline, hidden from screen readers: the words beside it say what it means. Throws for an unknown name. */
export function icon(name: string, size: 'small' | 'large' | '' = ''): string {
  drawings ??= readSprite();
  const drawing = drawings.get(name);
  if (drawing === undefined) throw new Error(`No icon "${name}" in assets/icons.svg`);
  const classes = size === '' ? 'icon' : `icon icon--${size}`;
  return `<svg class="${classes}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${drawing}</svg>`;
}

export function iconNames(): string[] {
  return [...(drawings ??= readSprite()).keys()];
}

function readSprite(): Map<string, string> {
  const symbols = readFileSync(sprite, 'utf8').matchAll(/<symbol id="([\w-]+)"[^>]*>(.*?)<\/symbol>/gs);
  return new Map([...symbols].map(([, id, drawing]) => [id ?? '', drawing?.trim() ?? '']));
}
