import type { SpokenLanguage } from '../../core/voice/voice.js';

/** Words that go with one of the two currencies, wherever they stand in a sentence. */
const JAPANESE =
  /\b(?:Japan(?:ese)?|Tokyo|Osaka|Kyoto|yen|JPY)\b|日[元圆本]|东京|円|[\u3040-\u30ff]/iu;
const CHINESE =
  /\b(?:China|Chinese|Beijing|Shanghai|Shenzhen|yuan|RMB|CNY|renminbi|WeChat|Alipay)\b|\p{Script=Han}/iu;

/**
 * English within a sentence, with the full-width sign for each ¥ that is a yuan: such is it in Chinese and
 * where China is spoken of, and a yen else. As long as before.
 * @param sentence all that stands around, without full-width signs (`plainText`)
 */
export function withYuanSigns(english: string, sentence: string, language: SpokenLanguage): string {
  const isYuan = !JAPANESE.test(sentence) && (language === 'zh-CN' || CHINESE.test(sentence));
  return isYuan ? english.replaceAll(/(?<![A-Za-z])¥/g, '￥') : english;
}
