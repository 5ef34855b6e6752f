import type { Readable } from 'node:stream';
import { NotFound } from '../../kernel/index.js';
import type { Locale } from '../../platform/i18n/index.js';
import type { Import } from '../import.entity.js';
import type { PaperKind } from './paper.rules.js';

/** How a kind of paper is made. All of it runs in the caller's unit of work, as the web's role or the worker's. */
export interface PaperMaker {
  readonly kind: PaperKind;
  /** Up to this many rows it is made while the reader waits. */
  readonly atOnce: number;
  /** Audit action of taking it. */
  readonly action: string;
  /** Rows it will hold. @throws Refused when there is nothing to write, or not yet */
  rows(file: Import): Promise<number>;
  /** Changes whenever the paper would. */
  basis(file: Import): Promise<string>;
  fileName(file: Import): string;
  /** The bytes, made as they are read; the unit of work has to last until they are. */
  write(file: Import, locale: Locale): Promise<Readable>;
}

/** Filled by the rooms when they start. */
export class PaperMakers {
  private readonly makers = new Map<PaperKind, PaperMaker>();

  register(maker: PaperMaker): void {
    this.makers.set(maker.kind, maker);
  }

  /** @throws NotFound for a kind that nobody makes */
  of(kind: PaperKind): PaperMaker {
    const maker = this.makers.get(kind);
    if (!maker) throw new NotFound();
    return maker;
  }
}
