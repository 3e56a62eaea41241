import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCues, CUE_RULES } from '../../../src/core/subtitles/buildCues.js';
import { onOutput } from '../../../src/core/subtitles/onOutput.js';
import { readSpeechRecord } from '../../../src/core/voice/readSpeechRecord.js';
import { readPlainWav } from '../../../src/voice/own/wav.js';
import { bundle } from '../engine/bundle.js';
import { CliRig } from '../engine/cliRig.js';

const before = { ...process.env };

beforeAll(() => {
  process.env['HEYGEM_TEST_WORKER'] = bundle('src/worker/main.ts');
  process.env['NODE_PATH'] = join(process.cwd(), 'node_modules');
  process.env['HEYGEM_VOICES'] = join(process.cwd(), 'voices');
  CliRig.prepare();
});

afterAll(() => {
  process.env = before;
});

/** dB of full scale above which somebody is heard; a voice's own silence lies far below. */
const HEARD = 10 ** (-45 / 20);
const WINDOW_SECONDS = 0.005;
/** Longer silence than a stop's closure lies between sentences alone. */
const PAUSE_SECONDS = 0.2;

/** Seconds from where to where something is heard, apart from each other by pauses. */
function heardIn(samples: Float32Array, rate: number): readonly { from: number; to: number }[] {
  const step = Math.round(WINDOW_SECONDS * rate);
  const found: { from: number; to: number }[] = [];
  for (let at = 0; at + step <= samples.length; at += step) {
    const part = samples.subarray(at, at + step);
    const level = Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / step);
    if (level < HEARD) continue;
    const last = found.at(-1);
    const [from, to] = [at / rate, (at + step) / rate];
    if (last && from - last.to < PAUSE_SECONDS) last.to = to;
    else found.push({ from, to });
  }
  return found;
}

it.each([
  ['af_heart', 'Good morning. Today we bake bread. Take a large bowl. Mix it well.'],
  ['zf_xiaoxiao', '早上好。今天我们做面包。请拿一个大碗。慢慢地搅拌。'],
])(
  'cues of %s begin and end with the sound of their sentences',
  async (voice, text) => {
    const rig = new CliRig();
    const spoken = await rig.run('speak', '--text', text, '--voice', voice, '-o', 'a.wav');
    expect(spoken.code, spoken.err).toBe(0);
    const record = readSpeechRecord(readFileSync(rig.path('a.wav.json'), 'utf8'));
    const sound = readPlainWav(readFileSync(rig.path('a.wav')));
    if (sound === undefined) throw new Error('the recording is no plain wav');
    const { samples, sampleRate } = sound;
    const duration = samples.length / sampleRate;
    const sentences = record?.sentences ?? [];
    const heard = heardIn(samples, sampleRate);
    expect(heard).toHaveLength(sentences.length);
    const timed = onOutput(sentences, { part: undefined, offset: 0, duration });
    // As they are, without the seconds that short ones are given to be read.
    const cues = buildCues(timed, { ...CUE_RULES, shortest: 0, reading: Infinity, longest: 60 });
    expect(cues).toHaveLength(sentences.length);
    for (const [k, { from, to }] of cues.entries()) {
      expect(Math.abs(from - heard[k].from), `${voice} ${k} begins`).toBeLessThan(0.06);
      expect(Math.abs(to - heard[k].to), `${voice} ${k} ends`).toBeLessThan(0.06);
    }
  },
  120_000,
);
