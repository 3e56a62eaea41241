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

/**
 * Listens to a video that plays, for at most `seconds`, until it is heard and goes on. Chromium lets us hear
 * what comes out; Firefox plays nothing into a stream where the machine has no loudspeaker, so there its
 * own decoder is given the file that the video plays.
 */
export function listen(video: Locator, seconds: number): Promise<Playing> {
  return video.evaluate(async (element, seconds) => {
    const media = element as HTMLVideoElement & {
      readonly webkitAudioDecodedByteCount?: number;
      readonly mozHasAudio?: boolean;
      captureStream?(): MediaStream;
    };
    const loudest = (samples: Float32Array) =>
      samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const start = media.currentTime;
    const until = performance.now() + seconds * 1000;
    const wait = async (isOver: () => boolean) => {
      while (performance.now() < until && !isOver())
        await new Promise((done) => setTimeout(done, 50));
    };

    const fromStream = async (stream: MediaStream) => {
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      let peak = 0;
      await wait(() => {
        analyser.getFloatTimeDomainData(samples);
        peak = Math.max(peak, loudest(samples));
        return peak > 0.05;
      });
      await context.close();
      return peak;
    };
    const fromFile = async () => {
      const file = await (await fetch(media.currentSrc)).arrayBuffer();
      const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(file);
      return loudest(sound.getChannelData(0));
    };

    const stream = media.mozHasAudio === undefined ? media.captureStream?.() : undefined;
    const peak = await (stream ? fromStream(stream) : fromFile());
    await wait(() => media.currentTime > start + 0.3);
    return {
      advanced: media.currentTime - start,
      peak,
      muted: media.muted || media.volume === 0,
      decoded: (media.webkitAudioDecodedByteCount ?? 0) > 0 || media.mozHasAudio === true,
    };
  }, seconds);
}
