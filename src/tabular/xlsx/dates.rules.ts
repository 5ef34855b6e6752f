/** Built-in formats that show a day; times of day (18-21, 45-47) stay numbers. */
const builtIn = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const dayMs = 86_400_000;
/** Serial of 9999-12-31 in the 1900 system. */
const lastSerial = 2_958_465;

export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtIn.has(id);
  const section = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .split(';')[0]!
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/am\/pm|a\/p/gi, '');
  if (/^\s*(general|standard|@)\s*$/i.test(section) || /[#?0]/.test(section.replace(/s\]?\.0+/gi, 's'))) return false;
  if (/[yd]/i.test(section)) return true;
  return /m/i.test(section) && !/[hs]/i.test(section);
}

/**
 * Day of a date serial as `YYYY-MM-DD`; the time of day is dropped. null where the number is no day: below 1, beyond
 * year 9999, and serial 60 of the 1900 system (29 February 1900, which never was).
 */
export function serialToIso(serial: number, date1904: boolean): string | null {
  const day = Math.floor(serial);
  if (!Number.isFinite(serial) || day < (date1904 ? 0 : 1) || day > lastSerial) return null;
  if (!date1904 && day === 60) return null;
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(epoch + day * dayMs);
  return date.getUTCFullYear() > 9999 ? null : date.toISOString().slice(0, 10);
}
