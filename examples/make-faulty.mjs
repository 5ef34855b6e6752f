// Rows with one fault each, and by hand what must become of them. Nothing here asks the importer.
const AT = Object.fromEntries(
  'nik name birth sex phone email sector occupation region address wage programmes started status kpj mother external'
    .split(' ')
    .map((name, i) => [name, i]),
);

/** One fault a line: the cells that differ from a good row, the outcome, and the causes. */
const FAULTS = [
  [{}, 'created'],
  [{}, 'created'],
  [{ nik: () => '' }, 'rejected', 'nik.missing'],
  [{ nik: (c) => c.nik.slice(0, 15) }, 'rejected', 'nik.length'],
  [{ nik: (c) => c.nik.replace(/^3/, 'O') }, 'rejected', 'nik.not_digits'],
  [{ nik: () => '3,20501E+15' }, 'rejected', 'nik.truncated_by_excel'],
  [{ nik: (c) => `${c.nik.slice(0, 6)}310280${c.nik.slice(12)}` }, 'rejected', 'nik.impossible_date'],
  [{ nik: (c) => `${c.nik.slice(0, 12)}0000` }, 'rejected', 'nik.serial'],
  [{ nik: (c) => `9999${c.nik.slice(4)}` }, 'created', 'nik.region_unknown'],
  [{ birth: (c) => `29${c.birth.slice(2)}` }, 'held', 'nik.birth_date_mismatch'],
  [{ sex: (c) => (c.sex === 'L' ? 'P' : 'L') }, 'held', 'nik.sex_mismatch'],
  [{ name: () => '' }, 'rejected', 'name.missing'],
  [{ name: () => '12345' }, 'rejected', 'name.unreadable'],
  [{ name: (c) => `${c.name} 2` }, 'held', 'name.suspicious'],
  [{ birth: () => '' }, 'rejected', 'birth_date.missing'],
  [{ birth: () => '31/02/1980' }, 'rejected', 'birth_date.unreadable'],
  [{ birth: () => '12/01/2099' }, 'rejected', 'birth_date.future'],
  [{ nik: (c) => bornOn(c, '1201', '18'), birth: () => '12/01/2018' }, 'held', 'birth_date.age'],
  [{ sex: () => '' }, 'rejected', 'sex.missing'],
  [{ sex: () => 'X' }, 'rejected', 'sex.unreadable'],
  [{ phone: () => '0812' }, 'held', 'phone.unreadable'],
  [{ email: () => 'bukan alamat' }, 'created', 'email.unreadable'],
  [{ sector: () => 'Entah' }, 'held', 'sector.unknown'],
  [{ occupation: () => 'Pengrajin awan' }, 'created', 'occupation.unknown'],
  [{ region: () => 'Atlantis' }, 'held', 'region.unknown'],
  [{ region: () => 'Bandung' }, 'held', 'region.ambiguous'],
  [{ wage: () => 'sesuai UMK' }, 'held', 'wage.unreadable'],
  [{ wage: () => '1.500' }, 'held', 'wage.range'],
  [{ programmes: () => 'semua' }, 'held', 'programmes.unreadable'],
  [{ started: () => 'tahun lalu' }, 'held', 'started_on.unreadable'],
  [{ started: () => '01/01/1950' }, 'held', 'started_on.before_birth'],
  [{ status: () => 'Kawin' }, 'held', 'status.unreadable'],
  [{ kpj: () => '1234' }, 'held', 'kpj.unreadable'],
  [{ kpj: () => '0001234567890' }, 'held', 'kpj.jkn_number'],
  [{ address: () => 'Jl. Panjang '.repeat(50).trim() }, 'held', 'text.too_long'],
  [{ wage: () => '#N/A' }, 'held', 'row.cell_error'],
  [{ phone: () => '0812', sector: () => 'Entah', wage: () => 'x' }, 'held', 'phone.unreadable;sector.unknown;wage.unreadable'],
  [{ nik: () => '', sex: () => 'X' }, 'rejected', 'nik.missing;sex.unreadable'],
];

export function faultyCsvLines(people, tidyCells) {
  const lines = FAULTS.map(([changes, outcome, causes = ''], i) => ({
    cells: altered(tidyCells(people[i]), changes),
    expected: [outcome, causes],
  }));
  const [first, second] = [tidyCells(people[0]), tidyCells(people[1])];
  const tail = people.slice(FAULTS.length).map(tidyCells);
  return [
    ...lines,
    { cells: [...tail[0], 'satu sel terlalu banyak'], expected: ['rejected', 'row.columns'] },
    { cells: tail[1].slice(0, 2), expected: ['rejected', 'row.columns'] },
    { cells: first, expected: ['duplicate', 'duplicate.in_file'] },
    { cells: altered(second, { wage: () => '9900000' }), expected: ['held', 'duplicate.conflicting'] },
    { cells: tail[2], expected: ['created', ''] },
  ];
}

/** In a sheet a cell has a kind: a NIK that is a number, an error value, a date as a number, a formula. */
export function faultySheetRows(people, tidyCells) {
  const lines = faultyCsvLines(people, tidyCells).filter(({ expected }) => expected[1] !== 'row.columns');
  const spare = people.slice(-4).map(tidyCells);
  const [y, m, d] = [...people.at(-3).birthDate.split('-')].map(Number);
  const day = Date.UTC(y, m - 1, d) / 86_400_000 + 25_569;
  spare[0][AT.nik] = Number(spare[0][AT.nik].slice(0, 15)) * 10;
  spare[1][AT.birth] = day;
  spare[2][AT.wage] = { error: '#REF!' };
  spare[3][AT.wage] = { formula: '750000*2', result: 1_500_000 };
  return [
    ...lines,
    { cells: spare[0], expected: ['rejected', 'nik.truncated_by_excel'] },
    { cells: spare[1], expected: ['created', ''] },
    { cells: spare[2], expected: ['held', 'row.cell_error'] },
    { cells: spare[3], expected: ['created', ''] },
  ];
}

function altered(cells, changes) {
  const named = Object.fromEntries(Object.entries(AT).map(([name, i]) => [name, cells[i]]));
  return cells.map((cell, i) => {
    const [name] = Object.entries(AT).find(([, at]) => at === i);
    return changes[name] ? changes[name](named) : cell;
  });
}

/** The NIK of a person of the same sex born on another day; `day` is DDMM, `year` YY. */
function bornOn(cells, day, year) {
  const shown = cells.sex === 'P' ? String(Number(day.slice(0, 2)) + 40) + day.slice(2) : day;
  return cells.nik.slice(0, 6) + shown + year + cells.nik.slice(12);
}
