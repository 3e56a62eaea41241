import type { Figures } from './measures.js';

/** Least r of a real video's lips, encoded and found again, with themselves; and most LMD. */
const ITSELF_R = 0.9;
const ITSELF_LMD = 0.03;

/** @throws Error where the real video does not agree with itself: nothing compared with it is worth much */
export function assertItself({ apertureR, lmd }: Figures): void {
  if ((apertureR ?? 1) >= ITSELF_R && (lmd ?? 0) <= ITSELF_LMD) return;
  const [r, distance] = [apertureR?.toFixed(2) ?? '-', lmd?.toFixed(3) ?? '-'];
  throw new Error(`the real video is not like itself: r ${r}, LMD ${distance}`);
}
