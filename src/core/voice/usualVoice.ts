import type { SpokenLanguage } from './voice.js';

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

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const match of text.matchAll(pattern)) count += match.length;
  return count;
}
