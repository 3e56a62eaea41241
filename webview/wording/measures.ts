import { clockTime } from '../../src/core/strings/clockTime.js';
import type { Locale } from '../../src/core/strings/locale.js';
import { roughTime } from '../../src/core/strings/timeLeft.js';
import type { Say } from '../../src/core/strings/ui.js';

/** `1:05.3`: where whole seconds are too coarse to tell places apart. */
export function clockTenths(seconds: number): string {
  const tenths = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds * 10)) : 0;
  return `${clockTime(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/** `0.4 s`, `2 min`. */
export function secondsText(seconds: number, locale: Locale, say: Say): string {
  if (seconds >= 60) return roughTime(seconds, say);
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(seconds);
  return say('seconds-short', { count });
}

/** @param moment milliseconds since 1970 */
export function dateTime(moment: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    moment,
  );
}

/** Several moments as in `dateTime`, with seconds where minutes would not tell them apart. */
export function datesTold(moments: readonly number[], locale: Locale): readonly string[] {
  const brief = moments.map((moment) => dateTime(moment, locale));
  if (new Set(brief).size === brief.length) return brief;
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  return moments.map((moment) => exact.format(moment));
}

/** The time of a moment, and its day too unless that is today. @param moment milliseconds since 1970 */
export function timeOf(moment: number, locale: Locale): string {
  if (new Date(moment).toDateString() !== new Date().toDateString())
    return dateTime(moment, locale);
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(moment);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `12.3 MB`, in powers of 1000 as file managers show it. */
export function fileSize(bytes: number, locale: Locale): string {
  const power = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power > 0 && value < 100 ? 1 : 0,
  }).format(value);
}

const WHOLE: Readonly<Record<Locale, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 0 }),
  zh: new Intl.NumberFormat('zh', { maximumFractionDigits: 0 }),
};

/** `30,412`. */
export function wholeNumber(value: number, locale: Locale): string {
  return WHOLE[locale].format(value);
}

/** `23.98`, `25`. */
export function shortNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}
