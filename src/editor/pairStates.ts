import type { Failure } from '../core/errors.js';
import type { Fingerprint, PairId } from '../core/ids.js';
import type { JobProgress, Stage } from '../core/job.js';
import type { Ledger, ReportSummary } from '../core/plan/ledger.js';
import type { PlannedJob, PlanState } from '../core/plan/plannedJob.js';
import type { JobSnapshot, JobState } from '../core/progress/jobEvents.js';
import { describeFailure } from '../core/strings/describe.js';
import { editorText } from '../core/strings/editorTexts.js';
import { stageText } from '../core/strings/jobTexts.js';
import { plainLine } from '../core/strings/plainText.js';
import { staleStateText } from '../core/strings/staleTexts.js';
import type { Locale } from '../core/strings/locale.js';
import { sayIn } from '../core/strings/ui.js';
import { verdictOf } from '../core/verdict.js';
import type { Notice, PairState, Turnout } from '../protocol/editorView.js';
import { summarize } from '../engine/ledgerStore.js';
import { asProjectPath } from './projectPaths.js';

/** How a pair's making ended, as long as nothing it is made from changed since. */
export interface PairOutcome {
  /** What the plan said of the pair when it was made. */
  readonly planned: PlanState | undefined;
  readonly state: Extract<JobState, { kind: 'done' | 'failed' | 'cancelled' }>;
}

/** All that is known of the pairs of a project. */
export interface PairKnowledge {
  /** The project's folder, absolute: files in it are named relative to it. */
  readonly folder: string;
  readonly plan: ReadonlyMap<PairId, PlanState>;
  readonly ledger: Ledger;
  readonly jobs: ReadonlyMap<PairId, JobSnapshot>;
  /** Those of them that were asked to stop. */
  readonly cancelling?: ReadonlySet<PairId>;
  readonly outcomes: ReadonlyMap<PairId, PairOutcome>;
  /** Pairs that another window makes. */
  readonly elsewhere?: ReadonlySet<PairId>;
  /** Pairs whose output is there, current or not. */
  readonly made?: ReadonlySet<string>;
  /** Address of the picture that was put down of a pair which is drawn. */
  readonly pictureOf?: (pair: PairId, version: number) => string;
}

/** What runs comes first, then how it ended, then what the plan says. */
export function pairState(
  { pair, outputRelative }: Pick<PlannedJob, 'pair' | 'outputRelative'>,
  { folder, plan, ledger, jobs, cancelling, outcomes, elsewhere, made, pictureOf }: PairKnowledge,
  locale: Locale,
): PairState {
  if (cancelling?.has(pair)) return { kind: 'cancelling' };
  const job = jobs.get(pair);
  const showing = (version: number) => pictureOf?.(pair, version);
  const live = job && liveState(job, locale, folder, showing);
  const older = made?.has(pair) ? ({ older: true } as const) : {};
  if (live) return isUnmade(live) ? { ...live, ...older } : live;
  if (elsewhere?.has(pair)) return { kind: 'elsewhere' };
  const planned = plan.get(pair);
  const outcome = outcomes.get(pair);
  if (outcome && stillHolds(outcome, planned)) {
    const end = endState(outcome.state, locale, folder);
    return isUnmade(end) ? { ...end, ...older } : end;
  }
  const entry = ledger.get(pair);
  const turnout = entry && turnoutOf(entry.report, locale);
  // Until the files are read, the ledger's word is taken: it is hardly ever out of date.
  if (!planned) {
    return entry?.output === outputRelative ? { kind: 'current', ...turnout } : { kind: 'new' };
  }
  switch (planned.kind) {
    case 'new':
      return { kind: 'new' };
    case 'stale':
      return { kind: 'stale', reason: staleStateText(locale, planned), ...older };
    case 'current':
      return { kind: 'current', ...turnout };
    case 'missing-input':
    case 'invalid':
      return { kind: planned.kind, notice: failureNotice(planned.failure, locale, folder) };
  }
}

/** Whether it ended without a new result, so that one from before is still there. */
function isUnmade(state: PairState): state is Extract<PairState, { kind: 'failed' | 'cancelled' }> {
  return state.kind === 'failed' || state.kind === 'cancelled';
}

/** A failure in words; files in the project's folder are named as the project names them. */
export function failureNotice(
  { code, params }: Pick<Failure, 'code' | 'params'>,
  locale: Locale,
  folder: string,
): Notice {
  const short = Object.entries(params).map(([name, value]) => {
    return [name, typeof value === 'string' ? asProjectPath(folder, value) : value] as const;
  });
  return { code, ...describeFailure({ code, params: Object.fromEntries(short) }, locale) };
}

/** Undefined where nothing can be made. */
function fingerprintOf(state: PlanState | undefined): Fingerprint | undefined {
  return state && 'fingerprint' in state ? state.fingerprint : undefined;
}

function stillHolds(outcome: PairOutcome, planned: PlanState | undefined): boolean {
  // There is no newer plan yet.
  if (!planned || planned === outcome.planned) return true;
  if (fingerprintOf(planned) !== fingerprintOf(outcome.planned)) return false;
  if (outcome.state.kind === 'done') return planned.kind === 'current';
  return planned.kind === 'new' || planned.kind === 'stale';
}

/** What is done of a job now. */
export function stageWords(stage: Stage, locale: Locale): string {
  return stage === 'track' ? sayIn(locale)('stage-track-kept') : stageText(locale, stage);
}

const NOT_BEGUN: JobProgress = { stage: 'probe', done: 0, total: 0, rate: 0 };

function liveState(
  { state, fraction, eta }: JobSnapshot,
  locale: Locale,
  folder: string,
  showing: (version: number) => string | undefined,
): PairState | undefined {
  switch (state.kind) {
    case 'queued':
      return { kind: 'queued' };
    case 'running': {
      const { stage, rate, picture: version, by } = state.progress ?? NOT_BEGUN;
      const picture = version === undefined ? undefined : showing(version);
      const shown = {
        ...(picture !== undefined && { picture }),
        ...(by && by.length > 0 && { by: by.map(plainLine) }),
      };
      return { kind: 'running', stage: stageWords(stage, locale), fraction, rate, eta, ...shown };
    }
    case 'skipped':
      return undefined;
    default:
      return endState(state, locale, folder);
  }
}

function endState(state: PairOutcome['state'], locale: Locale, folder: string): PairState {
  switch (state.kind) {
    case 'done':
      return { kind: 'done', ...turnoutOf(summarize(state.report), locale) };
    case 'failed':
      return { kind: 'failed', notice: failureNotice(state.failure, locale, folder) };
    case 'cancelled':
      return { kind: 'cancelled' };
  }
}

function turnoutOf(report: ReportSummary, locale: Locale): Turnout {
  const { frames, passedThrough: passed, apertureR } = report;
  const percent = Math.round((100 * passed) / Math.max(1, frames));
  const summary = sayIn(locale)(`verdict-${verdictOf(report)}`, { percent });
  const figures =
    apertureR === null
      ? editorText(locale, 'summary', { frames, passed })
      : editorText(locale, 'summary-sync', { frames, passed, r: apertureR.toFixed(2) });
  return { summary, figures };
}
