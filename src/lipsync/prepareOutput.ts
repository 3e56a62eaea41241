import { HeygemError } from '../core/errors.js';
import type { LipSyncJob } from '../core/job.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import { checkInputFile } from '../media/inputFile.js';
import { probeVideo } from '../media/probe.js';
import { chooseCodec } from '../media/videoCodec.js';
import type { Actor } from './actor/actor.js';
import { FaceScript } from './faceScript.js';
import { hearSpeech } from './hearSpeech.js';
import type { Choices } from './journal/outputPlan.js';
import { writePlan } from './journal/outputPlan.js';
import type { Output } from './outputs.js';
import type { StageClock } from './stageClock.js';
import type { Workshop } from './workshop.js';

/**
 * Makes all choices that the segments of an output share, and keeps them in its journal; those of an
 * earlier attempt are taken up as they are.
 * @throws HeygemError input errors, no-face, disk-full, cancelled
 */
export async function prepareOutput(
  workshop: Workshop,
  job: LipSyncJob,
  clock: StageClock,
  signal: AbortSignal,
): Promise<Output> {
  const { outputs, tools } = workshop;
  clock.begin('probe', 1);
  await checkInputFile(job.video);
  await checkInputFile(job.audio);
  const journal = await outputs.journal(workshop, job);
  await journal.touch();
  const known = await outputs.read(workshop, job, journal);
  const info = known?.plan.facts.info ?? (await probeVideo(tools, job.video, signal));
  clock.begin('track', info.frameCount);
  const { actor, cached } = await learnActor(workshop, job, info, {
    signal,
    onFrame: (done) => {
      clock.advance(done);
    },
  });
  if (known?.plan.facts.actor === actor.digest) return known;
  const who = { info, actor, cached };
  await writePlan(journal, await choose(workshop, job, who, clock, signal));
  // As any other process has it; and if one was at it meanwhile, both go by the same plan.
  const output = await outputs.read(workshop, job, journal);
  if (output === undefined) throw new HeygemError('internal', {}, 'the plan cannot be read back');
  return output;
}

/**
 * The actor that an output's mouths were chosen from; undefined when the cache lost it and what is
 * learnt in its place is not the same.
 */
export async function plannedActor(
  workshop: Workshop,
  { job, plan }: Output,
  signal: AbortSignal,
): Promise<Actor | undefined> {
  const watch = { signal, onFrame: () => undefined };
  const { actor } = await learnActor(workshop, job, plan.facts.info, watch);
  return actor.digest === plan.facts.actor ? actor : undefined;
}

interface LearnWatch {
  readonly signal: AbortSignal;
  readonly onFrame: (done: number) => void;
}

function learnActor(
  { actors, tools, models }: Workshop,
  { video, face }: LipSyncJob,
  info: VideoInfo,
  watch: LearnWatch,
) {
  const choice = face === undefined ? {} : { choice: face };
  return actors.get(tools, models, { video, info, ...choice, ...watch });
}

async function choose(
  { tools, models }: Workshop,
  { video, audio, settings }: LipSyncJob,
  { info, actor, cached }: { info: VideoInfo; actor: Actor; cached: boolean },
  clock: StageClock,
  signal: AbortSignal,
): Promise<Choices> {
  clock.begin('speech', 1);
  const onHeard = (done: number, total: number): void => {
    clock.advance(done, total);
  };
  const listened = await hearSpeech(tools, models, audio, settings, signal, onHeard);
  const { motion: heard, duration } = listened;
  const motion = heard.suitedTo(actor.spread);
  const frames = Math.max(1, Math.round(duration * ratio(info.frameRate)));
  const script = new FaceScript(models, { info, actor, motion, settings });
  if (!script.hasFace && settings.noFace === 'fail')
    throw new HeygemError('no-face', { path: video });
  const mouths = script.rehearse(frames, signal);
  const { name: encoder } = await chooseCodec(tools, { ...settings, info }, signal);
  clock.end();
  const { sums: stages } = clock.times;
  const source = { sourceFrames: actor.frames, actor: actor.digest, actorCached: cached };
  const own = { frames, duration, ...source, encoder, stages };
  return { facts: { info, ...own }, motion, mouths };
}
