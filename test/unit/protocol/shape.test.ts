import { describe, expect, it } from 'vitest';
import { array, number, object, string, union, literal } from '../../../src/protocol/shape.js';
import type { Shape, TypeOf } from '../../../src/protocol/shape.js';

interface Inner {
  readonly from: number;
  readonly to?: number;
}

interface Message {
  readonly name: string;
  readonly note?: string;
  readonly inner: Inner;
  readonly spans?: readonly Inner[];
}

const inner = object({ from: number }, { to: number });
const required = { name: string, inner };
const whole: Shape<Message> = object(required, { note: string, spans: array(inner) });

/** The compiler sees to these: a line below that compiles fails the type check. */
export const drifted: readonly unknown[] = [
  // @ts-expect-error lacks a required field
  object({ name: string }, { note: string, spans: array(inner) }) satisfies Shape<Message>,
  // @ts-expect-error lacks optional fields
  object(required) satisfies Shape<Message>,
  // @ts-expect-error lacks one of two
  object(required, { note: string }) satisfies Shape<Message>,
  // @ts-expect-error lacks an optional field within
  object({ name: string, inner: object({ from: number }) }, {}) satisfies Shape<
    Pick<Message, 'name' | 'inner'>
  >,
  // @ts-expect-error lacks an optional field of what a list holds
  array(object({ from: number })) satisfies Shape<readonly Inner[]>,
  // @ts-expect-error lacks an optional field of one kind of two
  union(object({ kind: literal('a') }), object({ kind: literal('b') })) satisfies Shape<
    { readonly kind: 'a'; readonly more?: string } | { readonly kind: 'b' }
  >,
  // @ts-expect-error a field is of another type
  object(required, { note: number, spans: array(inner) }) satisfies Shape<Message>,
  // @ts-expect-error a required field is taken for an optional one
  object({ name: string }, { inner, note: string, spans: array(inner) }) satisfies Shape<Message>,
];

describe('a shape', () => {
  it('vouches for optional fields too', () => {
    const message: TypeOf<typeof whole> = { name: 'a', inner: { from: 1 } };
    expect(whole.problem(message, 'm')).toBeUndefined();
    expect(whole.problem({ ...message, note: 7 }, 'm')).toBe('m.note: not a string');
    const late = { ...message, spans: [{ from: 1, to: 'late' }] };
    expect(whole.problem(late, 'm')).toBe('m.spans[0].to: not a finite number');
  });
});
