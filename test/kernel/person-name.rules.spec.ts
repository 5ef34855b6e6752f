import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesAgree, personKey } from '../../src/kernel/index.js';

describe('the search key of a name', () => {
  it.each([
    ['BUDI SANTOSO', 'BUDI SANTOSO'],
    ['  budi   santoso ', 'BUDI SANTOSO'],
    ['Drs. H. Budi Santoso, M.Si', 'BUDI SANTOSO'],
    ['Hj. Siti Aminah, S.Pd., M.Pd.', 'SITI AMINAH'],
    ['H ABDUL KARIM', 'ABDUL KARIM'],
    ['H.M. Saleh', 'M SALEH'],
    ['K.H. Ahmad Dahlan', 'AHMAD DAHLAN'],
    ['K. H. Ahmad Dahlan', 'AHMAD DAHLAN'],
    ['Dr. Ir. Kartika Sari', 'KARTIKA SARI'],
    ['Dr.Ir.Kartika Sari', 'KARTIKA SARI'],
    ['Budi Santoso SPd', 'BUDI SANTOSO'],
    ['Budi Santoso S. Pd', 'BUDI SANTOSO'],
    ['Rina Wati, A.Md.Keb', 'RINA WATI'],
    ['Prof. DR. H. Slamet, SH., MH', 'SLAMET'],
    ['Santoso, Budi', 'SANTOSO BUDI'],
    ["Nur'aini", 'NURAINI'],
    ['Jean-Pierre', 'JEAN PIERRE'],
    ['José Müller', 'JOSE MULLER'],
    ['Haji', 'HAJI'],
    ['H.', 'H'],
    ['Li Ma', 'LI MA'],
    ['Yohanes St. Mikael', 'YOHANES ST MIKAEL'],
    ['王小明', '王小明'],
    ['...', ''],
  ])('of %j is %j', (name, key) => {
    expect(personKey(name)).toBe(key);
  });

  it('stays the same when it is made again, and is never empty for a name with letters', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z]{1,9}[.,]?$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, (parts) => {
        const key = personKey(parts.join(' '));
        expect(key).not.toBe('');
        expect(key).toMatch(/^[A-Z]+( [A-Z]+)*$/);
      }),
    );
  });
});

describe('two names', () => {
  it.each([
    ['Budi Santoso', 'BUDI SANTOSO'],
    ['Drs. H. Budi Santoso, M.Si', 'BUDI SANTOSO'],
    ['Hj. Siti Aminah', 'SITI AMINAH, S.Pd'],
    ['Santoso Budi', 'Budi Santoso'],
    ['Moh. Ali', 'MUHAMMAD ALI'],
    ['Mohd Rizki Pratama', 'Muh. Rizki Pratama'],
    ['M. Rizki Pratama', 'Mohammad Rizki Pratama'],
    ['M RIZKI P', 'MUHAMMAD RIZKI PRATAMA'],
    ['A. B. Santoso', 'Agus Budi Santoso'],
    ['Slamet', 'SLAMET'],
    ['Slamet', 'Slamet Riyadi'],
    ['Nurhayati', 'Nur Hayati'],
    ['ABDURRAHMAN', 'ABDUL RAHMAN'],
    ['Soekarno', 'Sukarno'],
    ['Djoko Widodo', 'Joko Widodo'],
    ['Supriyadi', 'Supriadi'],
    ['Rachmat Hidayat', 'Rahmat Hidayat'],
    ['Siti Aminah binti Ahmad', 'Siti Aminah'],
    ['Abd. Karim', 'Abdul Karim'],
    ["Nur'aini Putri", 'Nuraini Putri'],
    ['WAYAN SUDARMA', 'I Wayan Sudarma'],
    ['Budi  Santoso.', 'budi santoso'],
    ['KARTIKA SARI DEWI', 'Kartika Sari'],
  ])('%s and %s agree', (a, b) => {
    expect(namesAgree(a, b)).toBe(true);
    expect(namesAgree(b, a)).toBe(true);
  });

  it.each([
    ['Budi Santoso', 'Agus Santoso'],
    ['Budi Santoso', 'Budi Wijaya'],
    ['Siti Aminah', 'Siti Halimah'],
    ['Siti', 'Siti Aminah'],
    ['Muhammad', 'Muhammad Ali'],
    ['Muhammad Ali', 'Muhammad Rizki'],
    ['Sri Wahyuni', 'Sri Lestari'],
    ['Dewi Lestari', 'Dewi Kartika'],
    ['M A', 'Muhammad Ali'],
    ['Ahmad Nur Hidayat', 'Ahmad Nur Cahyono'],
    ['Andi', 'Anto'],
    ['Yanto', 'Yanti Rahayu'],
    ['Suryanto', 'Suryanti'],
    ['Rudi', 'Budi'],
    ['Rina', 'Rini'],
    ['I Made Sudarma', 'I Made Suarjana'],
    ['', 'Budi'],
    ['', ''],
    ['...', '...'],
  ])('%s and %s do not', (a, b) => {
    expect(namesAgree(a, b)).toBe(false);
    expect(namesAgree(b, a)).toBe(false);
  });

  it('agree whichever comes first, and with themselves in any order of words', () => {
    const word = fc.stringMatching(/^[A-Z]{3,10}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.array(word, { minLength: 1, maxLength: 4 }),
        (a, b) => {
          expect(namesAgree(a.join(' '), b.join(' '))).toBe(namesAgree(b.join(' '), a.join(' ')));
          const key = personKey(a.join(' '));
          expect(namesAgree(key, key)).toBe(true);
        },
      ),
    );
  });

  it('answer in time for hostile text', () => {
    const started = performance.now();
    namesAgree('H '.repeat(50_000), 'A. '.repeat(50_000));
    namesAgree('A'.repeat(100_000), 'B'.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
