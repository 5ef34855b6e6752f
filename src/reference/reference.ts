import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { insideWork, UnitOfWork } from '../platform/db/index.js';
import * as queries from './reference.queries.js';
import type { CoverageDefinition, Occupation, Programme, Region, Sector } from './reference.queries.js';
import { type ReferenceLexicon, rosterLexicon } from './roster-lexicon.js';

interface Lists {
  regions: Map<string, Region>;
  sectors: Map<string, Sector>;
  occupations: Map<string, Occupation>;
  programmes: Map<string, Programme>;
  definitions: CoverageDefinition[];
  parameters: Map<string, unknown>;
}

/**
 * The shared code lists. Read once a day and kept in memory: they change only when a release is installed, or when a
 * row's validity begins or ends.
 */
@Injectable()
export class Reference {
  private kept: { day: string; lists: Promise<Lists> } | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async rosterLexicon(): Promise<ReferenceLexicon> {
    const lists = await this.lists();
    return rosterLexicon({
      today: this.clock.today(),
      regencies: [...lists.regions.values()].filter((region) => region.level === 2),
      sectors: [...lists.sectors.values()],
      occupations: [...lists.occupations.values()],
      plausibleAge: (lists.parameters.get('roster.plausible_age') as { fromAge: number; toAge: number }) ?? null,
    });
  }

  /** Province, kabupaten or kota; the code with or without dots. */
  async region(code: string): Promise<Region | null> {
    return (await this.lists()).regions.get(dottedCode(code)) ?? null;
  }

  /** Regions of any level by dotted code, for naming a page of rows. */
  async regionsByCode(codes: string[]): Promise<Map<string, Region>> {
    const wanted = [...new Set(codes)];
    const { regions } = await this.lists();
    const kept = wanted.flatMap((code) => regions.get(code) ?? []);
    const deeper = wanted.filter((code) => !regions.has(code));
    const found = deeper.length > 0 ? await this.read(() => queries.regionsByCode(deeper)) : [];
    return new Map([...kept, ...found].map((region) => [region.code, region]));
  }

  /** Kabupaten and kota, of one province or all, in the order of their codes. */
  async regencies(province?: string): Promise<Region[]> {
    const { regions } = await this.lists();
    const below = province ? `${province}.` : '';
    return [...regions.values()].filter((region) => region.level === 2 && region.code.startsWith(below));
  }

  async provinces(): Promise<Region[]> {
    return [...(await this.lists()).regions.values()].filter((region) => region.level === 1);
  }

  async sectors(): Promise<Map<string, Sector>> {
    return (await this.lists()).sectors;
  }

  async occupations(): Promise<Map<string, Occupation>> {
    return (await this.lists()).occupations;
  }

  async programmes(): Promise<Map<string, Programme>> {
    return (await this.lists()).programmes;
  }

  /** The definition that holds today. @throws Error when the reference data were never loaded */
  async coverageDefinition(code = 'headline'): Promise<CoverageDefinition> {
    const found = (await this.lists()).definitions.find((definition) => definition.code === code);
    if (!found) throw new Error(`No coverage definition "${code}": run "npm run sinergi -- migrate".`);
    return found;
  }

  /** Value of an effective-dated parameter as of today, or undefined. */
  async parameter(code: string): Promise<unknown> {
    return (await this.lists()).parameters.get(code);
  }

  datasets(): Promise<queries.Dataset[]> {
    return this.read(() => queries.datasets());
  }

  private lists(): Promise<Lists> {
    const day = this.clock.today();
    if (this.kept?.day === day) return this.kept.lists;
    const lists = this.read(() => readLists(day));
    this.kept = { day, lists };
    lists.catch(() => (this.kept = null));
    return lists;
  }

  /** In the caller's unit of work, whatever its role, because every role may read these tables; otherwise in its own. */
  private read<T>(query: () => Promise<T>): Promise<T> {
    return insideWork() ? query() : this.unitOfWork.run({ role: 'app', readOnly: true }, query);
  }
}

/** `3205` as `32.05`, `3205011001` as `32.05.01.1001`; dotted codes as they are. */
export function dottedCode(code: string): string {
  if (code.includes('.') || code.length <= 2) return code;
  return [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6), code.slice(6)].filter((part) => part !== '').join('.');
}

async function readLists(day: string): Promise<Lists> {
  const [definitions, parameters] = [await queries.coverageDefinitions(day), await queries.parameters(day)];
  return {
    regions: byCode(await queries.upperRegions(day)),
    sectors: byCode(await queries.sectors(day)),
    occupations: byCode(await queries.occupations(day)),
    programmes: byCode(await queries.programmes()),
    definitions,
    parameters: new Map(parameters.map(({ code, value }) => [code, value])),
  };
}

function byCode<T extends { code: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.code, row]));
}
