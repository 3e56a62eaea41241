/** Sounds nobody speaks in, and rooms, made by computation. All mono, -1..1, at SOUND_RATE. */
export const SOUND_RATE = 16_000;

/** Uniform 0..1. */
export type Random = () => number;

type Make = (samples: number, random: Random) => Float32Array;

const bySample = (samples: number, value: (seconds: number, i: number) => number): Float32Array =>
  Float32Array.from({ length: samples }, (_, i) => value(i / SOUND_RATE, i));
const white = (random: Random): number => random() + random() + random() + random() - 2;

/** Noise whose power falls as 1 / frequency (Paul Kellet's filter of white noise). */
export const pinkNoise: Make = (samples, random) => {
  let [a, b, c] = [0, 0, 0];
  return bySample(samples, () => {
    const w = white(random);
    a = 0.99765 * a + w * 0.099046;
    b = 0.963 * b + w * 0.2965164;
    c = 0.57 * c + w * 1.0526913;
    return 0.1 * (a + b + c + w * 0.1848);
  });
};

export const whiteNoise: Make = (samples, random) => bySample(samples, () => 0.3 * white(random));

/** Low rumble that swells as cars pass, with a horn now and then. */
export const traffic: Make = (samples, random) => {
  let low = 0;
  const phase = 6 * random();
  return bySample(samples, (t) => {
    low = 0.98 * low + 0.2 * white(random);
    const swell = 0.4 + 0.3 * Math.sin(0.9 * t + phase) + 0.3 * Math.sin(2.3 * t + 2 * phase);
    const horn = t % 3.1 > 2.6 ? 0.3 * Math.sin(2 * Math.PI * 415 * t) : 0;
    return low * swell + horn;
  });
};

export const hum: Make = (samples, random) =>
  bySample(samples, (t) => {
    let sum = 0.02 * white(random);
    for (let k = 1; k <= 9; k += 2) sum += Math.sin(2 * Math.PI * 50 * k * t) / k;
    return 0.4 * sum;
  });

/** Chords of decaying harmonics over a beat of noise bursts. */
export const music: Make = (samples, random) => {
  const out = new Float32Array(samples);
  const step = Math.round(SOUND_RATE * 0.4);
  const root = 110 * 2 ** random();
  for (let start = 0; start < samples; start += step) {
    const notes = [0, 4, 7, 12].map((note) => note + [0, 5, 7, 9][Math.floor(4 * random())]);
    for (let i = 0; i < Math.min(samples - start, 3 * step); i++) {
      const t = i / SOUND_RATE;
      let sum = 0.8 * white(random) * Math.exp(-40 * t);
      for (const note of notes) {
        const hz = root * 2 ** (note / 12);
        for (let k = 1; k <= 6; k++) sum += Math.sin(2 * Math.PI * hz * k * t) / (k * k);
      }
      out[start + i] += 0.1 * sum * Math.exp(-3 * t);
    }
  }
  return out;
};

/** One instrument with vibrato that glides between notes: the most voice-like of music. */
export const melody: Make = (samples, random) => {
  let phase = 0;
  let hz = 220;
  let goal = 220;
  return bySample(samples, (t, i) => {
    if (i % 8000 === 0) goal = 220 * 2 ** (Math.floor(12 * random()) / 12);
    hz += (goal - hz) * 0.002;
    phase += (2 * Math.PI * hz * (1 + 0.01 * Math.sin(2 * Math.PI * 5.5 * t))) / SOUND_RATE;
    let sum = 0;
    for (let k = 1; k <= 8; k++) sum += Math.sin(k * phase) / k;
    return 0.25 * sum * Math.min(1, (i % 8000) / 800);
  });
};

/** Bursts of decaying noise at random times: `rate` a second. */
const bursts = (rate: number, decay: number, colour: number): Make => {
  return (samples, random) => {
    const out = new Float32Array(samples);
    for (let at = 0; at < samples; at += Math.ceil((-Math.log(1 - random()) * SOUND_RATE) / rate)) {
      const loud = 0.2 + 0.8 * random();
      let smooth = 0;
      for (let i = 0; i < Math.min(samples - at, (8 * SOUND_RATE) / decay); i++) {
        smooth = colour * smooth + (1 - colour) * white(random);
        out[at + i] += loud * smooth * Math.exp((-decay * i) / SOUND_RATE);
      }
    }
    return out;
  };
};
export const clicks = bursts(4, 250, 0.1);
export const knocks = bursts(2, 60, 0.8);
export const applause = bursts(140, 120, 0.4);

interface Resonance {
  readonly hz: number;
  readonly width: number;
}
/** Passes a sound through resonances side by side, as a vocal tract does. */
function throughTract(source: Float32Array, tract: readonly Resonance[]): Float32Array {
  const out = new Float32Array(source.length);
  for (const { hz, width } of tract) {
    const r = Math.exp((-Math.PI * width) / SOUND_RATE);
    const c = 2 * r * Math.cos((2 * Math.PI * hz) / SOUND_RATE);
    let [last, before] = [0, 0];
    for (let i = 0; i < source.length; i++) {
      const value = source[i] * (1 - r) + c * last - r * r * before;
      before = last;
      last = value;
      out[i] += value;
    }
  }
  return out;
}

/** In through the open mouth, a pause, out again, every two seconds. */
export const breaths: Make = (samples, random) => {
  const source = bySample(samples, (t) => {
    const phase = t % 2;
    const inward = phase < 0.6 ? Math.sin((Math.PI * phase) / 0.6) : 0;
    const outward = phase > 0.9 && phase < 1.7 ? Math.sin((Math.PI * (phase - 0.9)) / 0.8) : 0;
    return white(random) * (inward + 0.5 * outward);
  });
  return throughTract(source, [
    { hz: 700, width: 400 },
    { hz: 1700, width: 500 },
    { hz: 2900, width: 700 },
  ]);
};

/** Ha-ha-ha: voiced and breathy by turns, five times a second, in bouts. */
export const laughter: Make = (samples, random) => {
  let phase = 0;
  const source = bySample(samples, (t) => {
    const bout = t % 2.4;
    const beat = (bout * 5) % 1;
    const envelope = bout < 1.8 ? Math.max(0, Math.sin(Math.PI * beat)) * (1 - 0.3 * bout) : 0;
    phase += (330 - 70 * bout + 40 * Math.sin(Math.PI * beat)) / SOUND_RATE;
    const voiced = beat < 0.55 ? 2 * (phase % 1) - 1 : 0;
    return envelope * (voiced + 0.35 * white(random));
  });
  return throughTract(source, [
    { hz: 820, width: 130 },
    { hz: 1350, width: 160 },
    { hz: 2700, width: 250 },
  ]);
};

export const silence: Make = (samples) => new Float32Array(samples);
export const roomTone: Make = (samples, random) =>
  pinkNoise(samples, random).map((value) => 0.01 * value);

/** Everything the mouth must rest in. */
export const NOT_SPEECH: Readonly<Record<string, Make>> = {
  silence,
  'room tone': roomTone,
  'white noise': whiteNoise,
  'pink noise': pinkNoise,
  traffic,
  hum,
  music,
  melody,
  clicks,
  knocks,
  applause,
  breaths,
  laughter,
};

/** Several voices at once: the recording with itself, backwards and at other times. */
export function babble(speech: Float32Array, samples: number, random: Random): Float32Array {
  const out = new Float32Array(samples);
  for (let voice = 0; voice < 8; voice++) {
    const from = Math.floor(random() * speech.length);
    const speed = 0.8 + 0.5 * random();
    for (let i = 0; i < samples; i++) {
      const at = Math.floor(from + i * speed) % speech.length;
      out[i] += speech[voice % 2 === 0 ? at : speech.length - 1 - at];
    }
  }
  return out;
}

/** Direct sound and an exponentially decaying tail of noise; 60 dB down after `seconds`. */
export function inRoom(
  sound: Float32Array,
  seconds: number,
  tailShare: number,
  random: Random,
): Float32Array {
  // A sparse tail: a few thousand echoes sound as dense as noise and cost far less.
  const echoes = Array.from({ length: Math.round(1500 * seconds) }, () => {
    const delay = Math.round(random() * seconds * SOUND_RATE);
    return { delay, gain: white(random) * Math.exp((-6.9 * delay) / (seconds * SOUND_RATE)) };
  });
  const power = Math.sqrt(echoes.reduce((sum, { gain }) => sum + gain * gain, 0));
  const out = sound.slice();
  for (const { delay, gain } of echoes) {
    const level = (tailShare * gain) / power;
    for (let i = delay; i < out.length; i++) out[i] += level * sound[i - delay];
  }
  return out;
}
