import { PAUSE_MARKS } from '../alphabet.js';
import { letterByLetter, type Found, type Rule } from './rule.js';

/** Said wherever they stand. */
const ALWAYS: Readonly<Partial<Record<string, string>>> = {
  '&': 'and',
  '%': 'percent',
  '‰': 'per mille',
  '@': 'at',
  '≠': 'is not equal to',
  '≈': 'is about',
  '≤': 'is at most',
  '≥': 'is at least',
  '±': 'plus or minus',
  '×': 'times',
  '÷': 'divided by',
  '√': 'the square root of',
  '∞': 'infinity',
  '∑': 'the sum of',
  '°': 'degrees',
  '²': 'squared',
  '³': 'cubed',
  '§': 'section',
  '©': 'copyright',
  '→': 'to',
  '⇒': 'to',
  '€': 'euro',
  '£': 'pound',
  $: 'dollar',
};
/** Said between two things that are compared or counted: with spaces around, or digits. */
const BETWEEN: Readonly<Partial<Record<string, string>>> = {
  '=': 'equals',
  '==': 'equals',
  '===': 'equals',
  '+': 'plus',
  '<': 'is less than',
  '>': 'is greater than',
  '<=': 'is at most',
  '>=': 'is at least',
  '!=': 'is not equal to',
  '!==': 'is not equal to',
  '->': 'to',
  '=>': 'to',
  '-->': 'to',
  '^': 'to the power of',
};
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );

function pause(mark: string, length?: number): Found {
  return length === undefined
    ? { kind: 'pause', spoken: mark }
    : { kind: 'pause', spoken: mark, length };
}

/** Letters that bear a sign: tried before words are. */
export const signedLetterRules: readonly Rule[] = [
  { pattern: /(?<![\p{L}\d])([A-Z])\+\+/uy, read: ([, letter]) => `${letter}. plus plus` },
  { pattern: /(?<![\p{L}\d])([A-G])#(?![\p{L}\d])/uy, read: ([, letter]) => `${letter}. sharp` },
  { pattern: /(?<![\p{L}\d])([A-F])\+(?![\p{L}\d+])/uy, read: ([, letter]) => `${letter}. plus` },
  {
    // "AT&T", "R&D", "Q&A".
    pattern: /(?<![\p{L}\d])([A-Z]{1,3})&([A-Z]{1,3})(?![\p{L}\d])/uy,
    read: ([, before, behind]) => `${letterByLetter(before)} and ${letterByLetter(behind)}`,
  },
];

export const symbolRules: readonly Rule[] = [
  // Mark-up is not said.
  { pattern: /<\/?[a-zA-Z][^<>]{0,200}>/uy, read: () => ({ spoken: '' }) },
  {
    pattern: /&(?:amp|nbsp|lt|gt|quot);/uy,
    read: ([text]) => (text === '&amp;' ? 'and' : { spoken: '' }),
  },
  { pattern: /(?<=[\p{L}\d])\+(?=[\s,.;:!?)]|$)/uy, read: () => 'plus' },
  { pattern: /~(?=\s?\d)/uy, read: () => 'about' },
  {
    pattern: /(?<=[\s\d)]|^)(?:-->|===|!==|->|=>|<=|>=|!=|==|[=+<>^])(?=[\s\d(-]|$)/uy,
    read: (match) => {
      const { input, index } = match;
      const isSpaced = index > 0 && /\s$/.test(input.slice(index - 1, index));
      const isAtEdge =
        input.slice(0, index).trim() === '' || input.slice(index + match[0].length).trim() === '';
      // A star or an angle that opens or closes a line is mark-up.
      if (isAtEdge) return { spoken: '' };
      const isCounted = /\d$/.test(input.slice(0, index));
      if (!isSpaced && !isCounted) return undefined;
      return BETWEEN[match[0]];
    },
  },
  // A star with anything but numbers and single letters around it is mark-up.
  { pattern: /(?<=\d ?|\b\p{L} )\*(?= ?\d| \p{L}(?!\p{L}))/uy, read: () => 'times' },
  { pattern: /(?<=[\p{L}\d])=(?=[\p{L}\d])/uy, read: () => 'equals' },
  { pattern: /(?<=[\p{L}])\^(?=\d)/uy, read: () => 'to the power of' },
  { pattern: /(?<=[\p{L}\d])->(?=[\p{L}\d])/uy, read: () => 'to' },
  { pattern: /(?<=[\p{L}\d]\s)~(?=\s[\p{L}\d])/uy, read: () => 'to' },
  {
    pattern: /[Α-Ωα-ω](?!\p{L})/uy,
    read: ([letter]) => {
      const code = letter.codePointAt(0) ?? 0;
      return GREEK[code >= 0x3b1 ? code - 0x3b1 : code - 0x391];
    },
  },
  {
    // "$5/month", "30 frames/second".
    pattern:
      /\/(?=(?:month|mo|year|yr|day|hour|hr|h|week|night|person|user|seat|minute|min|second|sec)(?!\p{L}))/uy,
    read: ({ input, index }) =>
      /\d\s?\p{L}*$/u.test(input.slice(Math.max(0, index - 20), index)) ? 'per' : undefined,
  },
  // "Object.keys", "fs.watch": a dot that no space follows, before a small letter.
  { pattern: /(?<=[\p{L}\d)])\.(?=\p{Ll})/uy, read: () => 'dot' },
  // An option of a command: "--save".
  { pattern: /(?<=^|\s)--(?=\p{L})/uy, read: () => 'dash dash' },
  // Pauses.
  {
    pattern: /(?:\.\s?){3,}|…+|⋯+|\. ?\.(?=\s|$)/uy,
    read: ([text]) => pause('…', text.trimEnd().length),
  },
  { pattern: /[!?]+/uy, read: ([text]) => pause([...new Set(text)].join('')) },
  { pattern: /-{2,}|[—―]+|(?<=^|\s)[-–](?=\s)|–/uy, read: () => pause('—') },
  { pattern: /[[{]/uy, read: () => pause('(') },
  { pattern: /[\]}]/uy, read: () => pause(')') },
  { pattern: /(?<=\s)[|•·](?=\s)/uy, read: () => pause(',') },
  { pattern: /(?<=[\p{L}\d]):(?=[\p{L}\d])/uy, read: () => ({ spoken: '' }) },
  {
    pattern: /[,.;:()]/uy,
    read: ([mark]) => (PAUSE_MARKS.includes(mark) ? pause(mark) : undefined),
  },
  { pattern: /&+|[%‰@≠≈≤≥±×÷√∞∑°²³§©→⇒€£$]/uy, read: ([sign]) => ALWAYS[sign[0]] },
];
