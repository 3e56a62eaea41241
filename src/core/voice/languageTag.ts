/**
 * What a system calls a language, as BCP 47 has it: `zh_CN` -> `zh-CN`, `cmn` -> `zh`, `en-us-nyc` -> `en-US`.
 * Parts at the end that mean nothing are left out; empty where nothing is left.
 */
export function languageTag(told: string): string {
  const parts = told.trim().replaceAll('_', '-').split('-');
  for (let count = parts.length; count > 0; count--) {
    try {
      return Intl.getCanonicalLocales(parts.slice(0, count).join('-'))[0] ?? '';
    } catch {
      // One part less may be known.
    }
  }
  return '';
}

/** A language as a person of that locale calls it: `de-AT` -> `Austrian German`; empty for an empty tag. */
export function languageName(tag: string, locale: string): string {
  if (tag === '') return '';
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
