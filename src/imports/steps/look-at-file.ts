import { inspectCaged, Unreadable, type Inspection } from '../../tabular/index.js';
import type { ImportQuestion } from '../import.entity.js';
import type { GivenChoice } from '../given-choice.rules.js';

/** Somebody said how to read the file, and it can't be read that way. */
const REFUSED: ImportQuestion = { about: 'column', code: 'choice_refused', field: '', columns: [], blocking: true };

export interface Looked {
  seen: Inspection;
  questions: ImportQuestion[];
}

/**
 * Looks at a file in the way that was asked for. A file that can't be read that way is no bad file: it is looked at as if
 * nothing had been said, and somebody has to look. @throws Unreadable when it can't be read in its own way either
 */
export async function lookAtFile(
  path: string,
  fileName: string,
  { choice, ...options }: { choice: GivenChoice | null; headers: string[]; signal?: AbortSignal | undefined },
): Promise<Looked> {
  const asked = choice !== null && Object.keys(choice).length > 0;
  try {
    return { seen: await inspectCaged(path, fileName, { ...options, choice: choice ?? undefined }), questions: [] };
  } catch (error) {
    if (!asked || !(error instanceof Unreadable) || options.signal?.aborted) throw error;
    return { seen: await inspectCaged(path, fileName, options), questions: [REFUSED] };
  }
}
