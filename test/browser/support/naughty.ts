/** Strings that have broken out of pages, spreadsheets and addresses elsewhere. Each sets `window.pwned` when it runs. */
export const NAUGHTY: readonly string[] = [
  `<script>window.pwned=1</script>`,
  `"><script src=https://evil.example/x.js></script>`,
  `"><img src=x onerror="window.pwned=1">`,
  `<svg/onload=window.pwned=1>`,
  `</title></textarea></select></style><iframe srcdoc="<script>parent.pwned=1</script>">`,
  `' onfocus='window.pwned=1' autofocus='`,
  `" hx-get="https://evil.example/" hx-trigger="load" hx-on:load="window.pwned=1`,
  `" style="background:url(https://evil.example/a.png)`,
  `<link rel=stylesheet href=https://evil.example/a.css>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/">`,
  `<base href=https://evil.example/><form action=https://evil.example/><button>x</button>`,
  `{{constructor.constructor "window.pwned=1"}}`,
  '${window.pwned=1}`{{{this}}}[[x]]<%= 1 %>',
  `javascript:window.pwned=1`,
  `//evil.example/%2e%2e/\\evil.example`,
  `=cmd|' /C calc'!A0`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  `'; drop table app.workers; --`,
  `\u202ekatab rotkes\u202c \u200b\ufeff`,
  `🏳️‍🌈 ﷽ 田中さん Ω≈ç√ e\u0301 &lt;b&gt; &amp;`,
  `%00%0d%0aSet-Cookie: a=b\t\n`,
  `null undefined NaN __proto__ constructor`,
  'Ṳ'.repeat(10_000),
];

/** The sign in a page that one of them is shown as it was written. */
export const SHOWN = 'pwned=1';

/** The n-th string, round and round. */
export function naughty(n: number): string {
  return NAUGHTY[n % NAUGHTY.length] ?? '';
}
