/** Titles before a name, compact upper case. `R`, `RADEN`, `ANDI`, `TEUKU` and the like belong to the name and are not here. */
export const LEADING_TITLES: ReadonlySet<string> = new Set(
  (
    'H HJ HI HAJI HAJJAH DR DRG DRH DRS DRA IR PROF KH KYAI KIAI UST USTAD USTADZ USTADZAH ' +
    'TN TUAN NY NYONYA NN NONA SDR SDRI SDRA BPK BAPAK IBU APT NS MR MRS'
  ).split(' '),
);

/** Titles after a name that nobody has for a name, so that they count also without dots. */
export const TRAILING_TITLES: ReadonlySet<string> = new Set(
  (
    'SPD SPDI SPDSD SKOM SSOS SSOSI SAG SHI SHUT SKEP SKM SKED SPSI SFARM SSTP SST STP STR STRKEB STRKES SH SE SIP ' +
    'MSI MPD MPDI MKOM MKES MKN MSC MBA MM MH MHUM MSOS MAG MSTAT MENG MKEP MPSI MSE AMD AMDKEB AMDKEP AMK ' +
    'PHD LLM LLB BSC BBA CPA SPSI SPTK SIKOM SPT SSN MSN SGZ SARS SPI SKG SAB SAP SSTPI'
  ).split(' '),
);

/** Titles after a name that are also words or names; they count only with dots (`S.T.`) or after a comma. */
const DOTTED_TITLES: ReadonlySet<string> = new Set(
  'ST SP SS SSI SAK STH MT MA MP MSA BA BE AK LC NS APT CA PIA AMF AMG SPA SPB SPOG SPPD MMSI MIP MAP MAB'.split(' '),
);

export const LONGEST_LEADING_TITLE = 8;
export const LONGEST_TRAILING_TITLE = 6;

/** Whether the compact upper-case text is a title when set apart by a dot or comma. */
export function isTitle(compact: string): boolean {
  return TRAILING_TITLES.has(compact) || DOTTED_TITLES.has(compact) || LEADING_TITLES.has(compact);
}
