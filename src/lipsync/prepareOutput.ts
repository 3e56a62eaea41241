import { HeygemError } from '../core/errors.js';
import type { LipSyncJob, StageUnits } from '../core/job.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import { LoopedVideo } from '../media/loopedVideo.js';
import { onlyPart } from '../media/footagePart.js';
import { checkInputFile } from '../media/inputFile.js';
import type { FfmpegTools } from '../media/locate.js';
import { probeVideo } from '../media/probe.js';
import { probeAudio } from '../media/speechTrack.js';
import { cutDuration, soundCut } from '../media/soundCut.js';
import { speechSamples } from '../media/speech.js';
import { chooseCodec } from '../media/videoCodec.js';
import { SAMPLE_RATE } from '../speech/whisperMel.js';
import type { MouthMotion } from '../motion/mouthMotion.js';
import { assertStudied, type Actor } from './actor/actor.js';
import { dependsOnLength, planStudy, studiedFrames, type StudyPlan } from './actor/studyPlan.js';
import type { Backend, PlanRequest, PlayedFrame } from './backend.js';
import { backendOf } from './chooseBackend.js';
import { FaceScript } from './faceScript.js';
import { hearSpeech, spokenOf } from './hearSpeech.js';
import { inputWarnings } from './inputWarnings.js';
import type { Journal } from './journal/journal.js';
import type { Choices } from './journal/outputPlan.js';
import { writePlan } from './journal/outputPlan.js';
import type { Output } from './outputs.js';
import { spokenSamples } from './spokenSamples.js';
import type { StageClock } from './stageClock.js';
import { spokenBy } from './spokenBy.js';
import { planSubtitles } from './subtitles/planSubtitles.js';
import { recordBeside } from './subtitles/saidText.js';
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
  const info = known?.plan.facts.info ?? (await footageOf(tools, job, signal));
  const study = known
    ? planStudy(known.plan.facts.frames, info)
    : await studyFor(workshop, job, info, signal);
  const track = studiedFrames(study, info.frameCount);
  clock.expect({ track, ...(await expectedOf(workshop, job, info, known, signal)) });
  const { actor, cached } = await learnActor(workshop, job, info, study, {
    signal,
    // Of an actor that is known no frame is studied, and the stage is none.
    onFrame: (done) => {
      if (done === 1) clock.begin('track', track);
      clock.advance(done);
    },
  });
  if (cached) clock.expect({ track: 0 });
  if (known?.plan.facts.actor === actor.digest) return known;
  const who = { info, actor, cached };
  await writePlan(journal, await choose(workshop, job, { ...who, journal }, clock, signal));
  // As any other process has it; and if one was at it meanwhile, both go by the same plan.
  const output = await outputs.read(workshop, job, journal);
  if (output === undefined) throw new HeygemError('internal', {}, 'the plan cannot be read back');
  return output;
}

/**
 * Learns the face that an output shows, unless it is known.
 * @throws HeygemError input errors, input-changed, no-face, disk-full, cancelled
 */
export async function learnOnly(
  workshop: Workshop,
  job: LipSyncJob,
  clock: StageClock,
  signal: AbortSignal,
): Promise<void> {
  clock.begin('probe', 1);
  await checkInputFile(job.video);
  await checkInputFile(job.audio);
  // Whether the files are those that are meant.
  await workshop.outputs.journal(workshop, job);
  const info = await footageOf(workshop.tools, job, signal);
  const study = await studyFor(workshop, job, info, signal);
  const track = studiedFrames(study, info.frameCount);
  clock.expect({ track });
  await learnActor(workshop, job, info, study, {
    signal,
    onFrame: (done) => {
      if (done === 1) clock.begin('track', track);
      clock.advance(done);
    },
  });
  clock.end();
}

/** A job's footage. @throws HeygemError input errors, of the part too, cancelled */
export async function footageOf(
  tools: FfmpegTools,
  { video, settings, videoPart }: Pick<LipSyncJob, 'video' | 'settings' | 'videoPart'>,
  signal: AbortSignal,
): Promise<VideoInfo> {
  const whole = await probeVideo(tools, video, signal, settings);
  return onlyPart(tools, video, whole, videoPart, signal);
}

/**
 * What of the video an output of this speech needs. The speech's length is counted sample by sample: a
 * container's guess may differ from what is heard later.
 */
export async function studyFor(
  { tools }: Pick<Workshop, 'tools'>,
  job: Omit<LipSyncJob, 'id' | 'target'>,
  info: VideoInfo,
  signal: AbortSignal,
): Promise<StudyPlan | undefined> {
  if (!dependsOnLength(info)) return undefined;
  // Of a speech that is longer than the video, the whole video is studied however long it is.
  const seconds = info.frameCount / ratio(info.frameRate) + 1;
  let samples = 0;
  const { audio, ...choice } = spokenOf(job);
  const options = { signal, sampleRate: SAMPLE_RATE, seconds, ...choice };
  const pieces = speechSamples(tools, audio, options);
  for await (const piece of pieces) samples += piece.length;
  return planStudy(framesOf(samples / SAMPLE_RATE, info), info);
}

/** Frames that a speech of so many seconds fills. */
function framesOf(duration: number, { frameRate }: Pick<VideoInfo, 'frameRate'>): number {
  return Math.max(1, Math.round(duration * ratio(frameRate)));
}

/** What is to be heard, drawn and joined, as far as files tell before they are decoded. */
async function expectedOf(
  { tools }: Workshop,
  job: LipSyncJob,
  info: VideoInfo,
  known: Output | undefined,
  signal: AbortSignal,
): Promise<StageUnits> {
  if (known !== undefined) {
    const { frames } = known.plan.facts;
    return { speech: 0, render: frames, finish: frames };
  }
  const { audio, track, wish } = spokenOf(job);
  const sound = await probeAudio(tools, audio, signal, track);
  const duration = cutDuration(sound, soundCut(audio, sound, wish));
  const frames = framesOf(duration, info);
  return { speech: duration, render: frames, finish: frames };
}

/**
 * The actor that an output was planned with; undefined when the cache lost it and what is
 * learnt in its place is not the same.
 */
export async function plannedActor(
  workshop: Workshop,
  { job, plan }: Output,
  signal: AbortSignal,
): Promise<Actor | undefined> {
  const watch = { signal, onFrame: () => undefined };
  const { info, frames } = plan.facts;
  const { actor } = await learnActor(workshop, job, info, planStudy(frames, info), watch);
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
  study: StudyPlan | undefined,
  watch: LearnWatch,
) {
  const choice = { ...(face && { choice: face }), ...(study && { study }) };
  return actors.get(tools, models, { video, info, ...choice, ...watch });
}

function planLips(
  { tools }: Workshop,
  job: LipSyncJob,
  backend: Backend,
  output: Pick<
    PlanRequest,
    'info' | 'actor' | 'journal' | 'frames' | 'motion' | 'signal' | 'onFrame'
  >,
): Promise<MouthMotion | undefined> {
  const { info, actor, frames, signal } = output;
  async function* play(): AsyncIterable<PlayedFrame> {
    const source = new LoopedVideo(tools, job.video, info, { checksums: actor.checksums, signal });
    try {
      yield* source.play(0, frames);
    } finally {
      await source.close();
    }
  }
  const samples = spokenSamples(tools, job, signal);
  return backend.plan({ ...output, settings: job.settings, first: 0, samples, play });
}

interface Prepared {
  readonly info: VideoInfo;
  readonly actor: Actor;
  readonly cached: boolean;
  readonly journal: Journal;
}

async function choose(
  workshop: Workshop,
  job: LipSyncJob,
  { info, actor, cached, journal }: Prepared,
  clock: StageClock,
  signal: AbortSignal,
): Promise<Choices> {
  const { tools, models } = workshop;
  const { video, settings } = job;
  clock.begin('speech', 1);
  const { ownSpeech } = actor;
  const way = settings.ownWay && ownSpeech.way !== null && { way: ownSpeech.way };
  const onHeard = (done: number, total: number): void => {
    clock.advance(done, total);
  };
  const speech = await hearSpeech(tools, models, job, settings, { signal, onHeard, ...way });
  const { duration } = speech;
  const suited = speech.motion.suitedTo(actor.spread);
  const frames = framesOf(duration, info);
  clock.expect({ speech: duration, render: frames, finish: frames });
  const script = new FaceScript(models, { info, actor, motion: suited, settings });
  if (!script.hasFace && settings.noFace === 'fail')
    throw new HeygemError('no-face', { path: video });
  assertStudied(actor, frames);
  const record = await recordBeside(job.audio);
  const input = { info, actor, ...(record && { record }), signal };
  const warnings = [...(await inputWarnings(tools, job, { ...input, speech }))];
  const { name: encoder } = await chooseCodec(tools, { ...settings, info }, signal);
  const { subtitles, ...about } = await planSubtitles(workshop, job, { ...input, duration });
  warnings.push(...about.warnings);
  const backend = await backendOf(workshop, job);
  const own = await planLips(workshop, job, backend, {
    ...{ info, actor, journal, frames, motion: suited, signal },
    onFrame: (done) => {
      if (done === 1) clock.begin('model', frames);
      clock.advance(done);
    },
  });
  clock.end();
  const { sums: stages } = clock.times;
  const source = { sourceFrames: actor.frames, actor: actor.digest, actorCached: cached };
  const { mostFaces, cover } = actor;
  const seen = { mostFaces, cover, peopleTurned: 90 * actor.quarter };
  const made = { frames, duration, ...source, ...seen, ownSpeech, encoder, stages, warnings };
  const read = { ...(record && { voice: spokenBy(record) }), ...(subtitles && { subtitles }) };
  const lips = backend.provider !== undefined && { lipProvider: backend.provider };
  return { facts: { info, ...made, ...lips, ...read }, motion: own ?? suited };
}
