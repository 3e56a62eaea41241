import { expect, it } from 'vitest';
import type { ModelEnd } from '../../../src/core/model.js';
import { readModelShape } from '../../../src/wav2lip/modelShape.js';

type Sizes = readonly (number | string)[];

const end = (name: string, shape: Sizes, type = 'float32'): ModelEnd => ({ name, type, shape });
const mel = (batch: number | string = 'n') => end('mel_spectrogram', [batch, 1, 80, 16]);
const faces = (size: number | string = 96, batch: number | string = 'n') =>
  end('video_frames', [batch, 6, size, size]);
const picture = (size: number | string = 96, batch: number | string = 'n') =>
  end('predicted_frames', [batch, 3, size, size]);

it.each([
  ['mel_spectrogram', 'video_frames'],
  ['source', 'target'],
  ['mel', 'vid'],
  ['audio_sequences', 'face_sequences'],
  ['input.1', 'input.97'],
])('knows ends called %s and %s by their sizes, in either order', (sound, face) => {
  const ends = [end(sound, [1, 1, 80, 16]), end(face, [1, 6, 256, 256])];
  const wanted = { size: 256, batch: 1, precision: 'float32', mel: sound, faces: face };
  const outputs = [picture(256, 1)];
  expect(readModelShape(ends, outputs)).toMatchObject(wanted);
  expect(readModelShape([...ends].reverse(), outputs)).toMatchObject(wanted);
});

it.each([
  ['n', 'n', 'n', 'free'],
  [-1, -1, '', 'free'],
  [4, 4, 4, 4],
  ['n', 'n', 8, 8],
])('takes a batch of %s and %s with outputs of %s as %s', (one, other, out, batch) => {
  expect(readModelShape([mel(one), faces(96, other)], [picture(96, out)])).toMatchObject({ batch });
});

it('takes halves, where all are', () => {
  const half = ({ name, shape }: ModelEnd) => end(name, shape, 'float16');
  const inputs = [half(mel()), half(faces())];
  expect(readModelShape(inputs, [half(picture())])).toMatchObject({ precision: 'float16' });
  expect(readModelShape([half(mel()), faces()], [picture()])).toMatchObject({ part: 'type' });
});

it.each([
  ['inputs', [faces()], [picture()]],
  ['inputs', [mel(), end('video_frames', ['n', 3, 96, 96])], [picture()]],
  ['inputs', [end('mel', ['n', 1, 80, 27]), faces()], [picture()]],
  ['sequence', [mel(), end('face_sequences', ['n', 6, 5, 96, 96])], [picture()]],
  ['output', [mel(), faces()], [end('score', ['n', 1])]],
  ['open-size', [mel(), faces('height')], [picture('height')]],
  ['size', [mel(), faces(100)], [picture(100)]],
  ['size', [mel(), faces(1024)], [picture(1024)]],
  ['size', [mel(), faces(96)], [picture(192)]],
  ['batch', [mel(1), faces(96, 2)], [picture(96, 2)]],
  ['batch', [mel(100_000), faces(96, 100_000)], [picture(96, 100_000)]],
  ['type', [end('mel', ['n', 1, 80, 16], 'uint8'), faces()], [picture()]],
])(
  'says of a model whose %s is another what it has and what is wanted',
  (part, inputs, outputs) => {
    const misfit = readModelShape(inputs, outputs);
    expect(misfit).toMatchObject({ part });
    if (!('part' in misfit)) throw new Error('it fits');
    expect(misfit.found).not.toBe('');
    expect(misfit.wanted).not.toBe('');
  },
);
