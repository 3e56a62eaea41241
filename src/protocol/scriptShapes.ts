import type { Pronunciations } from '../core/voice/say.js';
import { sayShape } from './sayShapes.js';
import type { NewScript, ScriptIntent } from './scriptViews.js';
import {
  array,
  literal,
  number,
  object,
  record,
  string,
  union,
  type Shape,
  type ShapeByKind,
} from './shape.js';

const pronunciations: Shape<Pronunciations> = record(string);
const newScript: Shape<NewScript> = object(
  { name: string, text: string },
  { voice: string, path: string, file: string },
);

/** What each intent about scripts carries besides its kind. */
export const SCRIPT_FIELDS: ShapeByKind<ScriptIntent> = {
  voices: object({}),
  'read-script': object({ id: string }),
  'write-script': object({ label: string, say: sayShape }, { id: string }),
  listen: object(
    { window: string, text: string },
    { voice: string, speed: number, pronunciations },
  ),
  'stop-listen': object({ window: string }),
  'speak-source': object({ id: string }),
  'stop-speaking': object({ id: string }),
  'add-scripts': object({ scripts: array(newScript) }),
  'read-files': object({ from: union(literal('files', 'folder', 'transcript'), array(string)) }),
  'give-transcript': object({ id: string, name: string }, { text: string, path: string }),
  'open-script': object({ id: string }),
  'find-voices': object({}),
};
