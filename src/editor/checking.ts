import { dirname } from 'node:path';
import { toFailure } from '../core/errors.js';
import type { JobProgress } from '../core/job.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import type { NoticeCode } from '../core/strings/editorTexts.js';
import type { Locale } from '../core/strings/locale.js';
import type { CheckedView, Notice, ProblemView, SourceView } from '../protocol/editorView.js';
import {
  checkingProgress,
  checksOf,
  type CheckingProgress,
  type NamedCheck,
} from '../engine/projectChecks.js';
import { checkInput } from './checkInput.js';
import { KeptChecks, concernsOf, type CheckedInput } from './keptChecks.js';
import type { MediaLibrary } from './mediaLibrary.js';
import type { ProjectModel } from './projectModel.js';
import type { SessionParts } from './sessionParts.js';
import { SourcePlaces } from './sourcePlaces.js';

interface Standing {
  readonly check: NamedCheck;
  readonly said: CheckedInput;
}

export interface CheckingParts extends SessionParts {
  readonly model: ProjectModel;
  readonly library: MediaLibrary;
  readonly say: (code: NoticeCode, params?: Readonly<Record<string, string | number>>) => void;
  readonly onChange: () => void;
  /** Aborted when the project is closed. */
  readonly signal: AbortSignal;
}

/** Checks the inputs of a project, one round at a time, and remembers what was said of each. */
export class Checking {
  private readonly kept = new KeptChecks();
  private readonly places = new SourcePlaces();
  /** How far the round is that is under way. */
  private progress: CheckingProgress | undefined;
  private stop: AbortController | undefined;
  /** The checks that a plan asks for: views ask often, and a plan may have thousands of pairs. */
  private wanted = wantedOf([]);

  constructor(private readonly parts: CheckingParts) {}

  get now(): CheckingProgress | undefined {
    return this.progress;
  }

  cancel(): void {
    this.stop?.abort();
  }

  /** Looks at every input of the plan. Rejects with `project-invalid`. Cancelled, what was said is kept. */
  async run(): Promise<void> {
    // Once is enough: whoever asks again sees how far it is.
    if (this.stop) return;
    const stop = new AbortController();
    this.stop = stop;
    const { model, say, signal, onChange } = this.parts;
    let done = 0;
    let total = 0;
    // Large files take a while to be told apart before the first of them is looked at.
    this.progress = { number: 0, total, name: '', fraction: 0 };
    onChange();
    try {
      const checks = checksOf((await model.planned()).jobs);
      total = checks.length;
      const concerns = [];
      for (; done < total; done += 1) {
        const said = await this.look(checks, done, AbortSignal.any([signal, stop.signal]));
        concerns.push(...concernsOf(said));
      }
      if (total === 0) say('check-nothing');
      else if (concerns.length === 0) say('check-clean', { count: total });
      else say('check-found', { count: concerns.length });
    } catch (error) {
      if (toFailure(error).code !== 'cancelled' || signal.aborted) throw error;
      say('check-stopped', { done, total });
    } finally {
      this.stop = undefined;
      this.progress = undefined;
      onChange();
    }
  }

  /** How the inputs stand as a whole; undefined where no check of the present ones is known. */
  view(): CheckedView | undefined {
    const standing = this.standing();
    if (standing.length === 0) return undefined;
    return {
      at: Math.max(...standing.map(({ said }) => said.at)),
      inputs: standing.length,
      concerns: standing.filter(({ said }) => concernsOf(said).length > 0).length,
      unchecked: this.checks().size - standing.length,
    };
  }

  /** What a person should look at, placed where the present text names the file. */
  problems(locale: Locale): readonly ProblemView[] {
    const text = this.parts.text.read();
    return this.standing().flatMap(({ check: { list, name }, said }) =>
      concernsOf(said).map(({ notice }): ProblemView => {
        const words = notice(locale);
        const about = this.sourceOf(list, name);
        return {
          ...words,
          sentence: `${name}: ${words.sentence}`,
          severity: 'warning',
          origin: 'check',
          ...this.places.of(text, list, name),
          ...(about && { about }),
        };
      }),
    );
  }

  /** The same of one source. @param relative its path as the project names it */
  concerns(list: SourceView['list'], relative: string, locale: Locale): readonly Notice[] {
    const said = this.said(list, relative);
    return said ? concernsOf(said).map(({ notice }) => notice(locale)) : [];
  }

  /** What a check said of a source, if it still holds. */
  said(list: SourceView['list'], relative: string): CheckedInput | undefined {
    const check = this.checks().get(keyOf(list, relative));
    return check && this.kept.of(check, this.parts.library.versionOf(list, relative));
  }

  private async look(
    checks: readonly NamedCheck[],
    at: number,
    signal: AbortSignal,
  ): Promise<CheckedInput> {
    const { engine, shell, text, onChange } = this.parts;
    const check = checks[at];
    const onProgress = (progress?: JobProgress): void => {
      this.progress = checkingProgress(checks, at, progress);
      onChange();
    };
    onProgress();
    const folder = dirname(text.path);
    const said = await checkInput(engine(), check, { folder, task: { signal, onProgress } });
    this.kept.keep(check, said);
    for (const { severity, notice } of said.remarks) {
      const { sentence, hint } = notice(shell.locale);
      shell.log(`${check.name}: ${severity}: ${sentence} ${hint}`.trimEnd());
    }
    return said;
  }

  private standing(): readonly Standing[] {
    return [...this.checks().values()].flatMap((check) => {
      const said = this.kept.of(check, this.parts.library.versionOf(check.list, check.name));
      return said ? [{ check, said }] : [];
    });
  }

  private checks(): ReadonlyMap<string, NamedCheck> {
    const { jobs } = this.parts.model.now;
    if (jobs !== this.wanted.jobs) this.wanted = wantedOf(jobs);
    return this.wanted.checks;
  }

  private sourceOf(list: SourceView['list'], relative: string): ProblemView['about'] {
    const sources = this.parts.model.now.parsed.project?.[list] ?? [];
    const found = sources.find(({ path }) => path === relative);
    return found && { kind: 'source', list, id: found.id };
  }
}

/** The checks of a plan by their input: views ask for each input, many times a second. */
function wantedOf(jobs: readonly PlannedJob[]) {
  const checks = new Map(checksOf(jobs).map((check) => [keyOf(check.list, check.name), check]));
  return { jobs, checks };
}

function keyOf(list: NamedCheck['list'], name: string): string {
  return `${list}/${name}`;
}
