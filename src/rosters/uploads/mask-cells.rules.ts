/** Fields of which a cell shows only its ends, whatever it holds. */
const HIDDEN_DIGITS: ReadonlySet<string> = new Set(['nik', 'phone', 'kpj']);
const LONG_NUMBER = 10;
const LONGEST = 80;

/**
 * A cell of the file as a page may show it: of numbers that could be somebody's, the middle digits are hidden; letters
 * and signs stay, because they are often what is wrong.
 */
export function maskCell(field: string | null, text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const digits = short.replace(/\D/g, '').length;
  const isDate = field === 'birth_date' || field === 'started_on';
  const isWage = field === 'wage';
  const hides = HIDDEN_DIGITS.has(field ?? '') ? digits >= 6 : digits >= LONG_NUMBER && !isDate && !isWage;
  return hides ? withoutMiddle(short, digits) : short;
}

/** The first four and the last three or four digits stay. */
function withoutMiddle(text: string, digits: number): string {
  const last = digits - (digits >= 16 ? 4 : 3);
  let seen = 0;
  return text.replace(/\d/g, (digit) => {
    seen++;
    return seen <= Math.min(4, digits - 4) || seen > last ? digit : '•';
  });
}
