/** Markup whose text and attributes are already escaped; only `element` and `join` make it. */
export class Markup {
  constructor(readonly html: string) {}
}

type Attributes = Record<string, string | number | undefined>;
const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => special[character] ?? character);
}

/** `element('rect', { x: 1 }, 'text', child)`: strings become text, Markup stays markup, undefined attributes are left out. */
export function element(name: string, attributes: Attributes, ...children: (Markup | string)[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(typeof value === 'number' ? String(round(value)) : String(value))}"`)
    .join('');
  return new Markup(`<${name}${written}>${join(children).html}</${name}>`);
}

export function join(parts: readonly (Markup | string)[]): Markup {
  return new Markup(parts.map((part) => (part instanceof Markup ? part.html : escapeText(part))).join(''));
}

/** The drawing as one image with a name and a description. Its width is the column's; `viewBox` only where everything scales. */
export function drawing(
  chart: { id: string; title: string },
  description: string,
  size: { height?: number; viewBox?: string; className?: string },
  ...children: Markup[]
): Markup {
  return element(
    'svg',
    {
      class: `chart__drawing${size.className ? ` ${size.className}` : ''}`,
      role: 'img',
      'aria-labelledby': `${chart.id}-title ${chart.id}-desc`,
      width: size.viewBox ? undefined : '100%',
      height: size.height,
      viewBox: size.viewBox,
    },
    element('title', { id: `${chart.id}-title` }, chart.title),
    element('desc', { id: `${chart.id}-desc` }, description),
    ...children,
  );
}

/** Shortens a label that would run into the figures on a phone; the table has it whole. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
