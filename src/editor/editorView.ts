import type { Inspection } from '../core/inspection.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import type { PlannedSpeech } from '../core/plan/planSpeech.js';
import type { ParsedProject } from '../core/project/parseProject.js';
import type { AudioSource, Project, VideoSource } from '../core/project/project.js';
import { DEFAULT_SETTINGS } from '../core/settings.js';
import { describeProblem } from '../core/strings/describe.js';
import type { Locale } from '../core/strings/locale.js';
import { clearSpeech } from '../core/tryout.js';
import { sayIn } from '../core/strings/ui.js';
import { spokenIn } from '../core/usedTime.js';
import type {
  EditorView,
  MediaFacts,
  PairView,
  ProblemView,
  SourceView,
} from '../protocol/editorView.js';
import type { Checking } from './checking.js';
import type { LibraryFacts, MediaLibrary } from './mediaLibrary.js';
import { failureNotice, pairState, type PairKnowledge } from './pairStates.js';
import { subjectOf } from './problemSubjects.js';
import { sayView } from './sayView.js';
import type { Scripts } from './scripts.js';
import type { EditorShell } from './shell.js';
import { type LostTranscripts, transcriptView } from './transcripts.js';

/** What a view is made of besides what is plain. */
export interface ViewParts {
  readonly parsed: ParsedProject;
  /** In the order of the plan. */
  readonly jobs: readonly PlannedJob[];
  readonly knowledge: PairKnowledge;
  readonly library: MediaLibrary;
  readonly lostTranscripts: LostTranscripts;
  readonly checking: Checking;
  readonly scripts: Pick<Scripts, 'speaking' | 'voiceName'>;
  /** By id, seconds of the file at which the face is first seen, of videos that begin without one. */
  readonly firstFaces: ReadonlyMap<string, number>;
  readonly shell: EditorShell;
  /** Of the page that it is for. */
  readonly locale: Locale;
}

export function problemViews(parts: ViewParts): readonly ProblemView[] {
  const { parsed, jobs, checking, locale } = parts;
  const { project, problems } = parsed;
  const hasPair = (id: string): boolean => jobs.some(({ pair }) => pair === id);
  const own = problems.map((problem): ProblemView => {
    const { code, severity, line, column } = problem;
    const about = project && subjectOf(problem, project, hasPair);
    const notice = mendable({ code, ...describeProblem(problem, locale) }, parts);
    return { severity, line, column, ...notice, ...(about && { about }) };
  });
  return [...own, ...checking.problems(locale)];
}

export function projectView(parts: ViewParts): EditorView['project'] {
  const { project } = parts.parsed;
  if (!project) return undefined;
  return {
    title: project.title,
    output: project.output,
    matrix: project.matrix !== undefined,
    settings: project.settings.defaults,
    ...(Object.keys(project.pronunciations).length > 0 && {
      pronunciations: project.pronunciations,
    }),
    audios: project.audios.map((audio) => sourceView('audios', audio, project, parts)),
    videos: project.videos.map((video) => sourceView('videos', video, project, parts)),
    pairs: parts.jobs.map((job) => pairView(job, project, parts)),
  };
}

/** Whether a project says that files outside its folder may be used. */
export function asksOutside(project: Project | undefined): boolean {
  if (!project) return false;
  const { allowOutsidePaths, videos, audios } = project;
  return allowOutsidePaths || [...videos, ...audios].some(({ outside }) => outside === true);
}

function sourceView(
  list: 'audios' | 'videos',
  source: AudioSource | VideoSource,
  project: Project,
  parts: ViewParts,
): SourceView {
  const { id, path, label } = source;
  const { settings } = project;
  const own = list === 'audios' ? settings.audios : settings.videos;
  // The ids of the two maps differ in brand only.
  const overrides = (own as ReadonlyMap<string, SourceView['settings']>).get(id) ?? {};
  const face = 'face' in source ? source.face : undefined;
  const consent = 'consent' in source ? source.consent : undefined;
  const offset = 'offset' in source ? source.offset : undefined;
  const found = parts.library.factsOf(list, path);
  const facts = factsView(found, parts);
  const say =
    'say' in source
      ? sayView(source, found, {
          speech: speechesOf(parts.jobs).get(id),
          speaking: parts.scripts.speaking(id),
          voiceNameOf: (voice) => parts.scripts.voiceName(voice),
        })
      : undefined;
  const transcript =
    'transcript' in source ? transcriptView(source, viewOfTexts(parts)) : undefined;
  const fileName = path.split('/').at(-1) ?? path;
  const concerns = parts.checking.concerns(list, path, parts.locale);
  const isOutside = facts.kind === 'unreadable' && facts.notice.code === 'path-outside-project';
  const mostFaces = Math.max(
    facts.kind === 'ready' ? (facts.faces?.length ?? 0) : 0,
    parts.checking.said(list, path)?.report?.video?.mostFaces ?? 0,
  );
  const firstFace = list === 'videos' ? parts.firstFaces.get(id) : undefined;
  return {
    id,
    list,
    name: label !== undefined && label !== '' ? label : say ? id : fileName,
    path,
    facts,
    ...(face && { face }),
    ...(consent !== undefined && { consent }),
    ...(source.part && { part: source.part }),
    ...(offset !== undefined && { offset }),
    ...(say && { say }),
    ...(transcript && { transcript }),
    ...(firstFace !== undefined && { firstFace }),
    settings: overrides,
    ...(mostFaces > 0 && { mostFaces }),
    ...(isOutside && { outside: parts.shell.outsideAllowed() ? 'mendable' : 'refused' }),
    ...(concerns.length > 0 && { concerns }),
  };
}

function viewOfTexts({ lostTranscripts: lost, locale, knowledge: { folder } }: ViewParts) {
  return { lost, locale, folder };
}

function factsView(
  facts: LibraryFacts,
  { shell, locale, knowledge: { folder } }: ViewParts,
): MediaFacts {
  switch (facts.kind) {
    case 'unknown':
    case 'missing':
      return { kind: facts.kind };
    case 'unreadable':
      return { kind: 'unreadable', notice: failureNotice(facts.failure, locale, folder) };
    case 'ready': {
      const { inspection, version, still } = facts;
      const { duration, picture, waveform, silences, faces } = inspection;
      const threshold = DEFAULT_SETTINGS.silenceThreshold;
      const spoken =
        silences && waveform && spokenIn({ silences, duration, threshold, peaks: waveform });
      return {
        kind: 'ready',
        duration,
        size: version.size,
        ...(picture && { picture, thumbnail: shell.address(still, version.key) }),
        ...(faces && { faces }),
        ...(waveform && { waveform }),
        ...(spoken && { spoken }),
        ...(silences && { speechAt: speechPlace(inspection) }),
      };
    }
  }
}

const NO_SPEECHES: ReadonlyMap<string, PlannedSpeech> = new Map();
/** Found once of each plan: views are made many times a second. */
const speeches = new WeakMap<readonly PlannedJob[], ReadonlyMap<string, PlannedSpeech>>();

/** What a plan says of scripts, by their audios' ids. */
function speechesOf(jobs: readonly PlannedJob[]): ReadonlyMap<string, PlannedSpeech> {
  const known = speeches.get(jobs);
  if (known) return known;
  const found = jobs.flatMap(({ audioId, speech }) => (speech ? [[audioId, speech] as const] : []));
  const all = found.length === 0 ? NO_SPEECHES : new Map<string, PlannedSpeech>(found);
  speeches.set(jobs, all);
  return all;
}

/** Found once of each recording: views are made many times a second. */
const speechPlaces = new WeakMap<Inspection, number>();

function speechPlace(inspection: Inspection): number {
  const known = speechPlaces.get(inspection);
  if (known !== undefined) return known;
  const { silences = [], duration } = inspection;
  const found = clearSpeech(silences, duration);
  speechPlaces.set(inspection, found);
  return found;
}

function pairView(job: PlannedJob, { settings }: Project, parts: ViewParts): PairView {
  const { pair, videoId, audioId, outputRelative } = job;
  const state = pairState(job, parts.knowledge, parts.locale);
  return {
    id: pair,
    video: videoId,
    audio: audioId,
    output: outputRelative,
    state: 'notice' in state ? { ...state, notice: mendable(state.notice, parts) } : state,
    settings: settings.pairs.get(pair) ?? {},
  };
}

const OUTSIDE: ReadonlySet<string> = new Set(['path-outside', 'path-outside-project']);

/** Where nothing outside may be used, no hint says that a file outside can be allowed. */
function mendable<T extends { readonly code: string; readonly hint: string }>(
  notice: T,
  { shell, locale }: ViewParts,
): T {
  if (!OUTSIDE.has(notice.code) || shell.outsideAllowed()) return notice;
  return { ...notice, hint: sayIn(locale)('outside-file-refused') };
}
