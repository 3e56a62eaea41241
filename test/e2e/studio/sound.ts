import type { Locator } from 'playwright-core';

export interface Playing {
  /** Seconds that it went on while it was listened to. */
  readonly advanced: number;
  /** Loudest sample, 0..1. */
  readonly peak: number;
  readonly muted: boolean;
  /** What the browser itself says of its sound: bytes that it decoded (Chromium), or that there is some. */
  readonly decoded: boolean;
}

/** Listens to a video that plays, for at most `seconds`, until it is heard. */
export function listen(video: Locator, seconds: number): Promise<Playing> {
  return video.evaluate(async (element, seconds) => {
    const media = element as HTMLVideoElement & {
      readonly webkitAudioDecodedByteCount?: number;
      readonly mozHasAudio?: boolean;
      captureStream?(): MediaStream;
      mozCaptureStream?(): MediaStream;
    };
    const start = media.currentTime;
    const stream = media.captureStream?.() ?? media.mozCaptureStream?.();
    if (!stream) throw new Error('this browser gives no stream of a video');
    const context = new AudioContext();
    await context.resume();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const until = performance.now() + seconds * 1000;
    let peak = 0;
    while (performance.now() < until && (peak < 0.05 || media.currentTime < start + 0.3)) {
      await new Promise((done) => setTimeout(done, 50));
      analyser.getFloatTimeDomainData(samples);
      peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), peak);
    }
    await context.close();
    return {
      advanced: media.currentTime - start,
      peak,
      muted: media.muted || media.volume === 0,
      decoded: (media.webkitAudioDecodedByteCount ?? 0) > 0 || media.mozHasAudio === true,
    };
  }, seconds);
}
