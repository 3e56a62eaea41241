import { cardinal, countWords, digitByDigit, numberWords, STEADY_ONE } from '../numerals.js';
import { NOT_WITHIN, NUMBER, TO, type Rule } from './rule.js';

const PHONE_ONE = '幺';
/** Digits of a telephone number, with a breath between its groups. */
function phone(written: string): string {
  return written
    .split(/\D+/)
    .filter((group) => group !== '')
    .flatMap((group) =>
      group.length === 11 ? [group.slice(0, 3), group.slice(3, 7), group.slice(7)] : [group],
    )
    .map((group) => digitByDigit(group, PHONE_ONE))
    .join(' ');
}

const mobile: Rule = {
  pattern: /(?<![\d.])(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)/y,
  read: ([whole]) => (whole.startsWith('+') ? `加${phone(whole)}` : phone(whole)),
};
const landline: Rule = {
  pattern:
    /(?<![\d.])(?:[48]00[- ]?\d{3}[- ]?\d{4}|[48]00[- ]\d{4}[- ]\d{3}|\(?0\d{2,3}\)?[- ]\d{7,8}(?:[- ]\d{1,4})?)(?!\d)/y,
  read: ([whole]) => phone(whole),
};
/** Numbers that are dialled, told by the words before them. */
const hotline: Rule = {
  pattern: /(?<![\d.A-Za-z])(\d{3,12})(?![\d.]*\d|\s?[个次通万亿元块])/y,
  read: ([whole], before) =>
    /(?:拨打|拨|电话|热线|报警|客服|致电|打|手机号?码?|传真)(?:号码?)?[是为：:\s]{0,3}$/.test(
      before,
    )
      ? phone(whole)
      : undefined,
};
/** Short numbers that everybody dials. */
const service: Rule = {
  pattern:
    /(?<![\d.A-Za-z])(?:10086|10010|10000|12306|12345|12315|9[56]\d{3}|1(?:10|14|19|20|22))(?=\s?(?:热线|客服|电话|平台|急救|报警|火警|救护))/y,
  read: ([whole]) => phone(whole),
};

/** A 1 by itself that nothing is counted with. */
function steady(said: string): string {
  return said === '一' ? STEADY_ONE : said;
}

/** What names something is said digit by digit: rooms, codes, accounts. */
const code: Rule = {
  pattern: /(?<![\d.A-Za-z])(\d{3,20})(?![\d.]*\d)/y,
  read: ([whole], before, after) => {
    if (/^\s?(?:室|房间?|航班|次列车|国道|省道)/.test(after)) return digitByDigit(whole, PHONE_ONE);
    const isCode =
      /(?:编号|号码|账号|帐号|密码|验证码|口令|学号|工号|邮编|QQ群?|微信|身份证号?|卡号|订单号?|车牌号?|代码)[是为：:\s]{0,3}$/i.test(
        before,
      );
    if (/房间号?[是为：:\s]{0,3}$/.test(before)) return digitByDigit(whole, PHONE_ONE);
    return isCode || whole.length > 9 || /^0\d/.test(whole) ? digitByDigit(whole) : undefined;
  },
};

/** Versions and addresses of machines: at least two dots, or a v before them. */
const version: Rule = {
  pattern:
    /(?<![\d.])(?:(?<![A-Za-z])([vV])\.?\s?(\d+(?:\.\d+)*)|(\d+(?:\.\d+){2,}))(?![\d]|\.\d)/y,
  read: ([, letter = '', lettered, plain]) => {
    const parts = (letter === '' ? plain : lettered).split('.');
    const said = parts.map((part) =>
      part.length > 2 || /^0\d/.test(part) ? digitByDigit(part) : steady(cardinal(part)),
    );
    return (letter === '' ? '' : 'V ') + said.join('点');
  },
};

/** 3:1, 16:9 */
const ratio: Rule = {
  pattern: new RegExp(
    String.raw`${NOT_WITHIN}(\d+(?:\.\d+)?)\s?[:：∶]\s?(\d+(?:\.\d+)?)(?![:\d.]*\d)`,
    'y',
  ),
  read: ([, first, second]) => `${numberWords(first)}比${numberWords(second)}`,
};

/** 1/2 is 二分之一. */
const fraction: Rule = {
  pattern: new RegExp(
    String.raw`${NOT_WITHIN}(?<![/\d])(?:(\d+) )?(\d+)\s?[/⁄]\s?(\d+)(?![/\d.]*\d)`,
    'y',
  ),
  read: ([, whole = '', top, bottom]) => {
    if (Number(bottom) === 0) return undefined;
    const before = whole === '' ? '' : `${cardinal(whole)}又`;
    return `${before}${cardinal(bottom)}分之${steady(cardinal(top))}`;
  },
};

/** 10-20, also before what is counted; a score is told by the words around it. */
const range: Rule = {
  pattern: new RegExp(
    String.raw`${NOT_WITHIN}(?<![\d-])(${NUMBER})(${TO})(${NUMBER})(?![-\d]*\d)(?!\s?[=＝])`,
    'y',
  ),
  read: ([whole, first, to, second], before, after) => {
    const isScore = /(?:比分|以|胜|负|平|战胜|击败|领先|落后)[^\d。，]{0,6}$/.test(before);
    if (/[-–—]/.test(to) && isScore) return `${numberWords(first)}比${numberWords(second)}`;
    if (/\d-\d/.test(whole) && Number(first) >= Number(second)) return undefined;
    const says = (number: string): string =>
      COUNTED.test(after) ? countWords(number) : numberWords(number);
    return `${says(first)}到${says(second)}`;
  },
};

const MEASURES =
  '个|只|本|张|条|件|位|名|种|类|次|回|遍|趟|天|年(?!级)|周|小时|分钟|秒|元|块|毛|岁|口|人|家|座|栋|台|辆|部|套|双|对|副|把|杯|瓶|碗|盒|袋|箱|包|片|颗|粒|根|支|枝|朵|棵|头|匹|份|篇|段|句|首|项|步|倍|成|点|公里|千米|米|厘米|毫米|公斤|斤|克|吨|升|平方|立方|度|万|亿|千|百|层|间|扇|幅|届|场|轮|局|集|行|列|字|代|大|款|处|门|股|批|组|队|者|端|边|侧';
/** What stands after a number that counts: 2 is 两 before it. */
const COUNTED = new RegExp(`^\\s?(?:多|余|几)?(?:${MEASURES})`);
/** What makes a number one in an order: 2 is 二 after it. */
const ORDERED = /(?:第|周|星期|礼拜|初|高|大|小|版本?|No\.?|楼)\s?$/i;
/** 2点5 is none o'clock. */
const number: Rule = {
  pattern: new RegExp(String.raw`(?<!\d|\d\.)(${NUMBER})`, 'y'),
  read: ([, written], before, after) => {
    if (/[A-Za-z]\d?[-–]?$/.test(before) && /^\d{3,}$/.test(written)) return digitByDigit(written);
    if (/^0\d+$/.test(written)) return digitByDigit(written);
    if (COUNTED.test(after) && !ORDERED.test(before)) return countWords(written);
    const said = steady(numberWords(written));
    return ORDERED.test(before) ? said.replace('两', '二') : said;
  },
};

/** -3, where nothing stands before it that it is taken from. */
const negative: Rule = {
  pattern: new RegExp(String.raw`(?<![\dA-Za-z)\]）\u4e00-\u9fff]\s?)[-−](${NUMBER})`, 'y'),
  read: ([, written]) => `负${numberWords(written)}`,
};
const negativeAfterWord: Rule = {
  pattern: new RegExp(String.raw`(?<=[\u4e00-\u9fff])[-−](${NUMBER})(?!\s?[-–~])`, 'y'),
  read: ([, written]) => `负${numberWords(written)}`,
};

export const numberRules: readonly Rule[] = [
  mobile,
  landline,
  hotline,
  service,
  version,
  code,
  ratio,
  fraction,
  range,
  negative,
  negativeAfterWord,
  number,
];
