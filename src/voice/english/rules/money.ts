import type { Accent } from '../accent.js';
import { cardinal, isOne, quantity } from '../numberWords.js';
import { NUMBER, oneOf, type Rule } from './rule.js';

interface Currency {
  readonly one: string;
  readonly many: string;
  readonly cent?: readonly [one: string, many: string];
}

const CENTS = ['cent', 'cents'] as const;
const DOLLAR: Currency = { one: 'dollar', many: 'dollars', cent: CENTS };
const POUND: Currency = { one: 'pound', many: 'pounds', cent: ['penny', 'pence'] };
const EURO: Currency = { one: 'euro', many: 'euros', cent: CENTS };
const YEN: Currency = { one: 'yen', many: 'yen' };
const YUAN: Currency = { one: 'yuan', many: 'yuan' };

function kind(name: string, currency: Currency): Currency {
  return { ...currency, one: `${name} ${currency.one}`, many: `${name} ${currency.many}` };
}

const SIGNS = new Map<string, Currency>([
  ['$', DOLLAR],
  ['US$', kind('U.S.', DOLLAR)],
  ['A$', kind('Australian', DOLLAR)],
  ['C$', kind('Canadian', DOLLAR)],
  ['HK$', kind('Hong Kong', DOLLAR)],
  ['£', POUND],
  ['€', EURO],
  ['¥', YEN],
  // As the text around tells it: see src/voice/reading/yuanSign.ts.
  ['￥', YUAN],
  ['CN¥', YUAN],
  ['₹', { one: 'rupee', many: 'rupees' }],
  ['₩', { one: 'won', many: 'won' }],
  ['₽', { one: 'rouble', many: 'roubles' }],
]);
const CODES = new Map<string, Currency>([
  ['USD', kind('U.S.', DOLLAR)],
  ['EUR', EURO],
  ['GBP', POUND],
  ['CNY', YUAN],
  ['RMB', YUAN],
  ['JPY', YEN],
]);
const MAGNITUDES = new Map([
  ['k', 'thousand'],
  ['K', 'thousand'],
  ['m', 'million'],
  ['M', 'million'],
  ['mn', 'million'],
  ['b', 'billion'],
  ['B', 'billion'],
  ['bn', 'billion'],
  ['tn', 'trillion'],
  ['T', 'trillion'],
  ...['hundred', 'thousand', 'million', 'billion', 'trillion'].map((word) => [word, word] as const),
]);
const MAGNITUDE = String.raw`(?:\s?(${oneOf(MAGNITUDES.keys())})(?![\p{L}\d]))?`;
const SIGN = `(${oneOf([...SIGNS.keys(), ...CODES.keys()])})`;
const AFTER = `(${oneOf([...SIGNS.keys(), ...CODES.keys()].filter((sign) => sign !== '$'))})`;

function currencyOf(sign: string): Currency {
  return SIGNS.get(sign) ?? CODES.get(sign) ?? DOLLAR;
}

function amount(number: string, magnitude: string, currency: Currency, accent: Accent): string {
  const big = MAGNITUDES.get(magnitude);
  if (big !== undefined) return `${quantity(number, accent)} ${big} ${currency.many}`;
  const coins = /^([\d,]*)\.(\d\d)$/.exec(number);
  if (coins === null || currency.cent === undefined) {
    return `${quantity(number, accent)} ${isOne(number) ? currency.one : currency.many}`;
  }
  const [, whole, cents] = coins;
  const notes = `${quantity(whole, accent)} ${isOne(whole) ? currency.one : currency.many}`;
  if (Number(cents) === 0) return notes;
  const [one, many] = currency.cent;
  const change = `${cardinal(cents, accent)} ${Number(cents) === 1 ? one : many}`;
  return Number(whole) === 0 ? change : `${notes} and ${change}`;
}

export const moneyRules: readonly Rule[] = [
  {
    // "$5-10 million", "£3–4".
    pattern: new RegExp(
      String.raw`${SIGN}\s?(${NUMBER})\s?[-–—]\s?(${NUMBER})${MAGNITUDE}(?![\d])`,
      'uy',
    ),
    read: ([, sign, low, high, magnitude], accent) =>
      `${quantity(low, accent)} to ${amount(high, magnitude, currencyOf(sign), accent)}`,
  },
  {
    pattern: new RegExp(String.raw`([-+])?${SIGN}\s?(${NUMBER})${MAGNITUDE}`, 'uy'),
    read: ([, plus, sign, number, magnitude], accent) => {
      const side = plus === '-' ? 'minus ' : plus === '+' ? 'plus ' : '';
      return side + amount(number, magnitude, currencyOf(sign), accent);
    },
  },
  {
    pattern: new RegExp(String.raw`(${NUMBER})${MAGNITUDE}\s?${AFTER}(?![\p{L}\d])`, 'uy'),
    read: ([, number, magnitude, sign], accent) =>
      amount(number, magnitude, currencyOf(sign), accent),
  },
  {
    pattern: new RegExp(String.raw`(${NUMBER})\s?¢`, 'uy'),
    read: ([, number], accent) => `${quantity(number, accent)} ${isOne(number) ? 'cent' : 'cents'}`,
  },
];
