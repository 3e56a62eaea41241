import type { SpokenLanguage, Voice } from '../../core/voice/voice.js';

/** Languages by the first letter of a voice's id, as Kokoro names its voices. */
const LANGUAGES: Readonly<Record<string, SpokenLanguage | undefined>> = {
  a: 'en-US',
  b: 'en-GB',
  z: 'zh-CN',
};
const GENDERS = { f: 'female', m: 'male' } as const;
const ID = /^([abz])([fm])_([a-z]+)$/;

/** What a voice's id says: `bf_emma` is Emma, a woman who speaks British English. Undefined where it is none. */
export function packVoice(id: string): (Voice & { readonly language: SpokenLanguage }) | undefined {
  const match = ID.exec(id);
  const language = LANGUAGES[match?.[1] ?? ''];
  if (match === null || language === undefined) return undefined;
  const name = match[3];
  return {
    id,
    kind: 'pack',
    name: name[0].toUpperCase() + name.slice(1),
    language,
    gender: match[2] === 'f' ? GENDERS.f : GENDERS.m,
  };
}
