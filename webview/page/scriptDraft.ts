import type { Pauses } from '../../src/core/voice/say.js';

/** What was typed of a script and is not saved. */
export interface ScriptDraft {
  /** The audio's id; empty: a script that is not in the project yet. */
  readonly key: string;
  readonly text: string;
  readonly label: string;
  readonly voice: string;
  readonly speed: number;
  readonly pauses: Pauses;
  /** The text stands in a file, and is not changed here. */
  readonly locked?: boolean;
  /** Its window was open: it is opened again after the page was hidden. */
  readonly open?: boolean;
}

/** Drafts kept at most, and characters of all: hosts keep a page's state in small places. */
const MOST_DRAFTS = 4;
const MOST_CHARACTERS = 400_000;

/** With one draft more, or another in its place, the latest first; without one of that key where none is given. */
export function withDraft(
  drafts: readonly ScriptDraft[],
  key: string,
  draft: ScriptDraft | undefined,
): readonly ScriptDraft[] {
  const others = drafts.filter((each) => each.key !== key);
  let room = MOST_CHARACTERS;
  return (draft ? [draft, ...others] : others).slice(0, MOST_DRAFTS).filter(({ text }) => {
    room -= text.length;
    return room >= 0;
  });
}

/** Reads what an earlier page, perhaps of another version, left behind. */
export function readDrafts(saved: unknown): readonly ScriptDraft[] {
  if (!Array.isArray(saved)) return [];
  return saved.slice(0, MOST_DRAFTS).flatMap((each: unknown): ScriptDraft[] => {
    const { key, text, label, voice, speed, pauses, locked, open } = fieldsOf(each);
    if (typeof key !== 'string' || typeof text !== 'string') return [];
    const { sentence, paragraph } = fieldsOf(pauses);
    return [
      {
        ...{ key, text },
        label: typeof label === 'string' ? label : '',
        voice: typeof voice === 'string' ? voice : '',
        speed: typeof speed === 'number' ? speed : 1,
        pauses: {
          ...(typeof sentence === 'number' && { sentence }),
          ...(typeof paragraph === 'number' && { paragraph }),
        },
        ...(locked === true && { locked }),
        ...(open === true && { open }),
      },
    ];
  });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
