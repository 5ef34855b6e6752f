/** What the sealed wrong cells of a file are bound to. */
export function wrongCellsBound(importId: string): string {
  return `wrong-cells:${importId}`;
}
