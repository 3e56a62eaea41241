// What lies behind the presenter, and how linear light becomes display values.
import { bell, mix, noise, smoothstep } from './vec.mjs';

/** A bright room, far out of focus. */
export function backdrop(width, height) {
  const picture = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / width, y / height];
      const soft = (from, to, value, blur) =>
        smoothstep(from - blur, from + blur, value) * (1 - smoothstep(to - blur, to + blur, value));
      const c = [0.33, 0.325, 0.31].map(
        (k) => k * mix(1.15, 0.62, smoothstep(0, 1.1, Math.hypot(u - 0.25, v - 0.25))),
      );
      const window = soft(0.04, 0.2, u, 0.035) * soft(-0.2, 0.62, v, 0.05);
      const bars = 1 - 0.25 * bell(u - 0.12, 0.008) - 0.2 * bell(v - 0.26, 0.014);
      const shelf = soft(0.74, 0.97, u, 0.02);
      const books =
        shelf *
        (0.55 + 0.45 * noise(u * 46, Math.floor(v * 3.4) * 7, 0)) *
        (1 - 0.6 * bell(((v * 3.4) % 1) - 0.98, 0.05));
      const lamp = bell(Math.hypot((u - 0.67) * 1.78, v - 0.36), 0.075);
      const tint = [
        noise(u * 30, Math.floor(v * 3.4) * 5, 4),
        noise(u * 30, Math.floor(v * 3.4) * 5, 8),
      ];
      const shelfColor = [0.2 + 0.14 * tint[0], 0.16 + 0.06 * tint[1], 0.13 + 0.07 * (1 - tint[0])];
      const o = (y * width + x) * 3;
      for (let k = 0; k < 3; k++) {
        let value = mix(c[k], shelfColor[k], shelf * 0.75 * (0.6 + 0.4 * books));
        value = mix(value, [0.8, 0.86, 0.92][k] * bars, window * 0.8);
        picture[o + k] = value + [0.5, 0.36, 0.2][k] * lamp;
      }
    }
  }
  return picture;
}

/** Linear to display by table, with a gentle shoulder so that highlights do not clip. */
const DISPLAY_STEPS = 8192;
const DISPLAY_LARGEST = 4;
const displayTable = Float32Array.from({ length: DISPLAY_STEPS + 1 }, (_, i) => {
  const x = (i / DISPLAY_STEPS) ** 2 * DISPLAY_LARGEST;
  const filmic = x < 0.55 ? x : 0.55 + 0.45 * (1 - Math.exp(-(x - 0.55) / 0.45));
  return 255 * (filmic <= 0.0031308 ? 12.92 * filmic : 1.055 * Math.pow(filmic, 1 / 2.4) - 0.055);
});

export function display(v) {
  const x = v < 0 ? 0 : v > DISPLAY_LARGEST ? DISPLAY_LARGEST : v;
  return displayTable[Math.round(Math.sqrt(x / DISPLAY_LARGEST) * DISPLAY_STEPS)];
}
