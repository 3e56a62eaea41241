export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

/** The locale for a tag such as `zh-CN`, `zh_TW.UTF-8` or `en-GB`; English for all others. */
export function localeOf(tag: string | undefined): Locale {
  return tag !== undefined && /^zh\b|^zh_/i.test(tag) ? 'zh' : 'en';
}
