import { HeygemError } from '../core/errors.js';
import {
  eventShape,
  parseMessage,
  protocolError,
  requestShape,
  type Channel,
  type Conversation,
  type EventName,
  type Method,
  type Params,
  type Payload,
  type Result,
  type RpcMessage,
} from './rpc.js';

interface Pending {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The asking side. Owns the requests that wait for an answer. */
export class RpcClient<C extends Conversation> {
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Map<string, Set<(payload: unknown) => void>>();
  private nextId = 1;
  private closed: Error | undefined;

  /** `onProblem` hears of messages that were dropped because they do not fit the conversation. */
  constructor(
    private readonly conversation: C,
    private readonly channel: Channel,
    private readonly onProblem: (problem: string) => void,
  ) {
    channel.onMessage((raw) => {
      this.receive(raw);
    });
  }

  /** Rejects with the server's failure as a HeygemError, or with what `close` was given. */
  request<M extends Method<C>>(method: M, params: Params<C, M>): Promise<Result<C, M>> {
    if (this.closed) return Promise.reject(this.closed);
    const id = this.nextId++;
    return new Promise<unknown>((resolve, reject) => {
      this.pending.set(id, { method, resolve, reject });
      try {
        this.channel.send({ type: 'request', id, method, params });
      } catch (error) {
        this.pending.delete(id);
        reject(new HeygemError('internal', {}, `${method} could not be sent`, error));
      }
    }) as Promise<Result<C, M>>;
  }

  /** Returns a function that stops listening. */
  on<E extends EventName<C>>(event: E, listener: (payload: Payload<C, E>) => void): () => void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set);
    // Payloads are checked against the conversation before they are handed out.
    const untyped = listener as (payload: unknown) => void;
    set.add(untyped);
    return () => set.delete(untyped);
  }

  /** Rejects everything that waits, and everything asked from now on. */
  close(reason: Error): void {
    if (this.closed) return;
    this.closed = reason;
    const waiting = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of waiting) reject(reason);
  }

  private receive(raw: unknown): void {
    const message = parseMessage(raw);
    if (typeof message === 'string') this.onProblem(message);
    else if (message.type === 'response') this.settle(message);
    else if (message.type === 'event') this.dispatch(message.event, message.payload);
    else this.onProblem('message: a request came to the asking side');
  }

  private settle(message: Extract<RpcMessage, { type: 'response' }>): void {
    const pending = this.pending.get(message.id);
    if (!pending) {
      this.onProblem(`message.id: nothing waits for answer ${message.id}`);
      return;
    }
    this.pending.delete(message.id);
    if (!message.ok) {
      const { code, params, detail } = message.failure;
      pending.reject(new HeygemError(code, params, detail));
      return;
    }
    const shape = requestShape(this.conversation, pending.method)?.result;
    const problem = shape?.problem(message.result, `${pending.method}.result`);
    if (problem === undefined) pending.resolve(message.result);
    else pending.reject(protocolError(problem));
  }

  private dispatch(event: string, payload: unknown): void {
    const shape = eventShape(this.conversation, event);
    const problem = shape ? shape.problem(payload, event) : `nothing is called ${event}`;
    if (problem !== undefined) {
      this.onProblem(problem);
      return;
    }
    for (const listener of this.listeners.get(event) ?? []) listener(payload);
  }
}
