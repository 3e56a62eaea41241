// What the presenter does over time: a talk without sound, blinks, and a gently moving head.
import { mix, randomSource, smoothstep } from './vec.mjs';

export const SECONDS = 8;

const VISEMES = {
  rest: { open: 0, round: 0, wide: 0 },
  ah: { open: 0.85, round: 0, wide: 0.1 },
  eh: { open: 0.55, round: 0, wide: 0.6 },
  ee: { open: 0.3, round: 0, wide: 1 },
  oh: { open: 0.6, round: 0.65, wide: 0 },
  oo: { open: 0.3, round: 1, wide: 0 },
  mm: { open: 0, round: 0.05, wide: -0.1 },
  uh: { open: 0.4, round: 0.1, wide: 0.1 },
};
const VOWELS = ['ah', 'eh', 'ee', 'oh', 'oo', 'uh', 'ah', 'eh'];
const TALKS = [
  [0.9, 3.5],
  [4.2, 7.3],
];
const BLINKS = [0.55, 3.7, 5.6, 7.55];

function mouthKeys() {
  const random = randomSource(11);
  const keys = [{ time: 0, ...VISEMES.rest }];
  for (const [from, to] of TALKS) {
    keys.push({ time: from - 0.12, ...VISEMES.rest });
    let time = from;
    while (time < to) {
      const vowel = VISEMES[VOWELS[Math.floor(random() * VOWELS.length)]];
      const stress = 0.7 + 0.45 * random();
      keys.push({ time, open: vowel.open * stress, round: vowel.round, wide: vowel.wide });
      time += 0.13 + 0.05 * random();
      const closed = random() < 0.45;
      const closing = closed ? VISEMES.mm : VISEMES.uh;
      keys.push({
        time,
        open: closing.open * 0.5,
        round: vowel.round * 0.4,
        wide: vowel.wide * 0.4,
      });
      time += closed ? 0.12 : 0.1;
    }
    keys.push({ time: to + 0.1, ...VISEMES.rest });
  }
  keys.push({ time: SECONDS + 1, ...VISEMES.rest });
  return keys;
}
const KEYS = mouthKeys();

function mouthAt(time) {
  const next = KEYS.findIndex((key) => key.time > time);
  const [a, b] = [KEYS[Math.max(0, next - 1)], KEYS[next]];
  const t = smoothstep(a.time, b.time, time);
  return {
    open: mix(a.open, b.open, t),
    round: mix(a.round, b.round, t),
    wide: mix(a.wide, b.wide, t),
  };
}

function blinkAt(time) {
  return Math.max(
    ...BLINKS.map((start) => {
      const t = time - start;
      return smoothstep(0, 0.09, t) * (1 - smoothstep(0.13, 0.28, t));
    }),
  );
}

/** Everything that moves, at a time in seconds. Angles in radians, places in eye distances. */
export function actingAt(time) {
  const wave = (hertz, phase) => Math.sin(2 * Math.PI * hertz * time + phase);
  const mouth = mouthAt(time);
  const glance = smoothstep(2.3, 2.36, time) - smoothstep(3.0, 3.06, time);
  const nod = smoothstep(4.4, 4.7, time) * (1 - smoothstep(4.7, 5.2, time));
  return {
    face: {
      ...mouth,
      smile: 0.35 + 0.2 * smoothstep(7.2, 7.8, time) - 0.2 * mouth.round,
      blink: Math.max(0.1, blinkAt(time)),
      brow: 0.25 + 0.25 * wave(0.37, 1) + 0.5 * nod,
    },
    head: {
      yaw: 0.085 * wave(0.17, 0.3) + 0.035 * wave(0.41, 2) + 0.01 * wave(1.1, 0),
      pitch: 0.025 * wave(0.29, 1.1) + 0.012 * wave(0.9, 0.4) + 0.05 * nod - 0.01 * mouth.open,
      roll: 0.03 * wave(0.21, 4) + 0.012 * wave(0.53, 1),
      x: 0.05 * wave(0.13, 2.2) + 0.015 * wave(0.47, 0),
      y: 0.012 * wave(0.33, 0.5) + 0.012 * nod,
      z: 0.03 * wave(0.11, 1),
    },
    body: { x: 0.025 * wave(0.13, 1.9), y: 0.008 * wave(0.27, 0) },
    gaze: { x: 0.035 + 0.1 * glance, y: 0.02 - 0.04 * glance },
  };
}
