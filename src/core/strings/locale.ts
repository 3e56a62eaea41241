export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

/** Something that is worded when it is known for whom. */
export type Worded<T> = (locale: Locale) => T;

/** Of languages that a person reads, the first that we speak; undefined: none. */
export function firstLocale(tags: readonly string[]): Locale | undefined {
  const known = tags.find((tag) => /^(?:zh|en)(?:$|[-_])/i.test(tag));
  return known === undefined ? undefined : localeOf(known);
}

/** The locale for a tag such as `zh-CN`, `zh_TW.UTF-8` or `en-GB`; English for all others. */
export function localeOf(tag: string | undefined): Locale {
  return tag !== undefined && /^zh\b|^zh_/i.test(tag) ? 'zh' : 'en';
}
