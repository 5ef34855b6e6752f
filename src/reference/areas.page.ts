import type { Actor } from '../kernel/index.js';
import { translator } from '../platform/i18n/index.js';
import { LEVEL_NAMES, levelOf, type AreaQuery } from './area.forms.js';
import type { Region } from './reference.queries.js';

export interface AreaItem {
  /** Without dots, as workers carry it: `3205`. */
  code: string;
  dotted: string;
  level: number;
  name: string;
  /** Names of the regions above, nearest first. */
  within: string;
}

export function areaItem({ code, level, name, path }: Region): AreaItem {
  return { code: code.replaceAll('.', ''), dotted: code, level, name, within: path };
}

export class AreasPage {
  static from(actor: Actor, query: AreaQuery, areas: Region[]) {
    const t = translator(actor.locale);
    const level = levelOf(query.level);
    return {
      q: query.q ?? '',
      level: level === null ? '' : LEVEL_NAMES[level - 1],
      levels: LEVEL_NAMES.map((value, i) => ({ value, text: t(`reference.areas.levels.${i + 1}`) })),
      asked: (query.q ?? '').trim() !== '',
      areas: areas.map((area) => ({ ...areaItem(area), levelName: t(`reference.areas.levels.${area.level}`) })),
    };
  }
}
