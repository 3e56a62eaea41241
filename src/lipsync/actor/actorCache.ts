import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import type { FaceChoice } from '../../core/faceTrack.js';
import type { Run } from '../../core/runs.js';
import type { VideoInfo } from '../../core/videoInfo.js';
import { discard } from '../../files/discard.js';
import { makeFolder } from '../../files/makeFolder.js';
import type { FfmpegTools } from '../../media/locate.js';
import type { LoadedModels } from '../loadedModels.js';
import type { Actor } from './actor.js';
import { ACTOR_VERSION, readActor, writeActor } from './actorFiles.js';
import { ContentHashes } from './contentHashes.js';
import { buildActor } from './buildActor.js';
import { FollowedFace } from './followedFace.js';
import { publishActor } from './publishActor.js';
import { shorterStudies, type StudyPlan } from './studyPlan.js';

export interface ActorRequest {
  readonly video: string;
  readonly info: VideoInfo;
  readonly choice?: FaceChoice;
  /** What to study of the video; all of it when absent. */
  readonly study?: StudyPlan;
  /** Instead: these frames alone, about where a seek finds them, to be looked at for a moment. */
  readonly window?: Run;
  readonly signal: AbortSignal;
  readonly onFrame: (done: number) => void;
}

/** Actors of long videos kept open at once by one worker. */
const RESIDENT = 4;

/**
 * Actors by content: of the video, of the models that watched and heard it, of what was studied of it, and of the
 * code's version. One that was studied further never stands in for another: outputs would depend on
 * which came first. But where the face is was found by the shorter study too, frame by frame the same, and
 * a longer one looks for it only after that. Owns the folder `actors` in the cache and the few actors held in memory.
 */
export class ActorCache {
  private readonly resident = new Map<string, Actor>();

  constructor(
    private readonly root: string,
    private readonly hashes: ContentHashes,
    private readonly log: (line: string) => void,
  ) {}

  async get(
    tools: FfmpegTools,
    models: LoadedModels,
    request: ActorRequest,
  ): Promise<{ readonly actor: Actor; readonly cached: boolean }> {
    const hash = await this.hashes.of(request.video);
    const key = actorKey(models, request, hash);
    const known = this.resident.get(key);
    if (known) return { actor: known, cached: true };
    const folder = this.folderOf(key);
    const stored = await this.stored(folder, request.video);
    const actor = stored ?? (await this.learn(tools, models, request, hash));
    this.keep(key, actor);
    return { actor, cached: stored !== undefined };
  }

  /** The same where it was learnt already; undefined where it was not. */
  async known(models: LoadedModels, request: ActorRequest): Promise<Actor | undefined> {
    const key = actorKey(models, request, await this.hashes.of(request.video));
    const actor = this.resident.get(key) ?? (await this.stored(this.folderOf(key), request.video));
    if (actor) this.keep(key, actor);
    return actor;
  }

  private async stored(folder: string, video: string): Promise<Actor | undefined> {
    const stored = await readActor(folder);
    if (stored.kind === 'whole') return stored.actor;
    if (stored.kind === 'damaged') {
      this.log(`what was learnt of ${video} is damaged (${stored.reason}): learning it anew`);
      await discard(this.root, folder, stored.inode);
    }
    return undefined;
  }

  dispose(): void {
    for (const { track } of this.resident.values()) track.close();
    this.resident.clear();
  }

  private async learn(
    tools: FfmpegTools,
    models: LoadedModels,
    request: ActorRequest,
    hash: string,
  ): Promise<Actor> {
    const folder = this.folderOf(actorKey(models, request, hash));
    const temporary = await this.makeTemporary(folder);
    const followed = await this.followedBefore(models, request, hash);
    const from = followed ? `, its face from frame ${followed.frames} on` : '';
    this.log(`learning ${request.video}${from}`);
    try {
      const more = { folder: temporary, ...(followed && { followed }) };
      const learnt = await buildActor(tools, models, { ...request, ...more });
      await writeActor(temporary, learnt);
      return await publishActor(this.root, temporary, folder);
    } finally {
      followed?.close();
      await rm(temporary, { recursive: true, force: true });
    }
  }

  /** What the longest of the shorter studies of the video left. */
  private async followedBefore(
    models: LoadedModels,
    request: ActorRequest,
    hash: string,
  ): Promise<FollowedFace | undefined> {
    if (request.window) return undefined;
    for (const study of shorterStudies(request.study, request.info)) {
      const folder = this.folderOf(actorKey(models, { ...request, study }, hash));
      const followed = await FollowedFace.read(folder);
      if (followed) return followed;
    }
    return undefined;
  }

  private folderOf(key: string): string {
    return join(this.root, 'actors', key);
  }

  /** The cache may have become read-only since it was opened. */
  private async makeTemporary(folder: string): Promise<string> {
    try {
      await makeFolder(join(this.root, 'actors'));
      return await mkdtemp(`${folder}.partial-`);
    } catch (error) {
      throw new HeygemError('cache-unusable', { path: this.root }, String(error), error);
    }
  }

  private keep(key: string, actor: Actor): void {
    // Last again: it goes last.
    this.resident.delete(key);
    this.resident.set(key, actor);
    if (this.resident.size <= RESIDENT) return;
    const [oldest] = this.resident.keys();
    this.resident.get(oldest)?.track.close();
    this.resident.delete(oldest);
  }
}

/** What else decides the frames that a file is decoded to. */
function pictureParts(info: VideoInfo) {
  const { width, height, stream, interlaced, sourceRate, variableRate, transparency } = info;
  const backdrop = transparency ? info.backdrop : null;
  const parts = [
    width,
    height,
    stream,
    interlaced,
    sourceRate,
    variableRate,
    transparency,
    backdrop,
  ];
  return info.part ? [...parts, info.part.from, info.part.to ?? null] : parts;
}

function actorKey(models: LoadedModels, request: ActorRequest, video: string): string {
  const parts = {
    version: ACTOR_VERSION,
    video,
    models: models.hashes,
    ...(models.onWasm && { onWasm: true }),
    choice: request.choice ?? null,
    rate: request.info.frameRate,
    picture: pictureParts(request.info),
    ...(request.study && { study: request.study }),
    ...(request.window && { window: request.window }),
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}
