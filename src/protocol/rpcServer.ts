import { toFailure } from '../core/errors.js';
import {
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

export type Handlers<C extends Conversation> = {
  readonly [M in Method<C>]: (params: Params<C, M>) => Promise<Result<C, M>> | Result<C, M>;
};

/** The answering side. Every request is answered exactly once, whatever its handler does. */
export class RpcServer<C extends Conversation> {
  constructor(
    private readonly conversation: C,
    private readonly channel: Channel,
    private readonly handlers: Handlers<C>,
    private readonly onProblem: (problem: string) => void,
  ) {
    channel.onMessage((raw) => {
      this.receive(raw);
    });
  }

  emit<E extends EventName<C>>(event: E, payload: Payload<C, E>): void {
    this.channel.send({ type: 'event', event, payload });
  }

  private receive(raw: unknown): void {
    const message = parseMessage(raw);
    if (typeof message === 'string') this.onProblem(message);
    else if (message.type === 'request') void this.answer(message);
    else this.onProblem(`message.type: a ${message.type} came to the answering side`);
  }

  private async answer(message: Extract<RpcMessage, { type: 'request' }>): Promise<void> {
    const { id, method, params } = message;
    try {
      const result = await this.handle(method, params);
      this.channel.send({ type: 'response', id, ok: true, result });
    } catch (error) {
      this.channel.send({ type: 'response', id, ok: false, failure: toFailure(error) });
    }
  }

  private handle(method: string, params: unknown): unknown {
    const request = requestShape(this.conversation, method);
    if (!request) throw protocolError(`message.method: nothing is called ${method}`);
    const problem = request.params.problem(params, `${method}.params`);
    if (problem !== undefined) throw protocolError(problem);
    const handler = this.handlers[method as Method<C>] as (params: unknown) => unknown;
    return handler(params);
  }
}
