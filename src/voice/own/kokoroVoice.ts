import type { SpokenLanguage, Voice } from '../../core/voice/voice.js';

/** The first letter of a voice's name tells its language, the second whether it is a woman's or a man's. */
const LANGUAGES: Readonly<Record<string, string>> = {
  a: 'en-US',
  b: 'en-GB',
  e: 'es-ES',
  f: 'fr-FR',
  h: 'hi-IN',
  i: 'it-IT',
  j: 'ja-JP',
  p: 'pt-BR',
  z: 'zh-CN',
};

/** `af_heart` as a person may call it, and what its name tells. */
export function kokoroVoice(name: string): Pick<Voice, 'name' | 'language' | 'gender'> {
  const match = /^([abefhijpz])([fm])_(.+)$/.exec(name);
  if (match === null) return { name, language: '' };
  const [, language, gender, own] = match;
  return {
    name: own.charAt(0).toUpperCase() + own.slice(1),
    language: LANGUAGES[language],
    gender: gender === 'f' ? 'female' : 'male',
  };
}

/** Languages whose texts are read for voices that do not read by themselves. */
export const READ_HERE: readonly SpokenLanguage[] = ['en-US', 'en-GB', 'zh-CN'];

/** Why a voice of that name cannot be used, where its name tells. */
export function unreadLanguage(name: string): string | undefined {
  const { language } = kokoroVoice(name);
  if (language === '' || READ_HERE.some((each) => each === language)) return undefined;
  return `it speaks ${language}, and only English and Chinese texts are read here`;
}
