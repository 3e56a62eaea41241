/** Always before a name or a word: no sentence ends with them. */
const BEFORE_MORE = new Set(
  'mr mrs ms mx dr prof st gen sen rep gov capt cpt lt col sgt maj adm rev hon pres mt ft messrs mmes e.g i.e vs cf viz'.split(
    ' ',
  ),
);
/** Short only before a number. */
const BEFORE_NUMBER = new Set(
  'no nos fig figs vol vols p pp ch sec sect art eq ver v nr op par tab'.split(' '),
);
/** Short before what goes on in small letters or figures; before a capital they end the sentence. */
const MAY_END = new Set(
  'etc inc ltd co corp bros jr sr esq a.m p.m al approx dept est min max avg hr hrs ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun b.c a.d ph.d m.d b.a m.a b.sc m.sc'.split(
    ' ',
  ),
);
/** Months are followed by their day, companies and degrees by anything. */
const BEFORE_FIGURE = /^\d/;
/** Words that begin a sentence and hardly ever a name: `the U.S. The next`. */
const STARTERS = new Set(
  'the a an it he she we they i you this that these those there in on at if when while but and so then now what why how however as for our my his her its their'.split(
    ' ',
  ),
);
/** The longest word that is looked at: long enough for all of the above. */
const LONGEST = 12;

/**
 * Whether the full stop at `at` belongs to an abbreviation and ends no sentence.
 * @param next the word after it, without quotes before it; '' where there is none
 */
export function abbreviationAt(text: string, at: number, next: string): boolean {
  const before = /[\p{L}.]+$/u.exec(text.slice(Math.max(0, at - LONGEST), at))?.[0] ?? '';
  if (before === '' || next === '') return false;
  const word = before.toLowerCase();
  if (BEFORE_MORE.has(word)) return true;
  if (BEFORE_NUMBER.has(word)) return BEFORE_FIGURE.test(next);
  const isCapital = /^\p{Lu}/u.test(next);
  if (MAY_END.has(word)) return !isCapital;
  if (/^\p{Lu}$/u.test(before)) return before !== 'I' && isCapital;
  if (/^(?:\p{L}\.)+\p{L}$/u.test(before)) return !isCapital || !STARTERS.has(next.toLowerCase());
  return false;
}
