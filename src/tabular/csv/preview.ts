import { limits } from '../limits.js';
import { textSource } from './decode.js';
import { openFile } from './source.js';

/** The beginning of a text file, cut at a line end, to find the dialect in. */
export async function previewText(path: string, encoding: string): Promise<string> {
  const source = textSource(encoding);
  const file = await openFile(path);
  try {
    const buffer = Buffer.alloc(limits.previewLength);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    const text = source.push(buffer.subarray(0, bytesRead));
    if (bytesRead < buffer.length) return text + source.end();
    const cut = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    return cut > 0 ? text.slice(0, cut) : text;
  } finally {
    await file.close();
  }
}
