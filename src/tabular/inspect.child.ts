import { cagedWork } from './caged-work.js';
import { headerKey } from './headers.rules.js';
import type { InspectInput } from './inspect-caged.js';
import { inspectTable } from './inspect.js';
import type { Inspection } from './table.js';

cagedWork<InspectInput, Inspection>(async ({ path, fileName, headers, choice }, send) => {
  const keys = new Set(headers?.map(headerKey));
  const knownHeaders = headers ? (text: string) => keys.has(headerKey(text)) : undefined;
  send(await inspectTable(path, fileName, { ...(knownHeaders && { knownHeaders }), ...(choice && { choice }) }));
});
