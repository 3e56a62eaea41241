import { firstLocale, type Locale } from '../core/strings/locale.js';

/** Tags that are looked at: a header may be long. */
const MOST_TAGS = 20;

/** The language of whoever sent an `Accept-Language`; `otherwise` where it names none that we speak. */
export function requestLocale(header: string | undefined, otherwise: Locale): Locale {
  const wishes = (header ?? '').split(',', MOST_TAGS).map((wish) => {
    const [tag, ...more] = wish.split(';').map((part) => part.trim());
    const weight = more.find((part) => part.startsWith('q='));
    return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
  });
  const wanted = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return firstLocale(wanted.map(({ tag }) => tag)) ?? otherwise;
}
