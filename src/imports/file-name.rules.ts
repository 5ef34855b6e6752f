const LONGEST = 120;

/** A file's name as it may be kept and shown: no path, no control characters, no run of digits that could be a NIK. */
export function safeFileName(name: string): string {
  const base = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  let clean = '';
  for (const char of base) clean += char < ' ' || char === '\u007f' ? '' : char;
  clean = clean.replace(/\d{10,}/g, (digits) => '•'.repeat(Math.min(digits.length, 16))).trim();
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 9)}…${clean.slice(-8)}` : clean || 'file';
}
