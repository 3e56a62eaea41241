import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../../src/core/model.js';
import {
  kokoroGraph,
  type GraphEnd,
  type GraphModel,
} from '../../../../src/voice/kokoro/kokoroGraph.js';

const end = (name: string, type = 'float32', shape: GraphEnd['shape'] = [1]): GraphEnd => ({
  ...{ name, type, shape },
});
const IDS = end('input_ids', 'int64', [1, 'length']);
const STYLE = end('style', 'float32', [1, 256]);
const SPEED = end('speed');

function graph(inputs: GraphEnd[], outputs: GraphEnd[]) {
  const given: Record<string, Tensor>[] = [];
  const model: GraphModel = {
    ...{ name: 'kokoro', inputs, outputs },
    run: (tensors) => {
      given.push({ ...tensors });
      const sound = { dims: [1], data: Float32Array.of(0.5) };
      return Promise.resolve(Object.fromEntries(outputs.map(({ name }) => [name, sound])));
    },
  };
  return { model, given };
}

const one: Tensor = { dims: [1], data: Float32Array.of(1) };

describe('a graph of a person’s folder', () => {
  it.each([
    [IDS, ['waveform'], ['audio']],
    [end('tokens', 'int64', [1, 'n']), ['audio'], ['audio']],
    [end('tokens', 'float32', [1, 'n']), ['audio', 'durations'], ['audio', 'durations']],
    [IDS, ['sound'], ['audio']],
  ])('with %j is asked and answers by the usual names', async (ids, outputs, told) => {
    const { model, given } = graph(
      [ids, STYLE, SPEED],
      outputs.map((name) => end(name)),
    );
    const fitted = kokoroGraph(model);
    if (typeof fitted === 'string') throw new Error(fitted);
    const result = await fitted.run({ tokens: one, style: one, speed: one });
    expect(Object.keys(given[0]).toSorted()).toEqual([ids.name, 'speed', 'style'].toSorted());
    expect(Object.keys(result)).toEqual(told);
  });

  it.each([
    [[end('pixels'), STYLE, SPEED], 'wanted: tokens or input_ids, style and speed'],
    [[IDS, STYLE], 'wanted: tokens or input_ids, style and speed'],
    [[IDS, STYLE, SPEED, end('sid')], 'wanted: tokens or input_ids, style and speed'],
    [[end('tokens', 'int32', [1, 'n']), STYLE, SPEED], 'tokens must be one row of int64'],
    [[IDS, end('style', 'float32', [1, 128]), SPEED], 'one row of 256 float32'],
    [[IDS, STYLE, end('speed', 'int32')], 'speed must be float32'],
  ])('that takes %j is refused in words', (inputs, words) => {
    expect(kokoroGraph(graph(inputs, [end('audio')]).model)).toContain(words);
  });

  it('that gives no sound is refused, with what it gives', () => {
    const { model } = graph([IDS, STYLE, SPEED], [end('a'), end('b', 'int64')]);
    expect(kokoroGraph(model)).toMatch(/gives a \(float32\), b \(int64\); wanted: audio/);
  });
});
