/** A roster as it comes from the field, cell by cell (demo people), with what must become of each line. */

export const MESSY_HEADERS = [
  'No.',
  'No. KTP',
  'NAMA LENGKAP',
  'Tgl. Lahir',
  'L/P',
  'No HP/WA',
  'Lapangan Usaha',
  'Kab/Kota',
  'Penghasilan per Bulan',
  'Program',
  'Status',
  'No KPJ',
];

export interface MessyLine {
  cells: string;
  /** Verdict, then causes. */
  expected: string;
}

const line = (cells: string, expected: string): MessyLine => ({ cells, expected });

/** Cells are parted by `|`. */
export const MESSY_LINES: MessyLine[] = [
  line('(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)|(11)|(12)', 'skip numbering'),
  line('1|3173011201800001|BUDI SANTOSO|12/01/1980|L|081234567890|Pertanian|3273|1.500.000|JKK, JKM|Aktif|', 'ok'),
  line(
    "2|'3173011201800002|Drs. H. Agus Wijaya, M.Si|12-01-1980|Laki-laki|+62 812-3456-7891|A|32.73|Rp 1.500.000,00|JKK+JKM|AKTIF|",
    'ok',
  ),
  line(
    '3|3173 0152 0180 0003|Hj. siti aminah|12 Januari 1980|Perempuan|81234567892|a - tani|Kota Bandung|Rp1.500.000,-|JKK/JKM/JHT|aktif|',
    'ok',
  ),
  line(
    '4|31.73.01.520180.0004|DEWI LESTARI|12 Jan 1980|P|62 812 3456 7893|01121|KOTA BANDUNG|1,500,000|jkk;jkm|A|',
    'ok',
  ),
  line(
    '5|317301-120180-0005|EKO PRASETYO|12.01.80|1|0812 3456 7894|Transportasi|Sleman|1500000.00|3 program|1|12345678901',
    'ok',
  ),
  line(
    '6|\u00a03173011201800006\u00a0|  rudi   hartono |29232|M|0812.3456.7895|H|Kab. Sleman|1,5 juta|JKK JKM|Masih Bekerja|123 4567 8901',
    'ok',
  ),
  line('7|3173015201800007|NI LUH PUTU|1980-01-12|Wanita|(0274) 512345|Ojek|Jogja|750rb|JKKJKM|Tetap|', 'ok'),
  line('8|3173015201800008|MARIA|12011980|2|-|-|-|-|-|-|-', 'ok'),
  line('9|3173011201800009|YOSEF|19800112|Pria||||||| ', 'ok'),
  line('10|="3173011201800010"|Agus Salim, S.Pd|12/01/1980 0:00|L|081234567890/081298765432||Jakarta Barat|0|||', 'ok'),
  line('11|3173011201800011|ANDI|Bandung, 12-01-1980|L|||||||', 'ok'),
  line('12|9999011201800012|PETRUS|12/01/1980|L|||||||', 'ok nik.region_unknown'),
  line('13||BAMBANG|12/01/1980|L|||||||', 'reject nik.missing'),
  line('14|-|BAMBANG|12/01/1980|L|||||||', 'reject nik.missing'),
  line('15|317301120180001|BAMBANG|12/01/1980|L|||||||', 'reject nik.length'),
  line('16|31730112018000155|BAMBANG|12/01/1980|L|||||||', 'reject nik.length'),
  line('17|3,17301E+15|BAMBANG|12/01/1980|L|||||||', 'reject nik.truncated_by_excel'),
  line('18|3.17301E+15|BAMBANG|12/01/1980|L|||||||', 'reject nik.truncated_by_excel'),
  line('19|3173011201800019.0|BAMBANG|12/01/1980|L|||||||', 'reject nik.truncated_by_excel'),
  line('20|3.173.011.201.800.020|BAMBANG|12/01/1980|L|||||||', 'reject nik.truncated_by_excel'),
  line('21|3I73011201800021|BAMBANG|12/01/1980|L|||||||', 'reject nik.not_digits'),
  line('22|menyusul|BAMBANG|12/01/1980|L|||||||', 'reject nik.not_digits'),
  line('23|3173013102800023|BAMBANG|12/01/1980|L|||||||', 'reject nik.impossible_date'),
  line('24|3173011201800000|BAMBANG|12/01/1980|L|||||||', 'reject nik.serial'),
  line('25|#N/A|BAMBANG|12/01/1980|L|||||||', 'reject row.cell_error nik.missing'),
  line('26|3173011201800026||12/01/1980|L|||||||', 'reject name.missing'),
  line('27|3173011201800027|12345|12/01/1980|L|||||||', 'reject name.unreadable'),
  line('28|3173011201800028|BUDI 2|12/01/1980|L|||||||', 'hold name.suspicious'),
  line('29|3173011201800029|Bud\ufffd|12/01/1980|L|||||||', 'hold name.suspicious'),
  line('30|3173011201800030|BAMBANG||L|||||||', 'reject birth_date.missing'),
  line('31|3173011201800031|BAMBANG|31/02/1980|L|||||||', 'reject birth_date.unreadable'),
  line('32|3173011201800032|BAMBANG|01/13/1980|L|||||||', 'reject birth_date.unreadable'),
  line('33|3173011201800033|BAMBANG|1980|L|||||||', 'reject birth_date.unreadable'),
  line('34|3173011201800034|BAMBANG|46 tahun|L|||||||', 'reject birth_date.unreadable'),
  line('35|3173011201800035|BAMBANG|12/01/2080|L|||||||', 'reject birth_date.future'),
  line('36|3173011201150036|BAMBANG|12/01/2015|L|||||||', 'hold birth_date.age'),
  line('37|3173011201800037|BAMBANG|13/01/1980|L|||||||', 'hold nik.birth_date_mismatch'),
  line('38|3173011201800038|BAMBANG|01/12/1980|L|||||||', 'hold nik.birth_date_mismatch'),
  line('39|3173011201800039|SRI|12/01/1980|P|||||||', 'hold nik.sex_mismatch'),
  line('40|3173015201800040|SRI|12/01/1981|L|||||||', 'hold nik.birth_date_mismatch nik.sex_mismatch'),
  line('41|3173011201800041|BAMBANG|12/01/1980||||||||', 'reject sex.missing'),
  line('42|3173011201800042|BAMBANG|12/01/1980|X|||||||', 'reject sex.unreadable'),
  line('43|3173011201800043|BAMBANG|12/01/1980|L|0812||||||', 'hold phone.unreadable'),
  line('44|3173011201800044|BAMBANG|12/01/1980|L|8,12346E+11||||||', 'hold phone.unreadable'),
  line('45|3173011201800045|BAMBANG|12/01/1980|L||Entah|||||', 'hold sector.unknown'),
  line('46|3173011201800046|BAMBANG|12/01/1980|L||Jasa lain|||||', 'hold sector.ambiguous'),
  line('47|3173011201800047|BAMBANG|12/01/1980|L|||Atlantis||||', 'hold region.unknown'),
  line('48|3173011201800048|BAMBANG|12/01/1980|L|||Bandung||||', 'hold region.ambiguous'),
  line('49|3173011201800049|BAMBANG|12/01/1980|L||||sesuai UMK|||', 'hold wage.unreadable'),
  line('50|3173011201800050|BAMBANG|12/01/1980|L||||1.000.000 - 2.000.000|||', 'hold wage.unreadable'),
  line('51|3173011201800051|BAMBANG|12/01/1980|L||||1.500|||', 'hold wage.range'),
  line('52|3173011201800052|BAMBANG|12/01/1980|L|||||semua||', 'hold programmes.unreadable'),
  line('53|3173011201800053|BAMBANG|12/01/1980|L||||||Kawin|', 'hold status.unreadable'),
  line('54|3173011201800054|BAMBANG|12/01/1980|L|||||||0001234567890', 'hold kpj.jkn_number'),
  line('55|3173011201800055|BAMBANG|12/01/1980|L|||||||1234', 'hold kpj.unreadable'),
  line(
    '56|3173011201800056|BAMBANG|12/01/1980|L|0812|Entah|Atlantis|x|y|z|1',
    'hold phone.unreadable sector.unknown region.unknown wage.unreadable programmes.unreadable status.unreadable kpj.unreadable',
  ),
  line(
    '57|317301120180005|BAMBANG|31/02/1980|X|0812||||||',
    'reject nik.length birth_date.unreadable sex.unreadable phone.unreadable',
  ),
  line(
    '58|3173011201800058|BAMBANG|12/01/1980|L|081234567890|Pertanian|3273|1.500.000|JKK|Aktif||RT 02',
    'reject row.columns',
  ),
  line('59|3173011201800059|BAMBANG', 'reject row.columns'),
  line('60|3173011201800060|BAMBANG|12/01/1980|L', 'ok'),
  line(
    'No|No KTP|Nama Lengkap|Tgl Lahir|L/P|No HP/WA|Lapangan Usaha|Kab/Kota|Penghasilan Per Bulan|Program|Status|No. KPJ',
    'skip header',
  ),
  line('|||||||||||', 'skip blank'),
  line('|JUMLAH||||||| 90.000.000|||', 'skip totals'),
  line('61|TOTAL|||||||90.000.000|||', 'skip totals'),
  line('Mengetahui, Kepala Dinas|||||||||||', 'reject nik.missing name.missing birth_date.missing sex.missing'),
];
