import { describe, expect, it } from 'vitest';
import type { ImportState } from '../../src/imports/index.js';
import { wrongStory } from './told-states.js';

/** `failed:code` for the reason of one that failed. */
const told = (words: string) =>
  words.split(' ').map((word) => {
    const [name, code = null] = word.split(':');
    return { action: `imports.${name}`, code };
  });
const wrong = (state: ImportState, words: string) => wrongStory(state, told(words));

describe('What the chain tells of a file', () => {
  it.each<[ImportState, string]>([
    ['received', 'received'],
    ['ready', 'received mapping-corrected rows-decided'],
    ['applying', 'received confirmed'],
    ['applied', 'received confirmed applied'],
    ['applied', 'received confirmed sent-back confirmed applied'],
    ['applied', 'received confirmed failed:imports.new-people-today confirmed stop-asked applied'],
    ['applied', 'received confirmed applied reversal-requested failed:imports.touched-later'],
    ['reversed', 'received confirmed applied reversal-requested reversed'],
    ['failed', 'received failed:file.truncated'],
    ['failed', 'received confirmed failed:imports.broken'],
    ['discarded', 'received failed:file.truncated discarded'],
  ])('%s: %s', (state, words) => expect(wrong(state, words)).toBeNull());

  it.each<[string, ImportState, string]>([
    ['confirmed twice without a way back in between', 'applied', 'received confirmed confirmed applied'],
    ['applied twice', 'applied', 'received confirmed applied applied'],
    ['applied without a yes', 'applied', 'received applied'],
    ['sent back, and applied without a second yes', 'applied', 'received confirmed sent-back applied'],
    ['received twice', 'received', 'received received'],
    ['an event is missing at the end', 'applied', 'received confirmed'],
    ['an event is too much at the end', 'ready', 'received confirmed'],
    ['nothing was told', 'ready', 'paper-requested'],
  ])('is wrong: %s', (_, state, words) => expect(wrong(state, words)).not.toBeNull());
});
