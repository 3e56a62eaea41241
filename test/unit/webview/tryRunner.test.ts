import { describe, expect, it } from 'vitest';
import type { Answer, Intent } from '../../../src/protocol/editor.js';
import { TryRunner, type TryWish } from '../../../webview/try/tryRunner.js';

const TRIED = { kind: 'tried', tried: { at: 1 } } as unknown as Answer;

/** A host that answers when it is told to. */
class SlowHost {
  readonly asked: Intent[] = [];
  private readonly open: ((answer: Answer) => void)[] = [];
  readonly runner = new TryRunner(
    'w',
    (intent) => this.ask(intent),
    () => undefined,
  );

  private ask(intent: Intent): Promise<Answer> {
    this.asked.push(intent);
    if (intent.kind !== 'try') return Promise.resolve({ kind: 'ok' });
    return new Promise((resolve) => this.open.push(resolve));
  }

  /** Answers the so manieth try. */
  async answer(number: number, answer: Answer): Promise<void> {
    this.open[number](answer);
    await new Promise((resolve) => setTimeout(resolve));
  }

  get strengths(): readonly number[] {
    return this.asked.flatMap((intent) =>
      intent.kind === 'try' ? [intent.settings.strength] : [],
    );
  }
}

function wish(at: number, strength: number): TryWish {
  return { pair: 'v+a', at, settings: { strength, smoothing: 0, silenceThreshold: -45 } };
}

describe('a window of tries', () => {
  it('lets the study of its seconds end, and then asks for the latest wish alone', async () => {
    const host = new SlowHost();
    host.runner.want(wish(1, 1));
    for (const strength of [1.1, 1.2, 1.3]) host.runner.want(wish(1, strength));
    expect(host.strengths).toEqual([1]);
    await host.answer(0, TRIED);
    expect(host.strengths).toEqual([1, 1.3]);
    expect(host.runner.state).toMatchObject({ running: true, shown: { wish: wish(1, 1) } });
  });

  it('ends a drawing for the next turn of a slider, whatever it answers still', async () => {
    const host = new SlowHost();
    host.runner.want(wish(1, 1));
    await host.answer(0, TRIED);
    host.runner.want(wish(1, 1.1));
    host.runner.want(wish(1, 1.2));
    expect(host.strengths).toEqual([1, 1.1, 1.2]);
    await host.answer(1, { kind: 'declined' });
    expect(host.runner.state.running).toBe(true);
    await host.answer(2, TRIED);
    expect(host.runner.state).toMatchObject({ running: false, shown: { wish: wish(1, 1.2) } });
  });

  it('ends the study of seconds that are not wanted any more', () => {
    const host = new SlowHost();
    host.runner.want(wish(1, 1));
    host.runner.want(wish(9, 1));
    expect(host.asked).toHaveLength(2);
  });

  it('stops, says so, and shows nothing that comes later', async () => {
    const host = new SlowHost();
    host.runner.want(wish(1, 1));
    host.runner.stop();
    expect(host.asked.at(-1)).toEqual({ kind: 'stop-try', window: 'w' });
    await host.answer(0, TRIED);
    expect(host.runner.state).toEqual({ running: false, stopped: true });
    host.runner.stop();
    expect(host.asked).toHaveLength(2);
  });

  it('shows what went wrong in place of an older try', async () => {
    const host = new SlowHost();
    host.runner.want(wish(1, 1));
    await host.answer(0, TRIED);
    host.runner.want(wish(5, 1));
    const notice = { code: 'no-face-here', sentence: 'No face.', hint: 'Move.' };
    await host.answer(1, { kind: 'refused', notice });
    expect(host.runner.state).toEqual({ running: false, problem: notice });
  });
});
