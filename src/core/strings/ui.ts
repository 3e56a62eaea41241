import { fill } from './describe.js';
import type { Locale } from './locale.js';
import { type UiTextKey, uiTextsEn } from './uiEn.js';
import { uiTextsZh } from './uiZh.js';

const TEXTS: Readonly<Record<Locale, Readonly<Record<UiTextKey, string>>>> = {
  en: uiTextsEn,
  zh: uiTextsZh,
};

/** Says a text of the editor page, for the page and its host alike. */
export type Say = (key: UiTextKey, params?: Readonly<Record<string, string | number>>) => string;

export function sayIn(locale: Locale): Say {
  const texts = TEXTS[locale];
  return (key, params) => (params ? fill(texts[key], params) : texts[key]);
}
