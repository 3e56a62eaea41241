import { FASTEST, SLOWEST } from '../../core/voice/say.js';
import type { SpokenCue } from './fitCues.js';
import { layOut, type SpokenLength } from './layOut.js';
import type { HeardOrder, SpeechOrder } from './speakScript.js';

/** The same sentences, those of each cue at its speed. */
export function hurried(order: SpeechOrder, speeds: readonly number[]): SpeechOrder {
  const sentences = order.sentences.map((sentence) => ({
    ...sentence,
    hurry: speeds[sentence.cue ?? -1] ?? 1,
  }));
  return { ...order, sentences };
}

/** The pace that a voice is asked for: what voices can is not gone beyond. */
export function paceOf(speed: number, hurry: number): number {
  return Math.min(FASTEST, Math.max(SLOWEST, Math.round(speed * hurry * 1000) / 1000));
}

/** When a sentence may begin, and what comes after it: pauses go with the speed, and none is put between cues. */
export function placeInCue(order: SpeechOrder, at: number): Omit<SpokenLength, 'samples'> {
  const { then, cue, hurry = 1 } = order.sentences[at];
  const from = order.cues?.at(cue ?? Infinity)?.from;
  if (cue === undefined || from === undefined) return { then };
  const isFirst = order.sentences.at(at - 1)?.cue !== cue || at === 0;
  const goesOn = order.sentences.at(at + 1)?.cue === cue;
  const pause = goesOn && then !== 'end' ? order.parts.pauses[then] / hurry : 0;
  return { then, pause, ...(isFirst && { notBefore: from }) };
}

/** How the cues of an order lie in the recording that it would come to. */
export function spokenCues(order: SpeechOrder, { lengths, told }: HeardOrder): SpokenCue[] {
  const { cues = [], sentences, parts } = order;
  const rate = told.at(0)?.sampleRate ?? 1;
  const { starts } = layOut(lengths, parts.pauses, rate);
  return cues.map((cue, index) => {
    const first = sentences.findIndex((each) => each.cue === index);
    const last = sentences.findLastIndex((each) => each.cue === index);
    const end = (starts[last] + lengths[last].samples) / rate;
    return { ...cue, at: starts[first] / rate, end, speed: sentences[first].hurry ?? 1 };
  });
}
