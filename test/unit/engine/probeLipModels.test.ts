import { describe, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import type { LipModelShape } from '../../../src/core/lipModel.js';
import type { LipModelProvider, LipModelTried } from '../../../src/core/lipModelProbe.js';
import { probeLipModel } from '../../../src/engine/probeLipModels.js';

const shape: LipModelShape = {
  ...{ size: 96, batch: 'free', precision: 'float32' },
  ...{ mel: 'mel', faces: 'vid', output: 'gen' },
};
const { signal } = new AbortController();

type Answer = Omit<LipModelTried, 'trial'> & { ms?: number; failure?: string };

/** Probes with processes that answer so, or fail; counts those that were begun and ended. */
async function probe(answers: Partial<Record<LipModelProvider, Answer | HeygemError>>) {
  const count = { begun: 0, ended: 0 };
  const makeProber = () => {
    count.begun += 1;
    return {
      probeLipModel: ({ provider }: { provider: LipModelProvider }) => {
        const answer = answers[provider];
        if (answer === undefined || answer instanceof Error) {
          return Promise.reject(answer ?? new Error(`${provider} is not here`));
        }
        const { shape, ...told } = answer;
        return Promise.resolve({ ...(shape && { shape }), trial: { provider, ...told } });
      },
      stop: () => {
        count.ended += 1;
        return Promise.resolve();
      },
    };
  };
  const told = await probeLipModel({ name: 'mine', path: '/m' }, makeProber, signal, 'linux').catch(
    (error: unknown) => error as HeygemError,
  );
  return { told, count };
}

describe('a probe of a lip model', () => {
  it('tells milliseconds of each provider, each of a process of its own', async () => {
    const { told, count } = await probe({ cpu: { shape, ms: 20 }, cuda: { shape, ms: 2 } });
    const trials = [
      { provider: 'cpu', ms: 20 },
      { provider: 'cuda', ms: 2 },
    ];
    expect(told).toEqual({ shape, trials });
    expect(count).toEqual({ begun: 2, ended: 2 });
  });

  it.each([
    [new HeygemError('worker-crashed', {}, 'it was ended by SIGSEGV\nmore'), 'SIGSEGV'],
    [new HeygemError('lip-model-stalled', { name: 'mine', seconds: 60 }), '60 seconds'],
  ])('survives a provider that takes its process with it: %s', async (loss, word) => {
    const { told, count } = await probe({ cpu: { shape, ms: 20 }, cuda: loss });
    const failure = expect.stringContaining(word) as string;
    expect(told).toMatchObject({ trials: [{ ms: 20 }, { provider: 'cuda', failure }] });
    expect(count).toEqual({ begun: 2, ended: 2 });
  });

  it('fails where no provider runs it, with what the CPU said', async () => {
    const { told } = await probe({
      cpu: { shape, failure: 'bad node\nx' },
      cuda: { failure: 'no' },
    });
    expect(told).toMatchObject({ code: 'lip-model-failed', params: { reason: 'bad node' } });
    const stalled = new HeygemError('lip-model-stalled', { name: 'mine', seconds: 60 });
    expect((await probe({ cpu: stalled, cuda: { failure: 'no' } })).told).toMatchObject({
      ...{ code: 'lip-model-stalled', params: { seconds: 60 } },
    });
  });

  it('stops at once at what is no lip model, or when it is cancelled', async () => {
    for (const code of ['lip-model-unusable', 'cancelled'] as const) {
      const { told, count } = await probe({ cpu: new HeygemError(code), cuda: { ms: 1, shape } });
      expect(told).toMatchObject({ code });
      expect(count).toEqual({ begun: 1, ended: 1 });
    }
  });
});
