import type { Accent } from '../accent.js';
import { cardinal, ordinal } from '../numberWords.js';
import { oneOf, type Rule } from './rule.js';

/** What is counted in Roman numerals. */
const COUNTED =
  'Chapter Part Act Scene Section Volume Book Phase Article War Mark Type Level Stage Class Grade Bowl Apollo Gemini Episode Round Appendix Figure Table Group Title Version Unit Lesson Module'.split(
    ' ',
  );
/** Who bears one. */
const CROWNED =
  'Pope King Queen Emperor Tsar Henry Louis Edward George William Charles James Richard Elizabeth Mary Napoleon Pius Benedict Leo Paul John Ramses Frederick Philip Alexander Nicholas Peter Catherine Ivan Umberto Emmanuel Gustav Christian Ferdinand Francis Leopold Otto Robert Victor Wilhelm Felipe Carlos'.split(
    ' ',
  );
const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
const NUMERAL = String.raw`(?=[IVXLC])((?:XC|XL|L?X{0,3}|C{1,2}L?X{0,3})(?:IX|IV|V?I{0,3}))`;
const ENDS = String.raw`(?!['.]?[\p{L}\d])`;

function valueOf(numeral: string): string {
  const values = Array.from(numeral).map((letter) => VALUES[letter]);
  const sum = values.reduce(
    (total, value, i) => total + (value < (values[i + 1] ?? 0) ? -value : value),
    0,
  );
  return String(sum);
}

function nth(numeral: string, accent: Accent): string {
  return `the ${ordinal(valueOf(numeral), accent)}`;
}

export const romanRules: readonly Rule[] = [
  {
    pattern: new RegExp(String.raw`(?<=\b(?:${oneOf(COUNTED)})s? )${NUMERAL}${ENDS}`, 'uyi'),
    read: ([text, numeral], accent) =>
      text === text.toUpperCase() ? cardinal(valueOf(numeral), accent) : undefined,
  },
  {
    pattern: new RegExp(String.raw`(?<=\b(?:${oneOf(CROWNED)}) )${NUMERAL}('s)?${ENDS}`, 'uy'),
    // "Peter I think" is no tsar: a lone I needs an end or a comma after it.
    read: (match, accent) => {
      const rest = match.input.slice(match.index + match[0].length);
      if (match[1] === 'I' && !/^(?:$|[,.;:!?)]| (?:of|was|and)\b)/.test(rest)) return undefined;
      return nth(match[1], accent) + (match[0].endsWith("'s") ? "'s" : '');
    },
  },
  {
    // After any other name, where it can be nothing else: "Rocky IV", "Final Fantasy VII".
    pattern: new RegExp(String.raw`(?<=\p{Lu}[\p{L}\d]+ )(?=[IVX]{2,})${NUMERAL}${ENDS}`, 'uy'),
    read: ([, numeral], accent) => cardinal(valueOf(numeral), accent),
  },
];
