import { Injectable } from '@nestjs/common';
import { Reference } from '../../reference/index.js';
import { compileLexicon, type CompiledLexicon } from '../row/lexicon.js';

/** The look-up data of the judge, compiled once a day: forms use the same as files. */
@Injectable()
export class FormLexicon {
  private kept: { day: string; compiled: CompiledLexicon } | null = null;

  constructor(private readonly reference: Reference) {}

  async today(): Promise<CompiledLexicon> {
    const lexicon = await this.reference.rosterLexicon();
    if (this.kept?.day !== lexicon.today) this.kept = { day: lexicon.today, compiled: compileLexicon(lexicon) };
    return this.kept.compiled;
  }
}
