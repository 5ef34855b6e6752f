import * as xlsx from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { fileFolder, readBack, zipOf } from './small-files.js';

const files = fileFolder();

function written(bookType: 'biff8' | 'biff5' | 'ods' | 'xlsb'): Buffer {
  const sheet = xlsx.utils.aoa_to_sheet([
    ['DAFTAR PEKERJA'],
    [],
    ['nik', 'nama', 'lahir', 'aktif'],
    [3173010101800001, 'Demo Łucja', { t: 'n', v: 29221, z: 'dd/mm/yyyy' }, true],
    ['3173010101800002', 'Demo Dua', '1980-01-02', false],
  ]);
  const book = xlsx.utils.book_new(sheet, 'Pekerja');
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([['x']]), 'Arsip');
  book.Workbook = { Sheets: [{}, { Hidden: 1 }] } as NonNullable<typeof book.Workbook>;
  return xlsx.write(book, { type: 'buffer', bookType }) as Buffer;
}

describe.each(['biff8', 'ods'] as const)('an old workbook (%s)', (type) => {
  it('gives the same rows as an .xlsx would', async () => {
    const { seen, rows, kinds, stats } = await readBack(files.write(`old.${type}`, written(type)));
    expect(seen).toMatchObject({ format: type === 'ods' ? 'ods' : 'xls', headers: ['nik', 'nama', 'lahir', 'aktif'] });
    expect(seen.choice).toMatchObject({ sheet: 'Pekerja', headerRow: 2 });
    expect(rows).toEqual([
      ['3173010101800001', 'Demo Łucja', '1980-01-01', 'TRUE'],
      ['3173010101800002', 'Demo Dua', '1980-01-02', 'FALSE'],
    ]);
    expect(kinds).toEqual(['1023', '0003']);
    expect(stats).toMatchObject({ rows: 2, titleRows: 1 });
  });
});

describe('an old workbook is refused', () => {
  it('when it is damaged', async () => {
    const bytes = written('biff8');
    bytes.fill(0xff, 600, 4_000);
    await expect(readBack(files.write('broken.xls', bytes))).rejects.toMatchObject({ name: 'Unreadable' });
  });

  it('when it is an encrypted or scripted OpenDocument', async () => {
    const mimetype = { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true };
    const content = { name: 'content.xml', data: '<office/>' };
    const manifest = { name: 'META-INF/manifest.xml', data: '<manifest><encryption-data/></manifest>' };
    const script = { name: 'Basic/Standard/Module1.xml', data: '<module/>' };
    const text = { ...mimetype, data: 'application/vnd.oasis.opendocument.text' };
    const refusal = (name: string, ...parts: Parameters<typeof zipOf>[0]) => readBack(files.write(name, zipOf(parts)));
    await expect(refusal('enc.ods', mimetype, content, manifest)).rejects.toMatchObject({ code: 'file.encrypted' });
    await expect(refusal('macro.ods', mimetype, content, script)).rejects.toMatchObject({ code: 'file.macro' });
    await expect(refusal('text.odt', text, content)).rejects.toMatchObject({ code: 'file.document' });
    await expect(refusal('none.ods', mimetype)).rejects.toMatchObject({ code: 'file.damaged' });
  });
});
