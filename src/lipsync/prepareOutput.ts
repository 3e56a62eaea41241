import { HeygemError } from '../core/errors.js';
import type { LipSyncJob } from '../core/job.js';
import { ratio } from '../core/videoInfo.js';
import { checkInputFile } from '../media/inputFile.js';
import { probeVideo } from '../media/probe.js';
import { chooseCodec } from '../media/videoCodec.js';
import type { MouthMotion } from '../motion/mouthMotion.js';
import { FaceScript } from './faceScript.js';
import { hearSpeech } from './hearSpeech.js';
import { writePlan, type PlanFacts } from './journal/outputPlan.js';
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
  const { outputs } = workshop;
  clock.begin('probe', 1);
  await checkInputFile(job.video);
  await checkInputFile(job.audio);
  const journal = await outputs.journal(workshop, job);
  await journal.touch();
  const known = await outputs.read(workshop, job, journal);
  if (known !== undefined) return known;
  const { facts, motion, mouths } = await choose(workshop, job, clock, signal);
  await writePlan(journal, facts, { motion, mouths });
  // As any other process has it; and if one was at it meanwhile, both go by the same plan.
  const output = await outputs.read(workshop, job, journal);
  if (output === undefined) throw new HeygemError('internal', {}, 'the plan cannot be read back');
  return output;
}

interface Choices {
  readonly facts: PlanFacts;
  readonly motion: MouthMotion;
  readonly mouths: Uint8Array;
}

async function choose(
  { tools, models, actors }: Workshop,
  job: LipSyncJob,
  clock: StageClock,
  signal: AbortSignal,
): Promise<Choices> {
  const { video, audio, settings } = job;
  const info = await probeVideo(tools, video, signal);
  clock.begin('track', info.frameCount);
  const { actor, cached } = await actors.get(tools, models, {
    video,
    info,
    ...(job.face ? { choice: job.face } : {}),
    signal,
    onFrame: (done) => {
      clock.advance(done);
    },
  });
  clock.begin('speech', 1);
  const { motion: heard, duration } = await hearSpeech(tools, models, audio, settings, signal);
  const motion = heard.suitedTo(actor.spread);
  const frames = Math.max(1, Math.round(duration * ratio(info.frameRate)));
  const script = new FaceScript(models, { info, actor, motion, settings });
  if (!script.hasFace && settings.noFace === 'fail')
    throw new HeygemError('no-face', { path: video });
  const mouths = script.rehearse(frames, signal);
  const { name: encoder } = await chooseCodec(tools, settings, signal);
  clock.end();
  const { sums: stages } = clock.times;
  const own = { frames, duration, actor: actor.digest, actorCached: cached, encoder, stages };
  return { facts: { info, ...own }, motion, mouths };
}
