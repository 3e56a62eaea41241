import { dirname, resolve } from 'node:path';
import { ENGINE_VERSION } from '../core/engineVersion.js';
import { HeygemError } from '../core/errors.js';
import type { Ledger } from '../core/plan/ledger.js';
import { originalsOf, pathRules } from '../core/plan/originals.js';
import type { SpeechFacts } from '../core/plan/speechFacts.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import { planJobs } from '../core/plan/planJobs.js';
import { parseProject } from '../core/project/parseProject.js';
import { hasErrors, type Problem } from '../core/project/problems.js';
import { MAX_TEXT } from '../core/project/projectTree.js';
import { readSmallText, UnfitFile } from '../files/readSmallFile.js';
import { hashText } from '../files/hashText.js';
import type { DiskFacts } from './diskFacts.js';
import { LedgerStore } from './ledgerStore.js';
import { modelHashes } from './modelHashes.js';

/** A unit of UTF-16 has at most three bytes in UTF-8; a byte order mark, too. */
const MOST_BYTES = 3 * (MAX_TEXT + 1);

/** A project as it stands on the disk now. */
export interface ProjectPlan {
  /** Absolute path of the project file. */
  readonly path: string;
  readonly title: string;
  readonly problems: readonly Problem[];
  /** False when an error has to be mended before videos can be made. */
  readonly usable: boolean;
  readonly jobs: readonly PlannedJob[];
  /** Absolute paths of all its videos and recordings, also of those that are in no pair. */
  readonly originals: readonly string[];
  readonly ledger: Ledger;
}

export interface PlanOptions {
  readonly modelsRoot: string;
  readonly facts: DiskFacts;
  readonly speech: SpeechFacts;
  readonly trusted: boolean;
}

/**
 * Rejects with `project-missing` when the file cannot be read, with `input-too-large` when it is far
 * too large for a project; mistakes in it are in the plan.
 */
export async function planProject(path: string, options: PlanOptions): Promise<ProjectPlan> {
  const absolute = resolve(path);
  return planText(absolute, await readProjectText(absolute), options);
}

/** Plans a text that may not be saved yet, as if it were the file's content. */
export async function planText(
  absolute: string,
  text: string,
  options: PlanOptions,
): Promise<ProjectPlan> {
  const { project, problems } = parseProject(text);
  const ledger = await new LedgerStore(absolute).read();
  const usable = project !== undefined && !hasErrors(problems);
  const base = { path: absolute, title: project?.title ?? '', problems, usable, ledger };
  if (!project) return { ...base, jobs: [], originals: [] };
  const place = { files: options.facts, folder: dirname(absolute), trusted: options.trusted };
  const jobs = await planJobs(project, {
    ...place,
    speech: options.speech,
    ledger,
    engineVersion: ENGINE_VERSION,
    modelHashes: await modelHashes(options.modelsRoot),
    hashText,
  });
  const rules = await pathRules(project, place);
  return { ...base, jobs, originals: await originalsOf(project, rules, options.facts) };
}

async function readProjectText(path: string): Promise<string> {
  try {
    return await readSmallText(path, MOST_BYTES);
  } catch (error) {
    if (error instanceof UnfitFile && error.reason === 'too-large') {
      throw new HeygemError('input-too-large', { path, limit: '4 MB' }, String(error), error);
    }
    throw new HeygemError('project-missing', { path }, String(error), error);
  }
}
