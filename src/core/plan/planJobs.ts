import { type Failure, HeygemError, toFailure } from '../errors.js';
import type { Fingerprint } from '../ids.js';
import { reportPath, subtitlePaths } from '../outputFiles.js';
import { collisionKey, outputName } from '../project/nameTemplate.js';
import { expandPairs } from '../project/pairs.js';
import {
  type AudioSource,
  pairId,
  type PairSpec,
  type Project,
  type VideoSource,
} from '../project/project.js';
import { normalizeRelative } from '../project/relativePath.js';
import { effectiveSettings } from './effectiveSettings.js';
import { fingerprintOf } from './fingerprint.js';
import { changesBetween, ledgerPartsOf } from './ledgerParts.js';
import type { LedgerEntry } from './ledger.js';
import { originalsOf, pathRules } from './originals.js';
import { isSpoken, type PlannedSpeech, planSpeech } from './planSpeech.js';
import type { PlanFacts, PlannedInput, PlannedJob, PlanState } from './plannedJob.js';
import { joinPath, type PathRules, resolvePath, rulesFor } from './resolvePath.js';

/** A source with all that is to be known of its file. */
type SourceFacts =
  | {
      readonly kind: 'present';
      readonly input: PlannedInput;
      readonly hash: string;
      readonly speech?: PlannedSpeech;
    }
  | {
      readonly kind: 'missing-input' | 'invalid';
      readonly input: PlannedInput;
      readonly failure: Failure;
    };

type OutputFolder =
  | { readonly kind: 'folder'; readonly path: string; readonly relative: string }
  | { readonly kind: 'refused'; readonly relative: string; readonly failure: Failure };

/** A pair before it is compared with the others and with the disk. */
type Draft = Omit<PlannedJob, 'state'> &
  (
    | { readonly ready: true; readonly fingerprint: Fingerprint }
    | { readonly ready: false; readonly state: PlanState }
  );

/**
 * Expands a project into its jobs, in a stable order, and says how each stands. Every file is
 * looked at once, however many pairs it is in; what is wrong with one pair stays with that pair.
 */
export async function planJobs(project: Project, facts: PlanFacts): Promise<readonly PlannedJob[]> {
  const rules = await pathRules(project, facts);
  const pairs = expandPairs(project);
  const videoIds = new Set(pairs.map((pair) => pair.video));
  const audioIds = new Set(pairs.map((pair) => pair.audio));
  const [videos, audios, transcripts, folder] = await Promise.all([
    sourceFacts(
      project.videos.filter(({ id }) => videoIds.has(id)),
      project,
      rules,
      facts,
    ),
    sourceFacts(
      project.audios.filter(({ id }) => audioIds.has(id)),
      project,
      rules,
      facts,
    ),
    sourceFacts(transcriptsOf(project, audioIds), project, rules, facts),
    outputFolder(project, rules, facts),
  ]);
  const drafter = new Drafter(project, facts, { folder, transcripts });
  const drafts = pairs.flatMap((pair) => {
    const video = videos.get(pair.video);
    const audio = audios.get(pair.audio);
    return video && audio ? [drafter.draft(pair, video, audio)] : [];
  });
  const collisions = outputsTwice(drafts);
  const originals = new Set((await originalsOf(project, rules, facts.files)).map(collisionKey));
  return Promise.all(
    drafts.map(async (draft): Promise<PlannedJob> => {
      const failure = outputFailure(draft, collisions, originals);
      return finished(draft, failure ? { kind: 'invalid', failure } : await standing(draft, facts));
    }),
  );
}

async function sourceFacts(
  sources: readonly (VideoSource | AudioSource)[],
  project: Project,
  rules: PathRules,
  facts: PlanFacts,
): Promise<ReadonlyMap<string, SourceFacts>> {
  const learn = async (source: VideoSource | AudioSource): Promise<SourceFacts> => {
    if (!isSpoken(source)) return factsOf(source, rules, facts);
    const plan = await planSpeech(source, labelOf(source), project, rules, facts);
    return plan.kind === 'present' ? { ...plan, hash: plan.speech.key } : plan;
  };
  const known = await Promise.all(
    sources.map(async (source) => [source.id, await learn(source)] as const),
  );
  return new Map(known);
}

async function factsOf(
  source: VideoSource | AudioSource,
  rules: PathRules,
  { files }: PlanFacts,
): Promise<SourceFacts> {
  const relative = source.path;
  const unresolved = { relative, path: '', label: labelOf(source) };
  let input: PlannedInput = unresolved;
  try {
    input = { ...unresolved, path: await resolvePath(relative, rulesFor(source, rules), files) };
    const { kind } = await files.stat(input.path);
    if (kind === 'missing') throw new HeygemError('input-missing', { path: relative });
    if (kind === 'other') throw new HeygemError('input-not-media', { path: relative });
    return { kind: 'present', input, hash: await files.hash(input.path) };
  } catch (error) {
    const failure = toFailure(error);
    const missing = failure.code === 'input-missing';
    return missing
      ? { kind: 'missing-input', input, failure: { ...failure, params: { path: relative } } }
      : { kind: 'invalid', input, failure };
  }
}

async function outputFolder(
  project: Project,
  rules: PathRules,
  { files }: PlanFacts,
): Promise<OutputFolder> {
  const relative = normalizeRelative(project.output.folder);
  try {
    return { kind: 'folder', path: await resolvePath(relative, rules, files), relative };
  } catch (error) {
    return { kind: 'refused', relative, failure: toFailure(error) };
  }
}

class Drafter {
  private readonly videos: ReadonlyMap<string, VideoSource>;
  private readonly audios: ReadonlyMap<string, AudioSource>;

  constructor(
    private readonly project: Project,
    private readonly facts: PlanFacts,
    private readonly places: {
      readonly folder: OutputFolder;
      readonly transcripts: ReadonlyMap<string, SourceFacts>;
    },
  ) {
    this.videos = new Map(project.videos.map((video) => [video.id, video]));
    this.audios = new Map(project.audios.map((audio) => [audio.id, audio]));
  }

  draft(pair: PairSpec, video: SourceFacts, audio: SourceFacts): Draft {
    const { project, facts } = this;
    const { folder, transcripts } = this.places;
    const name = outputName(project.output.name, {
      video: pair.video,
      audio: pair.audio,
      videoLabel: video.input.label,
      audioLabel: audio.input.label,
      title: project.title,
    });
    const face = this.videos.get(pair.video)?.face;
    const audioTrack = this.audios.get(pair.audio)?.track;
    const parts = partsOf(this.videos.get(pair.video), this.audios.get(pair.audio));
    const settings = effectiveSettings(project.settings, pair);
    const said = settings.subtitles === 'none' ? undefined : transcripts.get(pair.audio);
    const job = {
      pair: pairId(pair),
      videoId: pair.video,
      audioId: pair.audio,
      video: video.input,
      audio: audio.input,
      settings,
      ...(face && { face }),
      ...(audioTrack !== undefined && { audioTrack }),
      ...parts,
      ...(said && { transcript: said.input }),
      ...(audio.kind === 'present' && audio.speech && { speech: audio.speech }),
      output: folder.kind === 'folder' ? joinPath(folder.path, name) : '',
      outputRelative: folder.relative === '.' ? name : `${folder.relative}/${name}`,
    };
    if (folder.kind === 'refused') {
      return { ...job, ready: false, state: { kind: 'invalid', failure: folder.failure } };
    }
    if (video.kind !== 'present') return { ...job, ready: false, state: stateOf(video) };
    if (audio.kind !== 'present') return { ...job, ready: false, state: stateOf(audio) };
    if (said && said.kind !== 'present') return { ...job, ready: false, state: stateOf(said) };
    const { modelHashes, engineVersion, hashText } = facts;
    const hashes = { videoHash: video.hash, audioHash: audio.hash, modelHashes };
    const text = said && { transcriptHash: said.hash };
    const content = { ...hashes, settings, face, audioTrack, ...parts, ...text, engineVersion };
    const fingerprint = fingerprintOf(content, hashText);
    return { ...job, ready: true, fingerprint, parts: ledgerPartsOf(content, hashText) };
  }
}

/** The texts of recordings, under the recordings' names. What was spoken from a script knows its own. */
function transcriptsOf(
  { audios }: Project,
  used: ReadonlySet<string>,
): readonly Pick<AudioSource, 'id' | 'path' | 'outside'>[] {
  return audios.flatMap(({ id, transcript, outside, say }) =>
    transcript === undefined || say !== undefined || !used.has(id)
      ? []
      : [{ id, path: transcript, ...(outside && { outside }) }],
  );
}

/** What of its sources a pair uses; fields that say nothing are absent, so that they change no hash. */
function partsOf(
  video: VideoSource | undefined,
  audio: AudioSource | undefined,
): Pick<PlannedJob, 'videoPart' | 'audioPart' | 'speechOffset'> {
  return {
    ...(video?.part && { videoPart: video.part }),
    ...(audio?.part && { audioPart: audio.part }),
    ...(audio?.offset !== undefined && { speechOffset: audio.offset }),
  };
}

function stateOf(source: Exclude<SourceFacts, { kind: 'present' }>): PlanState {
  return { kind: source.kind, failure: source.failure };
}

/** Keys of the outputs that more than one pair would be written to. */
function outputsTwice(drafts: readonly Draft[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { outputRelative } of drafts) {
    const key = collisionKey(outputRelative);
    (seen.has(key) ? twice : seen).add(key);
  }
  return twice;
}

function outputFailure(
  { output, outputRelative, settings }: Draft,
  collisions: ReadonlySet<string>,
  originals: ReadonlySet<string>,
): Failure | undefined {
  const params = { path: outputRelative };
  const texts = settings.subtitles === 'none' ? [] : Object.values(subtitlePaths(output));
  const written = output === '' ? [] : [output, reportPath(output), ...texts];
  if (written.some((path) => originals.has(collisionKey(path)))) {
    return { code: 'output-is-input', params };
  }
  if (collisions.has(collisionKey(outputRelative))) return { code: 'output-collision', params };
  return undefined;
}

async function standing(draft: Draft, facts: PlanFacts): Promise<PlanState> {
  if (!draft.ready) return draft.state;
  const { fingerprint } = draft;
  const entry = facts.ledger.get(draft.pair);
  if (!entry) return { kind: 'new', fingerprint };
  const reason = staleReason(draft, entry) ?? (await outputReason(draft, entry, facts));
  if (!reason) return { kind: 'current', fingerprint };
  const { parts } = draft;
  const changes = entry.from && parts ? changesBetween(entry.from, parts) : [];
  return { kind: 'stale', fingerprint, reason, ...(changes.length > 0 && { changes }) };
}

function staleReason(draft: Draft & { ready: true }, entry: LedgerEntry) {
  if (entry.fingerprint !== draft.fingerprint) return 'changed';
  return entry.output === draft.outputRelative ? undefined : 'output-renamed';
}

/** A file is what was made if its content is: a size can be had by zeros too. */
async function outputReason({ output }: Draft, entry: LedgerEntry, { files }: PlanFacts) {
  const { kind, size } = await files.stat(output);
  if (kind === 'missing') return 'output-missing';
  if (kind !== 'file' || size !== entry.bytes) return 'output-altered';
  const hash = await files.hash(output).catch(() => undefined);
  return hash === entry.sha256 ? undefined : 'output-altered';
}

function finished(draft: Draft, state: PlanState): PlannedJob {
  const { pair, videoId, audioId, video, audio, settings, output, outputRelative } = draft;
  const { face, audioTrack, videoPart, audioPart, speechOffset, transcript, speech, parts } = draft;
  const base = { pair, videoId, audioId, video, audio, settings, output, outputRelative, state };
  return {
    ...base,
    ...(face && { face }),
    ...(audioTrack !== undefined && { audioTrack }),
    ...(videoPart && { videoPart }),
    ...(audioPart && { audioPart }),
    ...(speechOffset !== undefined && { speechOffset }),
    ...(transcript && { transcript }),
    ...(speech && { speech }),
    ...(parts && { parts }),
  };
}

function labelOf(source: VideoSource | AudioSource): string {
  if (source.label !== undefined && source.label !== '') return source.label;
  const name = source.path.split('/').at(-1) ?? '';
  return name.replace(/(?<=.)\.[^.]*$/, '');
}
