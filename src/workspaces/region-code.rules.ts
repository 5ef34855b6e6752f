/** As the workers' regions are stored: `3201`. */
export function withoutDots(code: string | null): string | null {
  return code === null ? null : code.replaceAll('.', '');
}

/** As people write it: `32.01`. */
export function withDots(code: string | null): string {
  return (code ?? '').replace(/^(\d\d)(\d\d)$/, '$1.$2');
}
