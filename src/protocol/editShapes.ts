import type { ProjectEdit, SettingScope, SourceRef } from '../core/project/projectEdit.js';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.js';
import { faceChoiceShape } from './jobShapes.js';
import { sayShape } from './sayShapes.js';
import {
  boolean,
  literal,
  number,
  object,
  string,
  union,
  type Shape,
  type ShapeByKind,
} from './shape.js';

export const list = literal('audios', 'videos');
const source: Shape<SourceRef> = object({ list, id: string });
const cell = { video: string, audio: string };
const name: Shape<keyof Settings> = literal(
  ...(Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]),
);
/** Whether it fits the setting is judged by the text that comes of it. */
const value: Shape<Settings[keyof Settings]> = union(string, number, boolean);
const scope: Shape<SettingScope> = union(
  object({ kind: literal('project') }),
  object({ kind: literal('video'), id: string }),
  object({ kind: literal('audio'), id: string }),
  object({ kind: literal('pair'), ...cell }),
);

/** What each edit carries besides its kind. */
const EDITS: ShapeByKind<ProjectEdit> = {
  'set-title': object({ title: string }),
  'set-output': object({}, { folder: string, name: string }),
  'add-source': object({ source, path: string }, { label: string, outside: boolean }),
  'remove-source': object({ source }),
  'rename-source': object({ source, id: string }),
  'relabel-source': object({ source, label: string }),
  'relink-source': object({ source, path: string }, { outside: boolean, script: boolean }),
  'add-script': object(
    { id: string, path: string, say: sayShape },
    { label: string, outside: boolean },
  ),
  'set-say': object({ source }, { say: sayShape }),
  'set-transcript': object({ audio: string }, { path: string, outside: boolean }),
  'set-pronunciation': object({ word: string, said: string }),
  'set-outside': object({ source, outside: boolean }),
  'set-face': object({ video: string }, { face: faceChoiceShape }),
  'set-part': object({ source }, { from: number, to: number, offset: number }),
  'set-consent': object({ video: string, consent: string }),
  'add-pair': object(cell),
  'remove-pair': object(cell),
  'set-matrix': object({ on: boolean }),
  'include-cell': object(cell),
  'exclude-cell': object(cell),
  'set-setting': object({ scope, name, value }),
  'reset-setting': object({ scope, name }),
};

const kind = object({ kind: string });

/** Whether the edit can be made, and what of, is judged when it is made. */
export const editShape: Shape<ProjectEdit> = {
  problem(value, path) {
    const problem = kind.problem(value, path);
    if (problem !== undefined) return problem;
    const { kind: called } = value as ProjectEdit;
    if (!Object.hasOwn(EDITS, called)) return `${path}.kind: no edit is called ${called}`;
    return EDITS[called].problem(value, path);
  },
};
