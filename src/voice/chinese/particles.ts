import type { ChineseWord, ReadCharacter } from './chineseWord.js';

/** Before 得 that is said děi: somebody has to. */
const HAVE_TO = /(?:[我你您他她它咱谁们]|[还就都也总非必可真又便先]|[不]?然|今天|明天|现在|最后)$/;
/** After it, a verb that is to be done, at a sentence's beginning. */
const TO_DO = /^(?:[去走看先把要用等找让有靠想做给再多让从在对按]|注意|承认|赶|加)/;
const GOT = /^得(?:[到出知了以益分奖病票罪失意体力名手主逞宠法救胜势天]|出)/;
const OWN_GOT = /(?:[取获赢求博夺所心难应][得]|自得|不得|只得)$/;
/** V得了, V不了: whether it can be done. */
const CAN_DO =
  /[受吃做办干拿用走来住忘免少大算跑写读说听看买卖管离改变装放喝到治赖帮玩学开关打修救躲逃忍等]$/;
/** Words that 地 makes an adverb of, beside those that are said twice. */
const ADVERB =
  /(?:(.)\1|[然般样似性]|认真|仔细|高兴|快乐|努力|安静|迅速|不断|进一步|有效|成功|大声|小声|明显|清楚|自动|主动|简单|直接|完全|充分|积极|科学|合理|准确|灵活|轻松|真正|特别|非常|热情|飞快|快速|缓慢|安全|顺利|自由|勇敢|耐心|细心|小心|温柔|开心|愉快|幸福|骄傲|坚定|深刻|详细|系统|全面|独立|共同|有序|及时|频繁|反复|意外|巧妙|完美|严格|严肃|大胆|默契|激动|生动|形象|精确|精准|流畅|统一|持续|稳定|无情|尽情|尽力|好奇|奇怪|疯狂|免费|公开|秘密|本能|习惯|间接|优雅|熟练|用力|使劲|悠闲|平静|冷静|礼貌|友好|和平|地道|真诚|诚恳|虚心|专心|一心|一个个|一步步|一次次|一点点|更好|更快|很好|很快|越来越多)$/;

/** Of 朝阳: the morning's sun, zhāo, and no place, cháo. */
const MORNING_SUN_AFTER =
  /(?:迎着?|迎接|沐浴着?|追着?|[一那]轮|(?:初升|升起|灿烂|清晨|早晨|明媚|金色|温暖|火红)的?|宛如|[像如似])$/;
const MORNING_SUN_BEFORE =
  /^(?:产业|行业|企业|事业|产品|初升|东升|升起|升(?!级)|冉冉|喷薄|[般洒映染]|照[耀亮射在]|似[火锦]|[里中]的|的?光[芒辉]?)/;

/** Reads 得, 地, 了 and 朝阳 by what stands around them. */
export function readParticles(words: readonly ChineseWord[]): void {
  const characters = words.flat();
  const text = characters.map(({ character }) => character).join('');
  for (const [at, character] of characters.entries()) {
    if (character.isFixed) continue;
    const [before, after] = [text.slice(0, at), text.slice(at + 1)];
    if (character.character === '得') readGet(character, before, after);
    else if (character.character === '地')
      readGround(character, before, after, isWordEnd(words, character));
    else if (character.character === '了') readDone(character, before, after);
    else if (character.character === '朝' && after.startsWith('阳'))
      readSun(character, before, after.slice(1));
    else if (isAlone(words, character)) readVerb(character, after);
  }
}

function readGet(get: ReadCharacter, before: string, after: string): void {
  // The dictionary's own words keep their reading: 觉得, 得到.
  if (get.syllable === 'de0' || get.syllable === 'dei3') return;
  if (GOT.test(`得${after}`) && !(/^[了到]/.test(after) && CAN_DO.test(before))) return;
  if (OWN_GOT.test(`${before}得`)) return;
  if (before === '') get.syllable = TO_DO.test(after) ? 'dei3' : 'de2';
  else if (after === '') get.syllable = CAN_DO.test(before) ? 'de0' : 'de2';
  else get.syllable = HAVE_TO.test(before) ? 'dei3' : 'de0';
}

function readGround(ground: ReadCharacter, before: string, after: string, endsWord: boolean): void {
  const goesOn = after !== '' || /(.)\1$/.test(before);
  if (endsWord && goesOn && ADVERB.test(before)) ground.syllable = 'de0';
}

function readDone(done: ReadCharacter, before: string, after: string): void {
  const isAble =
    (before.endsWith('不') && CAN_DO.test(before.slice(0, -1))) ||
    (before.endsWith('得') && CAN_DO.test(before.slice(0, -1)));
  if (isAble && !/^[解结断如]/.test(after)) done.syllable = 'liao3';
}

function readSun(sun: ReadCharacter, before: string, after: string): void {
  if (/^[区市县门]/.test(after)) return;
  if (MORNING_SUN_AFTER.test(before) || MORNING_SUN_BEFORE.test(after)) sun.syllable = 'zhao1';
}

/** What a verb of one syllable is read as before what only stands behind verbs. */
function readVerb(verb: ReadCharacter, after: string): void {
  if (verb.character === '种' && /^[了着下在上过]/.test(after)) verb.syllable = 'zhong4';
  if (verb.character === '长' && /^(?:[了着出成大高满胖]|得(?!多))/.test(after))
    verb.syllable = 'zhang3';
}

function isAlone(words: readonly ChineseWord[], character: ReadCharacter): boolean {
  return words.some((word) => word.length === 1 && word[0] === character);
}

function isWordEnd(words: readonly ChineseWord[], character: ReadCharacter): boolean {
  return words.some((word) => word.at(-1) === character);
}
