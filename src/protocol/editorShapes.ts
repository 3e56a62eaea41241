import { editShape, list } from './editShapes.js';
import type { Intent, PageMessage } from './editor.js';
import { SCRIPT_FIELDS } from './scriptShapes.js';
import { triedSettingsShape } from './tryShapes.js';
import {
  array,
  boolean,
  literal,
  number,
  object,
  string,
  union,
  type Shape,
  type ShapeByKind,
} from './shape.js';

const nothing = object({});
const pairs = union(literal('all'), array(string));
const bytes: Shape<Uint8Array> = {
  problem: (value, path) => (value instanceof Uint8Array ? undefined : `${path}: not bytes`),
};

/** What each intent carries besides its kind. */
const FIELDS: ShapeByKind<Intent> = {
  ...SCRIPT_FIELDS,
  ready: nothing,
  edit: object({ edit: editShape }),
  edits: object({ edits: array(editShape) }),
  select: object({ pairs: array(string) }),
  pick: object({ list }),
  relink: object({ list, id: string }),
  'copy-in': object({ list, id: string }),
  drop: object({ uris: array(string) }),
  import: object({ upload: string, name: string, size: number, offset: number, bytes }),
  'find-missing': nothing,
  'stop-files': nothing,
  'add-again': object({ yes: boolean }),
  'add-all-pairs': nothing,
  'add-part': object({ source: object({ list, id: string }) }),
  generate: object({ pairs, force: boolean }),
  cancel: object({ pairs }),
  preview: object({ pair: string }),
  compare: object({ pair: string }, { number }),
  play: object({ pair: string }),
  try: object({ window: string, pair: string, at: number, settings: triedSettingsShape }),
  'stop-try': object({ window: string }),
  'lip-models': nothing,
  'add-lip-model': nothing,
  'delete-result': object({ pair: string }),
  'play-source': object({ source: object({ list, id: string }) }),
  'strip-still': object({ video: string, time: number }),
  frame: object({ video: string, time: number }),
  faces: object({ video: string, time: number }),
  poster: object({ output: string }),
  open: object({ output: string }),
  reveal: object({ output: string }),
  'open-folder': nothing,
  'export-zip': object({}, { reports: boolean }),
  'clean-up': nothing,
  check: nothing,
  'cancel-check': nothing,
  'show-log': nothing,
  'open-as-text': object({}, { line: number, column: number }),
  'sample-project': nothing,
  undo: nothing,
  'show-fleet': object({ on: boolean }),
  trust: nothing,
};

const messageShape = object({ id: number, intent: object({ kind: string }) });

/** The message if it is one, else a sentence saying what is wrong with it. */
export function parsePageMessage(raw: unknown): PageMessage | string {
  const problem = messageShape.problem(raw, 'message');
  if (problem !== undefined) return problem;
  const message = raw as PageMessage;
  const { kind } = message.intent;
  if (!Object.hasOwn(FIELDS, kind)) return `message.intent.kind: nothing is called ${kind}`;
  return FIELDS[kind].problem(message.intent, 'message.intent') ?? message;
}
