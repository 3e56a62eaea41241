/** One second at 16 kHz: a sweep, and a second tone from the middle on. */
export function sweep(): Float32Array {
  return Float32Array.from({ length: 16_000 }, (_, i) => {
    const t = i / 16_000;
    const tone = t > 0.5 ? 0.2 * Math.sin(2 * Math.PI * 3000 * t) : 0;
    return 0.4 * Math.sin(2 * Math.PI * (200 + 600 * t) * t) + tone;
  });
}
