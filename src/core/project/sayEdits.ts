import type { Edit, Node } from 'jsonc-parser';
import type { Say } from '../voice/say.js';
import { type ProjectDocument, propertyOf, valueOf } from './projectDocument.js';

/** A script as a project's text holds it. What says nothing is undefined. */
interface WrittenSay {
  readonly text: string | undefined;
  readonly file: string | undefined;
  readonly voice: string | undefined;
  readonly speed: number | undefined;
  readonly pauses: { readonly sentence?: number; readonly paragraph?: number } | undefined;
}

export function writtenSay({ script, voice, speed = 1, pauses = {} }: Say): WrittenSay {
  const { sentence, paragraph } = pauses;
  const silent = sentence === undefined && paragraph === undefined;
  return {
    text: script.kind === 'text' ? script.text : undefined,
    file: script.kind === 'file' ? script.path : undefined,
    voice: voice === '' ? undefined : voice,
    speed: hundredths(speed) === 1 ? undefined : hundredths(speed),
    pauses: silent
      ? undefined
      : {
          ...(sentence !== undefined && { sentence: hundredths(sentence) }),
          ...(paragraph !== undefined && { paragraph: hundredths(paragraph) }),
        },
  };
}

/** Changes only those fields of an audio's script that are otherwise. */
export function setSay(document: ProjectDocument, audio: Node, say: Say | undefined): Edit[] {
  if (!say) return document.unset(audio, 'say');
  const present = valueOf(audio, 'say');
  const written = writtenSay(say);
  if (present?.type !== 'object') return document.set(audio, ['say'], written);
  const pauses = valueOf(present, 'pauses');
  const { pauses: wished, ...others } = written;
  if (pauses?.type !== 'object' || !wished) return document.setFields(present, { ...written });
  const { sentence, paragraph } = wished;
  return [
    ...document.setFields(present, others),
    ...document.setFields(pauses, { sentence, paragraph }),
  ];
}

/** The last one takes the empty list along. */
export function removePronunciation(document: ProjectDocument, word: string): Edit[] {
  const all = document.at('pronunciations');
  const property = all && propertyOf(all, word);
  if (!property) return [];
  return all.children?.length === 1
    ? document.unset(document.root, 'pronunciations')
    : document.remove([property]);
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
