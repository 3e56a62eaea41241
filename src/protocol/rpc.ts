import { HeygemError, type Failure } from '../core/errors.js';
import { failureShape } from './failureShape.js';
import {
  anything,
  literal,
  number,
  object,
  string,
  union,
  type Shape,
  type TypeOf,
} from './shape.js';

/**
 * What two sides may say: requests that the client makes and the server answers, and events that
 * the server tells without being asked.
 */
export interface Conversation {
  readonly requests: Readonly<Record<string, RequestShape>>;
  readonly events: Readonly<Record<string, Shape<unknown>>>;
}

export interface RequestShape {
  readonly params: Shape<unknown>;
  readonly result: Shape<unknown>;
}

export type Method<C extends Conversation> = keyof C['requests'] & string;
export type EventName<C extends Conversation> = keyof C['events'] & string;
export type Params<C extends Conversation, M extends Method<C>> = TypeOf<
  C['requests'][M]['params']
>;
export type Result<C extends Conversation, M extends Method<C>> = TypeOf<
  C['requests'][M]['result']
>;
export type Payload<C extends Conversation, E extends EventName<C>> = TypeOf<C['events'][E]>;

/** Carries messages whole and in order; what a process, a webview and a socket have in common. */
export interface Channel {
  send(message: RpcMessage): void;
  /** Replaces the listener. Messages are unchecked. */
  onMessage(listener: (message: unknown) => void): void;
}

export type RpcMessage =
  | {
      readonly type: 'request';
      readonly id: number;
      readonly method: string;
      readonly params: unknown;
    }
  | {
      readonly type: 'response';
      readonly id: number;
      readonly ok: true;
      readonly result: unknown;
    }
  | {
      readonly type: 'response';
      readonly id: number;
      readonly ok: false;
      readonly failure: Failure;
    }
  | { readonly type: 'event'; readonly event: string; readonly payload: unknown };

const messageShape: Shape<RpcMessage> = union(
  object({ type: literal('request'), id: number, method: string, params: anything }),
  object({ type: literal('response'), id: number, ok: literal(true), result: anything }),
  object({ type: literal('response'), id: number, ok: literal(false), failure: failureShape }),
  object({ type: literal('event'), event: string, payload: anything }),
);

/** The message if it is one, else a sentence saying what is wrong with it. */
export function parseMessage(raw: unknown): RpcMessage | string {
  return messageShape.problem(raw, 'message') ?? (raw as RpcMessage);
}

/** The request of this name, which may come from the other side: undefined when there is none. */
export function requestShape(conversation: Conversation, method: string): RequestShape | undefined {
  return Object.hasOwn(conversation.requests, method) ? conversation.requests[method] : undefined;
}

export function eventShape(conversation: Conversation, event: string): Shape<unknown> | undefined {
  return Object.hasOwn(conversation.events, event) ? conversation.events[event] : undefined;
}

/** Says that the other side broke the protocol: a bug or a mismatch of versions, never the user. */
export function protocolError(problem: string): HeygemError {
  return new HeygemError('internal', {}, `bad message: ${problem}`);
}
