export interface Level {
  /** Highest of the last moment, 0..1 of what can be recorded, on a scale of 60 dB. */
  readonly peak: number;
  /** It was louder than can be recorded within the last seconds. */
  readonly clipped: boolean;
  /** For seconds hardly anything was heard. */
  readonly quiet: boolean;
}

const CLIPPED = 0.985;
/** Full scale: about -46 dB, as of a room in which nobody speaks. */
const QUIET = 0.005;
const CLIPPED_MS = 2_000;
const QUIET_MS = 3_000;
const LOOK_MS = 100;

/** Listens to a stream and tells how loud it is, ten times a second. */
export class LevelMeter {
  private readonly context = new AudioContext();
  private readonly timer: ReturnType<typeof setInterval>;
  private clippedAt = -Infinity;
  private heardAt = performance.now();

  constructor(stream: MediaStream, onLevel: (level: Level) => void) {
    const analyser = this.context.createAnalyser();
    analyser.fftSize = 8192;
    this.context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      onLevel(this.levelOf(samples));
    }, LOOK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    void this.context.close();
  }

  private levelOf(samples: Float32Array): Level {
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const now = performance.now();
    if (peak >= CLIPPED) this.clippedAt = now;
    if (peak >= QUIET) this.heardAt = now;
    return {
      peak: Math.min(1, Math.max(0, 1 + (20 * Math.log10(Math.max(peak, 1e-6))) / 60)),
      clipped: now - this.clippedAt < CLIPPED_MS,
      quiet: now - this.heardAt > QUIET_MS,
    };
  }
}
