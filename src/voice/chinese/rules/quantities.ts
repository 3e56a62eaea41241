import { countWords, digitByDigit, numberWords } from '../numerals.js';
import { NOT_WITHIN, NUMBER, TO, type Rule } from './rule.js';

const MONEY: Readonly<Record<string, string>> = {
  '¥': '元',
  '￥': '元',
  RMB: '元',
  CNY: '元',
  $: '美元',
  US$: '美元',
  USD: '美元',
  HK$: '港元',
  HKD: '港元',
  NT$: '新台币',
  TWD: '新台币',
  '€': '欧元',
  EUR: '欧元',
  '£': '英镑',
  GBP: '英镑',
  '₩': '韩元',
  JPY: '日元',
};
const SIGN = String.raw`(US\$|HK\$|NT\$|[¥￥$€£₩]|(?<![A-Za-z])(?:RMB|CNY|USD|HKD|TWD|EUR|GBP|JPY))`;
const LARGE = '(?:[百千]?万亿?|[百千]?亿|千|百)';

/** Of money the noughts behind the dot are not said. */
function amount(written: string): string {
  return countWords(written.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''));
}

/** ¥12.50, $3.5万, €5-10 */
const moneyBefore: Rule = {
  pattern: new RegExp(
    String.raw`${SIGN}\s?(${NUMBER})(?:${TO}[¥￥$€£]?(${NUMBER}))?(\s?${LARGE})?(?![a-zA-Z])(?:\s?[元块](?!钱))?`,
    'y',
  ),
  read: ([, sign, first, second = '', large = '']) => {
    const ends = second === '' ? '' : `到${amount(second)}`;
    return amount(first) + ends + large.trim() + MONEY[sign];
  },
};
const moneyAfter: Rule = {
  pattern: new RegExp(
    String.raw`${NOT_WITHIN}(${NUMBER})(\s?${LARGE})?\s?${SIGN}(?![A-Za-z\d])`,
    'y',
  ),
  read: ([, number, large = '', sign]) => amount(number) + large.trim() + MONEY[sign],
};

/** 50%, -3.5%, 10%-20%, 10-20%, 3‰ */
const percent: Rule = {
  pattern: new RegExp(
    String.raw`([-−+](?=\d))?(${NUMBER})\s?(%)?(?:${TO}(${NUMBER}))?\s?([%‰])`,
    'y',
  ),
  read: ([, sign = '', first, mark = '', second = '', lastMark], before) => {
    if ((second === '' && mark !== '') || (sign !== '' && /[\dA-Za-z]$/.test(before)))
      return undefined;
    const of = lastMark === '%' ? '百分之' : '千分之';
    const signed = sign === '' ? '' : sign === '+' ? '正' : '负';
    const ends = second === '' ? '' : `到${of}${numberWords(second)}`;
    return signed + of + (first === '100' ? '百' : numberWords(first)) + ends;
  },
};

/** By what is written, as it is said; letters stay letters. The longest is looked for first. */
const UNITS: Readonly<Record<string, string>> = {
  'km/h': '公里每小时',
  'm/s²': '米每二次方秒',
  'm/s': '米每秒',
  'km²': '平方公里',
  km2: '平方公里',
  'm²': '平方米',
  m2: '平方米',
  'cm²': '平方厘米',
  'm³': '立方米',
  m3: '立方米',
  'cm³': '立方厘米',
  km: '公里',
  dm: '分米',
  cm: '厘米',
  mm: '毫米',
  μm: '微米',
  um: '微米',
  nm: '纳米',
  m: '米',
  kg: '公斤',
  mg: '毫克',
  μg: '微克',
  g: '克',
  t: '吨',
  mL: '毫升',
  ml: '毫升',
  L: '升',
  '°C': '摄氏度',
  '°F': '华氏度',
  '°': '度',
  kHz: '千赫兹',
  MHz: '兆赫兹',
  GHz: '吉赫兹',
  Hz: '赫兹',
  kWh: '千瓦时',
  kW: '千瓦',
  MW: '兆瓦',
  W: '瓦',
  kV: '千伏',
  mV: '毫伏',
  V: '伏',
  mAh: '毫安时',
  mA: '毫安',
  Ω: '欧姆',
  dB: '分贝',
  Pa: '帕',
  kPa: '千帕',
  kcal: '千卡',
  cal: '卡',
  J: '焦耳',
  N: '牛',
  Mbps: '兆每秒',
  Gbps: 'G 每秒',
  'MB/s': '兆每秒',
  'GB/s': 'GB 每秒',
  kbps: '千比特每秒',
  fps: '帧每秒',
  rpm: '转每分钟',
  px: '像素',
  ms: '毫秒',
  s: '秒',
  min: '分钟',
  h: '小时',
  MB: '兆',
};
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
const UNIT = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .map(escaped)
  .join('|');

/** 5km, 20 °C, 5-10km, -5℃; 1m is a metre, 1M is not. */
const unit: Rule = {
  pattern: new RegExp(
    String.raw`([-−](?=\d))?${NOT_WITHIN}(${NUMBER})(?:(${TO})(${NUMBER}))?\s?(${UNIT})(?![A-Za-z\d²³])`,
    'y',
  ),
  read: ([, minus = '', first, to = '', second, name], before) => {
    const isCold = minus !== '' && name.startsWith('°');
    const isMinus = minus !== '' && !/[\dA-Za-z]$/.test(before);
    const sign = isCold ? '零下' : isMinus ? '负' : '';
    const ends = to === '' ? '' : `到${countWords(second)}`;
    return sign + countWords(first) + ends + UNITS[name];
  },
};

/** 1080p and 720P are said digit by digit, and so are the two sides of a picture. */
const picture: Rule = {
  pattern: /(?<![\d.A-Za-z])(\d{3,4})(?:\s?([x×X*])\s?(\d{3,4})(?![\d.])|(?=[pPiI](?![A-Za-z])))/y,
  read: ([, first, times = '', second]) =>
    times === '' ? digitByDigit(first) : `${digitByDigit(first)}乘${digitByDigit(second)}`,
};

/** 5℃-10℃, -3℃~8℃ */
const toAnother: Rule = {
  pattern: new RegExp(String.raw`(?<=\d\s?(?:${UNIT}|[%‰]))\s?[-–—~～〜]\s?(?=[-−]?\d)`, 'y'),
  read: () => '到',
};

export const quantityRules: readonly Rule[] = [
  moneyBefore,
  moneyAfter,
  percent,
  picture,
  toAnother,
  unit,
];
