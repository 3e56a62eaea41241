import type { SpokenLanguage, Voice } from './voice.js';

/** Whose voices speak a text for which nobody chose one. */
export const USUAL_VOICES: Readonly<Record<'en-US' | 'zh-CN', string>> = {
  'en-US': 'af_heart',
  'zh-CN': 'zf_xiaoxiao',
};

const HAN = /\p{Script=Han}/gu;
const LETTERS = /\p{Script=Latin}+/gu;

/** The language that most of a text is in: a Chinese character says about as much as a Latin word. */
export function usualLanguage(text: string): SpokenLanguage & keyof typeof USUAL_VOICES {
  const han = countOf(text, HAN);
  return han > 0 && han >= countOf(text, LETTERS) ? 'zh-CN' : 'en-US';
}

/** The voice that speaks a text: the one chosen, else the usual one of its language. */
export function voiceFor(text: string, chosen: string | undefined): string {
  return chosen ?? USUAL_VOICES[usualLanguage(text)];
}

/** Whether a voice's id is one of the pack's: all others have their kind before it. */
export function isOfPack(id: string): boolean {
  return !id.includes(':');
}

/** Why a voice is not there: it alone, or no pack of voices at all, which is then what a person has to be told. */
export function lackOf(id: string, voices: readonly Voice[]): 'missing' | 'none' {
  const hasPack = voices.some(({ kind }) => kind === 'pack');
  return voices.length === 0 || (isOfPack(id) && !hasPack) ? 'none' : 'missing';
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const match of text.matchAll(pattern)) count += match.length;
  return count;
}
