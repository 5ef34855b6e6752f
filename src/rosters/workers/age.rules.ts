/** Whole years on a day. @param birthDate YYYY-MM-DD @param day YYYY-MM-DD */
export function ageOn(birthDate: string, day: string): number {
  const packed = (date: string) => Number(date.replaceAll('-', ''));
  return Math.floor((packed(day) - packed(birthDate)) / 10_000);
}
