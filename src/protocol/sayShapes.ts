import type { Pauses, SaidText, Say } from '../core/voice/say.js';
import { literal, number, object, string, union, type Shape } from './shape.js';

const script: Shape<SaidText> = union(
  object({ kind: literal('text'), text: string }),
  object({ kind: literal('file'), path: string }),
);
const pauses: Shape<Pauses> = object({}, { sentence: number, paragraph: number });

/** Whether a project may hold it is judged by the text that comes of it. */
export const sayShape: Shape<Say> = object({ script }, { voice: string, speed: number, pauses });
