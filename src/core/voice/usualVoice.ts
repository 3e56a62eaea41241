import { type Failure, HeygemError } from '../errors.js';
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

/** Why a voice is not there. */
export type VoiceLack =
  | { readonly kind: 'missing' }
  /** There is no pack of voices at all, which is then what a person has to be told; or why it cannot be used. */
  | { readonly kind: 'none'; readonly because?: Failure };

/** Why a voice is not among those that were found. */
export function lackOf(
  id: string,
  {
    voices,
    problems = [],
  }: { readonly voices: readonly Voice[]; readonly problems?: readonly Failure[] },
): VoiceLack {
  const hasPack = voices.some(({ kind }) => kind === 'pack');
  if (voices.length > 0 && (!isOfPack(id) || hasPack)) return { kind: 'missing' };
  const because = problems.find(({ code }) => code === 'voices-damaged');
  return { kind: 'none', ...(because && { because }) };
}

/** The same as an error: `voice-missing`, `voices-missing`, or `voices-damaged`. */
export function lackingVoice(id: string, lack: VoiceLack): HeygemError {
  if (lack.kind === 'missing') return new HeygemError('voice-missing', { voice: id });
  const { code, params, detail } = lack.because ?? new HeygemError('voices-missing');
  return new HeygemError(code, params, detail);
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const match of text.matchAll(pattern)) count += match.length;
  return count;
}
