import { people } from '../imports/roster-files.js';

/** A made-up person with everything that is personal about them. */
export interface Someone {
  nik: string;
  name: string;
  /** YYYY-MM-DD */
  birthDate: string;
  sex: string;
  phone: string;
  email: string;
  region: string;
  wage: number;
  address: string;
  motherName: string;
  kpj: string;
}

/** The same people for the same seed, each under a name of their own, so that lists have one order. */
export function made(count: number, seed: number): Someone[] {
  return people(count, seed).map((person, i) => {
    const letters = String.fromCharCode(65 + (i % 26)) + String.fromCharCode(65 + (seed % 26));
    return {
      ...person,
      name: `${person.name.split(' ')[0]} CONTOH ${letters}`,
      phone: `08125${String(seed).padStart(3, '0')}${String(7000 + i)}`,
      email: `orang.${letters.toLowerCase()}@rahasia-contoh.example`,
      address: `Jalan Rahasia ${letters} Nomor ${i + 1}`,
      motherName: `IBU RAHASIA ${letters}`,
      kpj: `2${String(seed).padStart(3, '0')}${String(i).padStart(7, '0')}`,
    };
  });
}

const day = (date: string) => date.split('-').reverse().join('/');

export function rosterOf(list: Someone[]): string {
  const lines = list.map((one) =>
    [
      one.nik,
      one.name,
      day(one.birthDate),
      one.sex,
      one.phone,
      one.email,
      one.region,
      one.wage,
      one.address,
      one.motherName,
      one.kpj,
    ]
      .map((cell) => `"${cell}"`)
      .join(','),
  );
  const header = 'NIK,Nama Lengkap,Tanggal Lahir,Jenis Kelamin,No HP,Email,Kab/Kota,Upah,Alamat,Nama Ibu Kandung,KPJ';
  return `${[header, ...lines].join('\n')}\n`;
}

/** An extract of the agency in which these people are protected. */
export function extractOf(list: Someone[], until = '2099-12'): string {
  const lines = list.map((one) => [one.nik, one.name, day(one.birthDate), 'BPU', one.kpj, until, until].join(','));
  return `${['NIK,Nama,Tanggal Lahir,Segmen,KPJ,JKK Sampai,JKM Sampai', ...lines].join('\n')}\n`;
}
