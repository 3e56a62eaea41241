import type { Locale } from './locale.js';

/** What is said of the board of a fleet's queues, which has texts of its own for what it shows. */
const en = {
  'old-address':
    'This address was used before, or is too old. Start the board again: heygem fleet board',
  wait: 'Too many wrong tries. Wait a minute.',
} as const;

export type FleetBoardText = keyof typeof en;

const zh: Readonly<Record<FleetBoardText, string>> = {
  'old-address': '此地址已用过或已过期。请重新启动看板：heygem fleet board',
  wait: '错误次数过多，请等一分钟。',
};

export const fleetBoardTexts = { en, zh };

export function fleetBoardText(locale: Locale, key: FleetBoardText): string {
  return fleetBoardTexts[locale][key];
}
