import { roughly, type Import, type Progress, type Receipt } from '../../imports/index.js';
import type { Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';

const STOPPABLE: readonly Import['state'][] = ['received', 'reading', 'checking', 'applying'];
/** Whoever listens hears of a quarter at a time. */
const HEARD_STEP = 25;

/** How far a file has come, in words; `heard` is what a screen reader is told, and changes seldom. */
export function progressView(file: Import, progress: Progress, locale: Locale) {
  const t = translator(locale);
  const { bytes, percent } = formatsFor(locale);
  const { step, stopping } = progress;
  const isReading = step === 'read' && !stopping;
  const share = progress.bytesTotal > 0 ? Math.min(100, Math.floor((progress.bytes / progress.bytesTotal) * 100)) : 0;
  const label = t(`rosters.progress.${stopping ? 'stopping' : labelOf(file, step)}`);
  return {
    label,
    heard:
      isReading && share >= HEARD_STEP
        ? `${label}, ${percent(Math.floor(share / HEARD_STEP) * (HEARD_STEP / 100))}`
        : label,
    done: isReading ? share : null,
    percent: isReading ? percent(share / 100) : null,
    bytes: isReading
      ? t('rosters.progress.bytes', { done: bytes(progress.bytes), total: bytes(progress.bytesTotal) })
      : null,
    rows: step === 'read' && progress.rows > 0 ? t('rosters.progress.rows', { count: progress.rows }) : null,
    turn: stopping ? null : turnText(progress, locale),
    left:
      progress.secondsLeft === null
        ? null
        : t('rosters.progress.done', { time: timeText(progress.secondsLeft, locale) }),
    stopping,
    mayBeTooLate: stopping && file.state === 'applying',
    atOnce: file.state === 'applying' && step === 'apply' && !stopping,
    mayStop: STOPPABLE.includes(file.state) && !stopping,
  };
}

/** Causes found so far, the most frequent first: how many, not yet which rows. */
export function causesSoFar(receipt: Receipt) {
  return receipt.causes.map((cause) => ({ ...cause, examples: [] }));
}

/** `kira-kira 2 menit lagi` */
export function timeText(seconds: number, locale: Locale): string {
  const { unit, count } = roughly(seconds);
  return translator(locale)(`rosters.progress.time.${unit}`, { count });
}

function turnText({ ahead, startsIn }: Progress, locale: Locale): string | null {
  if (ahead === null) return null;
  const t = translator(locale);
  const before = ahead === 0 ? t('rosters.progress.next') : t('rosters.progress.ahead', { count: ahead });
  return startsIn === null ? before : `${before} ${t('rosters.progress.starts', { time: timeText(startsIn, locale) })}`;
}

function labelOf(file: Import, step: Progress['step']): string {
  switch (step) {
    case 'wait':
      return 'waiting';
    case 'open':
      return file.state === 'received' ? 'received' : 'reading';
    case 'read':
      return file.state === 'applying' ? 'applying' : 'checking';
    case 'plan':
      return 'planning';
    case 'apply':
      return file.state === 'reversing' ? 'reversing' : 'applying';
  }
}
