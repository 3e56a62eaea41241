import { oneOf, type Rule } from './rule.js';

/** Before a name. */
const TITLES = new Map([
  ['Mr', 'Mister'],
  ['Mrs', 'Missus'],
  ['Ms', 'Miz'],
  ['Dr', 'Doctor'],
  ['Prof', 'Professor'],
  ['St', 'Saint'],
  ['Mt', 'Mount'],
  ['Ft', 'Fort'],
  ['Gen', 'General'],
  ['Gov', 'Governor'],
  ['Sen', 'Senator'],
  ['Rep', 'Representative'],
  ['Capt', 'Captain'],
  ['Lt', 'Lieutenant'],
  ['Col', 'Colonel'],
  ['Sgt', 'Sergeant'],
  ['Rev', 'Reverend'],
  ['Hon', 'Honorable'],
  ['Pres', 'President'],
]);
/** After a name: "Elm St.", "King Jr.". */
const AFTER_NAMES = new Map([
  ['St', 'Street'],
  ['Dr', 'Drive'],
  ['Rd', 'Road'],
  ['Ave', 'Avenue'],
  ['Blvd', 'Boulevard'],
  ['Ln', 'Lane'],
  ['Hwy', 'Highway'],
  ['Jr', 'Junior'],
  ['Sr', 'Senior'],
  ['Inc', 'Incorporated'],
  ['Ltd', 'Limited'],
  ['Corp', 'Corporation'],
  ['Co', 'Company'],
  ['Bros', 'Brothers'],
]);
/** Before a number: "No. 5", "p. 12", "Fig. 3". */
const BEFORE_NUMBERS = new Map([
  ['No', 'number'],
  ['no', 'number'],
  ['Nos', 'numbers'],
  ['nos', 'numbers'],
  ['p', 'page'],
  ['pp', 'pages'],
  ['Fig', 'figure'],
  ['fig', 'figure'],
  ['Figs', 'figures'],
  ['Ch', 'chapter'],
  ['ch', 'chapter'],
  ['Vol', 'volume'],
  ['vol', 'volume'],
  ['Sec', 'section'],
  ['sec', 'section'],
  ['Eq', 'equation'],
  ['Art', 'article'],
  ['ext', 'extension'],
  ['Ext', 'extension'],
  ['Rs', 'rupees'],
  ['ca', 'about'],
  ['c', 'about'],
]);
/** Whatever stands around; with their dots, but that capitals may begin them. */
const ANYWHERE = new Map([
  ['e.g.', 'for example'],
  ['i.e.', 'that is'],
  ['etc.', 'et cetera'],
  ['vs.', 'versus'],
  ['vs', 'versus'],
  ['cf.', 'compare'],
  ['viz.', 'namely'],
  ['et al.', 'et al'],
  ['approx.', 'approximately'],
  ['dept.', 'department'],
  ['est.', 'established'],
  ['govt.', 'government'],
  ['incl.', 'including'],
  ['max.', 'maximum'],
  ['min.', 'minimum'],
  ['misc.', 'miscellaneous'],
  ['tel.', 'telephone'],
  ['a.k.a.', 'also known as'],
  ['aka', 'also known as'],
  ['w/o', 'without'],
  ['w/', 'with'],
  ['ph.d.', 'P.H.D.'],
  ['phd', 'P.H.D.'],
  ['ctrl', 'control'],
  ['cmd', 'command'],
  ['mr.', 'mister'],
  ['mrs.', 'missus'],
  ['dr.', 'doctor'],
]);

const STARTS = String.raw`(?<![\p{L}\d])`;

export const abbreviationRules: readonly Rule[] = [
  {
    // "Main St." but not "in St. Louis": a name before it, and none after it.
    pattern: new RegExp(
      String.raw`(?<=\p{Lu}\p{Ll}+,? )(${oneOf(AFTER_NAMES.keys())})(?:\.(?! \p{Lu}\p{Ll})|(?=[,;:!?]|$))`,
      'uy',
    ),
    read: ([, word]) => AFTER_NAMES.get(word),
  },
  {
    pattern: new RegExp(String.raw`${STARTS}(${oneOf(TITLES.keys())})\.?(?= \p{Lu})`, 'uy'),
    read: ([, word]) => TITLES.get(word),
  },
  {
    pattern: new RegExp(
      String.raw`${STARTS}(${oneOf(AFTER_NAMES.keys())})\.(?=,|;| \p{Ll}|\)|$)`,
      'uy',
    ),
    read: ([, word]) => AFTER_NAMES.get(word),
  },
  {
    pattern: new RegExp(String.raw`${STARTS}(${oneOf(BEFORE_NUMBERS.keys())})\.(?=\s?\d)`, 'uy'),
    read: ([, word]) => BEFORE_NUMBERS.get(word),
  },
  { pattern: /#(?=\d)/uy, read: () => 'number' },
  { pattern: /№\s?(?=\d)/uy, read: () => 'number' },
  {
    pattern: new RegExp(String.raw`${STARTS}(${oneOf(ANYWHERE.keys())})(?![\p{L}\d])`, 'uyi'),
    // "VS Code" is no contest.
    read: ([word]) => (word === 'VS' ? undefined : ANYWHERE.get(word.toLowerCase())),
  },
  {
    // U.S., U.K., B.C., J. R. R. Tolkien's initials, p.s.
    pattern: /(?<![\p{L}\d])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\d]))?/uy,
    read: ([letters]) => letters.replaceAll('.', '').toUpperCase().replace(/./gu, '$&.'),
  },
  {
    pattern: /(?<![\p{L}\d])(\p{Lu})\.(?=\s?\p{Lu})/uy,
    read: ([, letter]) => (letter === 'I' ? undefined : `${letter}.`),
  },
];
