/** Whether a frame counts. */
export type FrameFilter = (frame: number) => boolean;

const every: FrameFilter = () => true;

/**
 * Frame-to-frame unsteadiness of a series: root mean square of its second difference, which a steady
 * movement leaves at 0. Second differences count where `where` accepts their middle value. A gap (not
 * finite) breaks the series. Null where nothing counts.
 */
export function jitter(series: ArrayLike<number>, where = every): number | null {
  const bends = new Bends();
  for (let i = 2; i < series.length; i++) {
    if (where(i - 1)) bends.push(series[i] - 2 * series[i - 1] + series[i - 2]);
  }
  return bends.rootMeanSquare;
}

/**
 * {@link jitter} of many series that lie frame after frame, `stride` numbers a frame, pooled over all
 * of them.
 */
export function pooledJitter(
  values: ArrayLike<number>,
  stride: number,
  where = every,
): number | null {
  const bends = new Bends();
  for (let frame = 2; frame * stride < values.length; frame++) {
    if (!where(frame - 1)) continue;
    for (let i = frame * stride; i < (frame + 1) * stride; i++) {
      bends.push(values[i] - 2 * values[i - stride] + values[i - 2 * stride]);
    }
  }
  return bends.rootMeanSquare;
}

class Bends {
  private sum = 0;
  private count = 0;

  push(bend: number): void {
    if (!Number.isFinite(bend)) return;
    this.sum += bend * bend;
    this.count += 1;
  }

  get rootMeanSquare(): number | null {
    return this.count === 0 ? null : Math.sqrt(this.sum / this.count);
  }
}
