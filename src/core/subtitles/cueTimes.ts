/** `1:02:03,4`, `02:03.456`, `02:03`; hours may be left out, and a comma is as good as a point. */
const TIME = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`;
/** WebVTT's settings and SubRip's corners may follow. */
const TIMES = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?=\s|$)`);
/** No line of times is longer; what is longer is not looked through. */
const LONGEST = 500;

/** The two times of a line with an arrow, in seconds; undefined where they are none. */
export function readTimes(line: string): { from: number; to: number } | undefined {
  const match = TIMES.exec(line.slice(0, LONGEST));
  if (!match) return undefined;
  const from = seconds(match.slice(1, 5));
  const to = seconds(match.slice(5, 9));
  return from === undefined || to === undefined ? undefined : { from, to };
}

function seconds([hours, minutes, whole, part]: readonly (string | undefined)[]) {
  const [m, s] = [Number(minutes), Number(whole)];
  if (s > 59 || (hours !== undefined && m > 59)) return undefined;
  const milliseconds = Number((part ?? '').padEnd(3, '0'));
  return (Number(hours ?? 0) * 3600_000 + m * 60_000 + s * 1000 + milliseconds) / 1000;
}

/** As both formats write it, but for what stands between seconds and milliseconds. */
export function writtenTime(milliseconds: number, point: ',' | '.'): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${two(h)}:${two(m)}:${two(s)}${point}${String(milliseconds % 1000).padStart(3, '0')}`;
}
