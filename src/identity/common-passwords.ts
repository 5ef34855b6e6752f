/** Words that lists of leaked passwords are made of, Indonesian and English, and the product's own. Lower case. */
export const COMMON_WORDS: readonly string[] = `
password passwd passw0rd passphrase katasandi sandi rahasia katakunci kunci secret letmein welcome selamat datang
admin administrator root user pengguna operator petugas test testing tester coba demo default login masuk guest tamu
sinergi bpjs ketenagakerjaan jamsostek jaminan sosial pekerja peserta perlindungan asosiasi serikat buruh pemda
kabupaten provinsi kota kelurahan kecamatan dinas kantor tenaga kerja
indonesia jakarta bandung surabaya semarang medan makassar jogja yogyakarta bogor bekasi depok tangerang garuda merdeka
pancasila nusantara merahputih bismillah alhamdulillah allahuakbar insyaallah subhanallah assalamualaikum muhammad
sayang cinta sayangku cintaku iloveyou iloveu loveyou loveme lovers akucintakamu akusayangkamu kamu aku mama papa ibu
ayah bunda anak anakku keluarga doraemon persib persija persebaya arema viking jakmania sepakbola football soccer
qwerty qwertyuiop asdfghjkl zxcvbnm asdfgh zxcvbn qazwsx 1qaz2wsx azerty abc123 abcd1234 a1b2c3 aaa111 123456789
1234567890 12345678 1234567 123456 12345 1234 123123 123321 654321 987654321 111111 000000 222222 666666 888888 121212
monkey dragon master shadow superman batman spiderman pokemon naruto sunshine princess baseball basketball michael
jordan ashley jessica charlie andrew daniel thomas robert hunter killer trustno1 whatever freedom computer internet
google facebook instagram whatsapp samsung iphone android microsoft windows linux oracle server database access
summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday january february march april june
july august september october november december senin selasa rabu kamis jumat sabtu minggu januari februari maret mei
juni juli agustus oktober desember hello world hallo halo apakabar changeme change ganti baru new please silakan
correct horse battery staple correcthorsebatterystaple mypassword yourpassword thepassword passwordku sandiku
liverpool chelsea arsenal barcelona manchester realmadrid ronaldo messi
`
  .trim()
  .split(/\s+/);
