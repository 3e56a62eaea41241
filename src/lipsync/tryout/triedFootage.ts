import type { LipSyncJob } from '../../core/job.js';
import type { VideoInfo } from '../../core/videoInfo.js';
import type { FfmpegTools } from '../../media/locate.js';
import type { ContentHashes } from '../actor/contentHashes.js';
import { footageOf } from '../prepareOutput.js';

/** Videos whose facts are kept. */
const KEPT = 4;

/** What is known of footage that was tried: to place a part of a file takes a look at it. Owns the last few. */
export class TriedFootage {
  private readonly kept = new Map<string, VideoInfo>();

  constructor(private readonly hashes: ContentHashes) {}

  /** @throws as `footageOf` */
  async of(
    tools: FfmpegTools,
    job: Pick<LipSyncJob, 'video' | 'settings' | 'videoPart'>,
    signal: AbortSignal,
  ): Promise<VideoInfo> {
    const { video, settings, videoPart } = job;
    const { videoTrack, backdrop } = settings;
    const content = await this.hashes.of(video);
    const key = JSON.stringify([content, videoTrack, backdrop, videoPart]);
    const info = this.kept.get(key) ?? (await footageOf(tools, job, signal));
    this.kept.delete(key);
    this.kept.set(key, info);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT) this.kept.delete(oldest);
    return info;
  }
}
