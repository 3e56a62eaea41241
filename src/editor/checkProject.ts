import { findNodeAtLocation } from 'jsonc-parser';
import type { CheckReport, Severity } from '../core/check.js';
import { toFailure } from '../core/errors.js';
import type { JobProgress } from '../core/job.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import { LineIndex, readTree } from '../core/project/projectTree.js';
import { checkTextsEn, checkTextsZh } from '../core/strings/checkTexts.js';
import { fill } from '../core/strings/describe.js';
import type { Locale, Worded } from '../core/strings/locale.js';
import type { Notice, ProblemView } from '../protocol/editor.js';
import type { Engine } from '../engine/engine.js';
import {
  checkingProgress,
  checksOf,
  type CheckingProgress,
  type NamedCheck,
} from '../engine/projectChecks.js';
import type { TaskWatch } from '../engine/device.js';
import { failureNotice } from './pairStates.js';

interface Remark {
  readonly severity: Severity;
  readonly notice: Worded<Notice>;
}

export interface CheckOutcome {
  /** What a person should look at, placed where the text names the file. */
  readonly findings: readonly Worded<ProblemView>[];
  /** Everything, for the log. */
  readonly lines: readonly string[];
}

export interface CheckedProject {
  readonly jobs: readonly PlannedJob[];
  readonly text: string;
  /** Absolute. */
  readonly folder: string;
}

export interface CheckWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CheckingProgress) => void;
}

/**
 * Looks at every input of a plan without making anything. Rejects with `cancelled`.
 * @param locale of the log's lines
 */
export async function checkProject(
  engine: Engine,
  { jobs, text, folder }: CheckedProject,
  locale: Locale,
  watch: CheckWatch,
): Promise<CheckOutcome> {
  const findings: Worded<ProblemView>[] = [];
  const lines: string[] = [];
  const place = placeFinder(text);
  const checks = checksOf(jobs);
  for (const [at, check] of checks.entries()) {
    const tell = (progress?: JobProgress): void => {
      watch.onProgress(checkingProgress(checks, at, progress));
    };
    tell();
    const task = { signal: watch.signal, onProgress: tell };
    const remarks = await remarksOn(engine, check, { folder, task });
    for (const { severity, notice } of remarks) {
      const words = notice(locale);
      lines.push(`${check.name}: ${severity}: ${words.sentence} ${words.hint}`.trimEnd());
      if (severity !== 'warning' && severity !== 'problem') continue;
      const at = place(check);
      findings.push((reader) => {
        const its = notice(reader);
        const sentence = `${check.name}: ${its.sentence}`;
        return { ...its, sentence, severity: 'warning', ...at };
      });
    }
  }
  return { findings, lines };
}

async function remarksOn(
  engine: Engine,
  { request }: NamedCheck,
  { folder, task }: { folder: string; task: TaskWatch },
): Promise<readonly Remark[]> {
  try {
    const report: CheckReport = await engine.check(request, task);
    const failures = report.failures.map(({ failure }) =>
      failed((locale) => failureNotice(failure, locale, folder)),
    );
    const found = report.findings.map(({ code, severity, params }) => {
      const notice: Worded<Notice> = (locale) => {
        const { sentence, hint } = (locale === 'zh' ? checkTextsZh : checkTextsEn)[code];
        return { code, sentence: fill(sentence, params), hint: fill(hint, params) };
      };
      return { severity, notice };
    });
    return [...failures, ...found];
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'cancelled') throw error;
    return [failed((locale) => failureNotice(failure, locale, folder))];
  }
}

function failed(notice: Worded<Notice>): Remark {
  return { severity: 'problem', notice };
}

/** Says where a text names a source. */
function placeFinder(text: string) {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = new LineIndex(body);
  const tree = readTree(body, lines);
  return ({ list, name }: NamedCheck): { line: number; column: number } => {
    const start = { line: 1, column: 1 };
    if (tree.kind === 'unreadable') return start;
    const items = findNodeAtLocation(tree.root, [list])?.children ?? [];
    const paths = items.map((item) => findNodeAtLocation(item, ['path']));
    const found = paths.find((path) => path?.value === name);
    return found ? lines.at(found.offset) : start;
  };
}
