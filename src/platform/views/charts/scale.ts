/** A round top for an axis: 1, 2, 2.5 or 5 times a power of ten, not below the largest value. */
export function roundTop(largest: number): number {
  if (!(largest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= largest * 0.999_999) ?? 10;
  return step * power;
}

/** Top of an axis of shares: never above 1. */
export function roundTopShare(largest: number): number {
  return Math.min(1, Math.ceil(Math.max(largest, 0.05) * 10 - 1e-9) / 10);
}

/** `count` positions spread over the list, the first and the last always among them. */
export function spread(length: number, count: number): number[] {
  if (length <= count) return Array.from({ length }, (_, index) => index);
  return Array.from({ length: count }, (_, index) => Math.round((index * (length - 1)) / (count - 1)));
}
