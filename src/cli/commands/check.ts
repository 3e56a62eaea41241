import { resolve } from 'node:path';
import { worstSeverity, type CheckReport, type CheckRequest } from '../../core/check.js';
import { HeygemError, toFailure } from '../../core/errors.js';
import type { FaceChoice } from '../../core/faceTrack.js';
import type { JobProgress } from '../../core/job.js';
import { DEFAULT_SETTINGS } from '../../core/settings.js';
import { checkTextsEn, checkTextsZh } from '../../core/strings/checkTexts.js';
import { fill } from '../../core/strings/describe.js';
import { plainLine } from '../../core/strings/plainText.js';
import {
  checkingProgress,
  checksOf,
  type NamedCheck as ProjectCheck,
} from '../../engine/projectChecks.js';
import { namedProject } from '../../engine/namedProject.js';
import { CheckProgress } from '../checkProgress.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { failureJson, failureLines } from '../failureLines.js';
import { emitJson, type CliOutput } from '../output.js';
import { partsFrom, type PartOptions } from '../parts.js';
import { text } from '../texts.js';

export interface CheckOptions extends PartOptions {
  readonly video?: string;
  readonly audio?: string;
  readonly face?: FaceChoice;
  readonly audioTrack?: number;
  readonly videoTrack?: number;
  readonly backdrop?: string;
}

type NamedCheck = Pick<ProjectCheck, 'name' | 'request' | 'speech'>;

/** Looks at a video, an audio, or all inputs of a project, without rendering. */
export async function checkCommand(
  context: CliContext,
  project: string | undefined,
  options: CheckOptions,
): Promise<ExitCode> {
  const checks =
    project === undefined ? [fromOptions(context, options)] : await fromProject(context, project);
  const { output, engine, signal } = context;
  let exitCode: ExitCode = EXIT.done;
  const progress = new CheckProgress(output);
  for (const [at, { name, request, speech }] of checks.entries()) {
    const show = (told?: JobProgress): void => {
      progress.show(checkingProgress(checks, at, told));
    };
    show();
    const task = { signal, onProgress: show };
    const report = await engine.scripts
      .speakPlanned(speech, task)
      .then(() => engine.check(request, task))
      .catch((error: unknown) => failedReport(request, error))
      .finally(() => {
        progress.clear();
      });
    if (worstSeverity(report) === 'problem') exitCode = EXIT.failed;
    tellReport(output, name, report);
  }
  if (output.json) emitJson(output, { event: 'end', exitCode, log: engine.log.path });
  return exitCode;
}

function fromOptions(
  { output }: CliContext,
  { video, audio, face, audioTrack, videoTrack, backdrop, ...parts }: CheckOptions,
): NamedCheck {
  if (video === undefined && audio === undefined) {
    throw new HeygemError('usage', { message: text(output.locale, 'check-nothing') });
  }
  const request: CheckRequest = {
    settings: {
      ...DEFAULT_SETTINGS,
      ...(videoTrack !== undefined && { videoTrack }),
      ...(backdrop !== undefined && { backdrop }),
    },
    ...(video === undefined ? {} : { video: resolve(video) }),
    ...(audio === undefined ? {} : { audio: resolve(audio) }),
    ...(face && { face }),
    ...(audioTrack === undefined ? {} : { audioTrack }),
    ...partsFrom(parts),
  };
  return { name: [video, audio].filter((path) => path !== undefined).join(' + '), request };
}

async function fromProject(
  { engine }: CliContext,
  project: string,
): Promise<readonly NamedCheck[]> {
  const { jobs, usable, path } = await engine.planProject(await namedProject(project));
  if (!usable) throw new HeygemError('project-invalid', { path });
  return checksOf(jobs);
}

/** One input that cannot be checked does not keep the others from being checked. */
function failedReport({ video }: CheckRequest, error: unknown): CheckReport {
  const failure = toFailure(error);
  if (failure.code === 'cancelled') throw error;
  return { findings: [], failures: [{ input: video === undefined ? 'audio' : 'video', failure }] };
}

function tellReport(output: CliOutput, name: string, report: CheckReport): void {
  const { locale } = output;
  const texts = locale === 'zh' ? checkTextsZh : checkTextsEn;
  const findings = report.findings.map((finding) => {
    const { sentence, hint } = texts[finding.code];
    const { params } = finding;
    return { ...finding, sentence: fill(sentence, params), hint: fill(hint, params) };
  });
  if (output.json) {
    const failures = report.failures.map(({ input, failure }) => {
      return { input, ...failureJson(failure, locale) };
    });
    emitJson(output, { event: 'checked', name, ...report, findings, failures });
    return;
  }
  output.out(plainLine(name));
  for (const { failure } of report.failures)
    output.out(`  ✗ ${indented(failureLines(failure, locale))}`);
  for (const { severity, sentence, hint } of findings) {
    output.out(`  ${MARK[severity]} ${sentence}${severity === 'ok' ? '' : `\n    ${hint}`}`);
  }
  if (findings.length + report.failures.length === 0) output.out(`  ${text(locale, 'check-good')}`);
}

const MARK = { ok: '✓', note: '·', warning: '!', problem: '✗' } as const;

function indented(lines: string): string {
  return lines.replaceAll('\n', '\n  ');
}
