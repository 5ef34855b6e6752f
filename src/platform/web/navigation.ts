import type { Actor } from '../../kernel/index.js';
import { allows, type Permission } from './permissions.js';

export interface NavigationEntry {
  /** Text key `shell.nav.<key>`. */
  key: string;
  /** Path inside the workspace, e.g. `/rosters`; `''` is its front page. */
  path: string;
  /** Name in assets/icons.svg. */
  icon: string;
  permission: Permission;
  /** Low numbers first: 10 dashboard, 20 workers, 30 rosters, 80 team, 90 settings. */
  order: number;
}

const entries: NavigationEntry[] = [];

/** A room puts itself into the side navigation when its module file is loaded. */
export function addNavigation(...added: NavigationEntry[]): void {
  for (const entry of added) {
    if (entries.some((known) => known.key === entry.key)) continue;
    entries.push(entry);
  }
  entries.sort((a, b) => a.order - b.order);
}

/** What this actor may open, with the longest path that leads to the current page marked. */
export function navigationFor(actor: Actor, currentPath: string) {
  const base = `/w/${actor.workspaceSlug}`;
  const visible = entries.filter((entry) => allows(entry.permission, actor.role, actor.workspaceKind));
  const leads = (entry: NavigationEntry) => {
    const href = base + entry.path;
    return currentPath === href || (entry.path !== '' && currentPath.startsWith(`${href}/`));
  };
  const current = visible.filter(leads).sort((a, b) => b.path.length - a.path.length)[0];
  return visible.map((entry) => ({
    key: entry.key,
    href: base + entry.path,
    icon: entry.icon,
    current: entry === current,
  }));
}

/** What somebody may open outside any workspace. */
export function personalNavigation(currentPath: string) {
  return [
    { key: 'workspaces', href: '/workspaces', icon: 'building', current: currentPath === '/workspaces' },
    { key: 'profile', href: '/profile', icon: 'person', current: currentPath.startsWith('/profile') },
  ];
}
