export * from './app-error.js';
export * from './actor.js';
export * from './clock.js';
export {
  AGE_BAND_KEYS,
  COHORT_YEARS,
  ageBandOf,
  ageBands,
  cohortOf,
  type AgeBand,
  type AgeBandKey,
} from './age-band.js';
export { daysInMonth, isCalendarDate, monthNamed } from './calendar.js';
export { Nik, maskNik, nikBirthDigits, nikFault, nikSex, type NikFault, type Sex } from './nik.js';
export { formatRupiah, parseRupiah, readRupiah, splitRupiah, type Rupiah, type RupiahReading } from './rupiah.js';
export { Period } from './period.js';
export { asciiUpper, personKey } from './person-name.js';
export { namesAgree } from './name-agreement.js';
