/** What differs between any two runs, in the order in which it is replaced. */
const VARIES: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{256}/g, '<token>'],
  [/_csrf(?:=|&#x3D;)[\w-]+/g, '_csrf=<token>'],
  [/\/invitations\/[\w-]+/g, '/invitations/<token>'],
  [/W\/\\?"[^"\\]+\\?"/g, '<etag>'],
  [/"(x-request-id|set-cookie|content-length|keep-alive)":"[^"]*"/g, '<$1>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>'],
  [/\b\d{1,2}[.:]\d\d(?:[.:]\d\d)?\b/g, '<clock>'],
  [/\b[0-9a-f]{64}\b/g, '<hash>'],
  [/\b[0-9a-f]{12}\b/g, '<end of an id or hash>'],
  [/\b\d+(?:,\d+)? (?:milidetik|detik|menit)/g, '<duration>'],
];
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** A text without times and tokens, and with ids replaced by the order in which they first stand in it. */
export function comparable(text: string): string {
  const seen = new Map<string, string>();
  const named = text.replace(ID, (id) => {
    const name = seen.get(id) ?? `<id ${seen.size + 1}>`;
    seen.set(id, name);
    return name;
  });
  return VARIES.reduce((kept, [pattern, name]) => kept.replace(pattern, name), named);
}
