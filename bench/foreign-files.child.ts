import { cagedWork, inspectTable, limits, readTable, type TableChoice, Unreadable } from '../src/tabular/index.js';

/** One file to try; `cells` asks for the contents of every sheet, to be compared with a twin. */
export interface Trial {
  path: string;
  cells: boolean;
}

/** Reads file after file as an import would; the parent knows from the last message which one it died on. */
cagedWork<{ trials: Trial[] }, object>(async ({ trials }, send) => {
  for (const [index, trial] of trials.entries()) {
    send({ index, began: true });
    const started = performance.now();
    let result: object;
    try {
      result = await tryFile(trial);
    } catch (error) {
      if (error instanceof Unreadable) result = { refused: error.code };
      else result = { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    send({ index, ms: performance.now() - started, mb: process.memoryUsage.rss() / 1_048_576, ...result });
  }
});

async function tryFile({ path, cells }: Trial): Promise<object> {
  const seen = await inspectTable(path, path);
  const stats = await readTable(path, seen.choice, { headerCount: seen.headers.length }, () => undefined);
  const sheets: Record<string, string[][]> = {};
  const names = cells && seen.format !== 'csv' ? seen.sheets.map((sheet) => sheet.name) : [seen.choice.sheet ?? ''];
  let records = 0;
  for (const name of names) {
    const rows = (sheets[name] ??= []);
    const choice: TableChoice = { ...seen.choice, headerRow: -1, headerRows: 0, ...(name !== '' && { sheet: name }) };
    await readTable(path, choice, { headerCount: 0 }, (row) => {
      if (name === (seen.choice.sheet ?? '')) records++;
      while (cells && seen.format !== 'csv' && rows.length < row.physical - 1 && rows.length < 20_000) rows.push([]);
      if (cells && rows.length < 20_000)
        rows.push(row.cells.slice(0, row.width).map((cell) => cell.slice(0, limits.cellLength)));
    });
  }
  const { format, questions, headers, choice } = seen;
  return {
    format,
    rows: stats.rows,
    records,
    headers: headers.length,
    headerRow: choice.headerRow,
    questions: questions.map((q) => q.about),
    ...(cells && { sheets }),
  };
}
