import type { Model } from '../../core/model.js';

/** An input or output of a graph. */
export interface GraphEnd {
  readonly name: string;
  /** As onnxruntime calls it: `float32`, `int64`, ... */
  readonly type: string;
  /** Names where sizes are not fixed. */
  readonly shape: readonly (number | string)[];
}

export interface GraphModel extends Model {
  readonly inputs: readonly GraphEnd[];
  readonly outputs: readonly GraphEnd[];
}

const TOKENS = ['tokens', 'input_ids'];
const AUDIO = ['audio', 'waveform'];
const STYLE_WIDTH = 256;

/**
 * A graph of Kokoro's kind under the names that the engine uses, whichever of the usual ones it has.
 * @returns what is wrong, in words, where it is another kind of graph
 */
export function kokoroGraph(model: GraphModel): Model | string {
  const { inputs, outputs } = model;
  const tokens = inputs.find(({ name }) => TOKENS.includes(name));
  const style = inputs.find(({ name }) => name === 'style');
  const speed = inputs.find(({ name }) => name === 'speed');
  const audio = outputs.find(({ name }) => AUDIO.includes(name)) ?? only(outputs);
  const found = `it takes ${listed(inputs)} and gives ${listed(outputs)}`;
  if (!tokens || !style || !speed || inputs.length !== 3) {
    return `${found}; wanted: ${TOKENS.join(' or ')}, style and speed`;
  }
  if (!['float32', 'int64'].includes(tokens.type) || tokens.shape.length !== 2) {
    return `${found}; ${tokens.name} must be one row of int64 or float32`;
  }
  const width = style.shape.at(-1);
  if (style.type !== 'float32' || style.shape.length !== 2 || !isSize(width, STYLE_WIDTH)) {
    return `${found}; style must be one row of ${STYLE_WIDTH} float32`;
  }
  // A speed in whole numbers cannot be told apart from a count.
  if (speed.type !== 'float32') return `${found}; speed must be float32`;
  if (audio?.type !== 'float32') return `${found}; wanted: ${AUDIO.join(' or ')}, as float32`;
  return {
    name: model.name,
    run: async ({ tokens: ids, ...rest }) => {
      const { [audio.name]: sound, durations } = await model.run({ [tokens.name]: ids, ...rest });
      return { audio: sound, ...(has(outputs, 'durations') && { durations }) };
    },
  };
}

function only(ends: readonly GraphEnd[]): GraphEnd | undefined {
  return ends.length === 1 ? ends[0] : undefined;
}

function has(ends: readonly GraphEnd[], name: string): boolean {
  return ends.some((end) => end.name === name);
}

function isSize(size: number | string | undefined, wanted: number): boolean {
  return typeof size === 'number' ? size === wanted : size !== undefined;
}

function listed(ends: readonly GraphEnd[]): string {
  return ends.map(({ name, type }) => `${name} (${type})`).join(', ') || 'nothing';
}
