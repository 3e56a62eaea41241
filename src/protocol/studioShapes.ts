import { list } from './editShapes.js';
import { parsePageMessage } from './editorShapes.js';
import {
  array,
  boolean,
  literal,
  number,
  object,
  string,
  union,
  type ShapeByKind,
} from './shape.js';
import type { StudioPageMessage } from './studio.js';

const reply = union(
  object({ kind: literal('confirmed'), yes: boolean }),
  object({ kind: literal('chosen'), uploads: array(string) }),
);
const OTHERS: ShapeByKind<Exclude<StudioPageMessage, { readonly kind: 'page' }>> = {
  reply: object({ id: number, reply }),
  add: object({ id: number, uploads: array(string) }, { list }),
  redo: object({ id: number }),
};

/** The message of a page if the text is one, else a sentence saying what is wrong with it. */
export function parseStudioMessage(text: string): StudioPageMessage | string {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return 'message: not JSON';
  }
  const problem = object({ kind: string }).problem(raw, 'message');
  if (problem !== undefined) return problem;
  const message = raw as StudioPageMessage;
  if (message.kind === 'page') {
    const parsed = parsePageMessage(message.message);
    return typeof parsed === 'string' ? parsed : { kind: 'page', message: parsed };
  }
  if (!Object.hasOwn(OTHERS, message.kind))
    return `message.kind: nothing is called ${message.kind as string}`;
  return OTHERS[message.kind].problem(message, 'message') ?? message;
}
