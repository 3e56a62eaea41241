import type { Accent } from '../accent.js';
import { isOne, quantity } from '../numberWords.js';
import { NUMBER, oneOf, type Rule } from './rule.js';

const PREFIXES = [
  ['k', 'kilo'],
  ['M', 'mega'],
  ['G', 'giga'],
  ['T', 'tera'],
] as const;
const SMALL = [
  ['c', 'centi'],
  ['m', 'milli'],
  ['µ', 'micro'],
  ['μ', 'micro'],
  ['n', 'nano'],
] as const;

type Unit = readonly [one: string, many: string];

const plain = (one: string): Unit => [one, `${one}s`];
const same = (word: string): Unit => [word, word];

function prefixed(
  prefixes: readonly (readonly [string, string])[],
  symbol: string,
  unit: Unit,
): [string, Unit][] {
  return prefixes.map(([letter, prefix]) => [
    letter + symbol,
    [prefix + unit[0], prefix + unit[1]],
  ]);
}

/** Written as in America; the British spellings stand in the British lexicon. */
const UNITS = new Map<string, Unit>([
  ['m', plain('meter')],
  ['km', plain('kilometer')],
  ...prefixed(SMALL, 'm', plain('meter')),
  ['g', plain('gram')],
  ['kg', plain('kilogram')],
  ...prefixed(SMALL.slice(1), 'g', plain('gram')),
  ['l', plain('liter')],
  ['L', plain('liter')],
  ['ml', plain('milliliter')],
  ['mL', plain('milliliter')],
  ['lb', plain('pound')],
  ['lbs', plain('pound')],
  ['oz', plain('ounce')],
  ['ft', ['foot', 'feet']],
  ['yd', plain('yard')],
  ['mi', plain('mile')],
  ['mph', ['mile per hour', 'miles per hour']],
  ['kph', ['kilometer per hour', 'kilometers per hour']],
  ['ha', plain('hectare')],
  ['Hz', same('hertz')],
  ...prefixed(PREFIXES, 'Hz', same('hertz')),
  ['KB', plain('kilobyte')],
  ...prefixed(PREFIXES, 'B', plain('byte')),
  ['KiB', plain('kibibyte')],
  ['MiB', plain('mebibyte')],
  ['GiB', plain('gibibyte')],
  ...prefixed(PREFIXES, 'bps', ['bit per second', 'bits per second']),
  ...prefixed(PREFIXES, 'bit', plain('bit')),
  ['W', plain('watt')],
  ...prefixed(PREFIXES, 'W', plain('watt')),
  ...prefixed(PREFIXES, 'Wh', plain('watt hour')),
  ['V', plain('volt')],
  ['kV', plain('kilovolt')],
  ['mV', plain('millivolt')],
  ['mA', plain('milliamp')],
  ['mAh', plain('milliamp hour')],
  ['Pa', plain('pascal')],
  ['kPa', plain('kilopascal')],
  ['hPa', plain('hectopascal')],
  ['kJ', plain('kilojoule')],
  ['kcal', plain('kilocalorie')],
  ['Ω', plain('ohm')],
  ['kΩ', plain('kiloohm')],
  ['dB', plain('decibel')],
  ['s', plain('second')],
  ['sec', plain('second')],
  ['secs', plain('second')],
  ...prefixed(SMALL.slice(1), 's', plain('second')),
  ['min', plain('minute')],
  ['mins', plain('minute')],
  ['h', plain('hour')],
  ['hr', plain('hour')],
  ['hrs', plain('hour')],
  ['fps', ['frame per second', 'frames per second']],
  ['rpm', same('R.P.M.')],
  ['dpi', same('D.P.I.')],
  ['px', plain('pixel')],
  ['pt', plain('point')],
  ['MP', plain('megapixel')],
  ['°C', ['degree Celsius', 'degrees Celsius']],
  ['℃', ['degree Celsius', 'degrees Celsius']],
  ['°F', ['degree Fahrenheit', 'degrees Fahrenheit']],
  ['℉', ['degree Fahrenheit', 'degrees Fahrenheit']],
  ['°', plain('degree')],
  ['%', same('percent')],
  ['‰', same('per mille')],
]);
const PER = new Map([
  ['s', 'second'],
  ['sec', 'second'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['hr', 'hour'],
  ['day', 'day'],
  ['kg', 'kilogram'],
  ['m', 'meter'],
  ['km', 'kilometer'],
  ['l', 'liter'],
  ['L', 'liter'],
  ['m²', 'square meter'],
  ['m³', 'cubic meter'],
  ['s²', 'second squared'],
]);
const POWERS: Readonly<Partial<Record<string, string>>> = { '²': 'square', '³': 'cubic' };

const MAGNITUDES: Readonly<Partial<Record<string, string>>> = {
  k: 'thousand',
  K: 'thousand',
  M: 'million',
  mn: 'million',
  m: 'million',
  B: 'billion',
  bn: 'billion',
  tn: 'trillion',
};

function measured(number: string, unit: Unit, power: string | undefined, accent: Accent): string {
  const count = quantity(number.replace(/^[-+]/, ''), accent);
  const side = number.startsWith('-') ? 'minus ' : number.startsWith('+') ? 'plus ' : '';
  const name = isOne(number.replace(/^[-+]/, '')) ? unit[0] : unit[1];
  const before = power === undefined ? '' : `${POWERS[power] ?? ''} `;
  return `${side}${count} ${before}${name}`;
}

const SIGNED = String.raw`((?:(?<![\p{L}\d)])[-+])?${NUMBER})`;
const ENDS = String.raw`(?![\p{L}\d])`;

export const unitRules: readonly Rule[] = [
  {
    pattern: /(\d{1,2})['′](\d{1,2})(?:["″]|'')/uy,
    read: ([, feet, inches], accent) =>
      `${quantity(feet, accent)} foot ${quantity(inches, accent)}`,
  },
  {
    // "4K" and "8K" are pictures, "5K" is a run; small k, or more of them, is thousands.
    pattern: /([1-9])K(?![\p{L}\d])/uy,
    read: ([, number], accent) => `${quantity(number, accent)} K.`,
  },
  {
    pattern: new RegExp(String.raw`(${NUMBER})(k|K|M|bn|B|mn|tn)${ENDS}`, 'uy'),
    read: ([, number, letter], accent) => `${quantity(number, accent)} ${MAGNITUDES[letter] ?? ''}`,
  },
  {
    pattern: new RegExp(String.raw`(${NUMBER})[xX×](?=\s\p{L}|[.,;:!?)]|$)`, 'uy'),
    read: ([, number], accent) => `${quantity(number, accent)} times`,
  },
  {
    pattern: new RegExp(
      String.raw`${SIGNED}[ -]?(${oneOf(UNITS.keys())})([²³])?(?:/(${oneOf(PER.keys())}))?${ENDS}`,
      'uy',
    ),
    read: (match, accent) => {
      const [whole, number, symbol, power, per] = match;
      const unit = UNITS.get(symbol);
      // "the 80s" is a decade and "1 m" hardly ever one of "1 minute"; a lone "s" after a space is no unit.
      if (unit === undefined || (symbol === 's' && /0s$/.test(whole))) return undefined;
      const rate = per ? ` per ${PER.get(per) ?? per}` : '';
      return measured(number, unit, power, accent) + rate;
    },
  },
  {
    // "GB/s" and "km/h" without a number, as in "speeds in km/h".
    pattern: /(km|m)\/(h|s)(?![\p{L}\d])/uy,
    read: ([, symbol, per]) => `${UNITS.get(symbol)?.[1] ?? ''} per ${PER.get(per) ?? ''}`,
  },
];
