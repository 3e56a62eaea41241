import type { Failure } from '../core/errors.js';
import type { Problem } from '../core/project/problems.js';
import { describeFailure, describeProblem } from '../core/strings/describe.js';
import type { Locale } from '../core/strings/locale.js';
import { text } from './texts.js';

/** The sentence and the hint, the hint indented under it. */
export function failureLines(failure: Failure, locale: Locale): string {
  const { sentence, hint } = describeFailure(failure, locale);
  return `${sentence}\n  ${hint}`;
}

/** A failure as JSON: the code for programs, the words for people. */
export function failureJson(failure: Failure, locale: Locale) {
  const { code, params } = failure;
  return { code, params, ...describeFailure(failure, locale) };
}

export function problemLine(problem: Problem, locale: Locale): string {
  const { sentence, hint } = describeProblem(problem, locale);
  const { line, column } = problem;
  const place = text(locale, 'position', { line, column });
  return `${text(locale, problem.severity)}, ${place}: ${sentence}\n  ${hint}`;
}

export function problemJson(problem: Problem, locale: Locale) {
  const { code, severity, path, line, column, params } = problem;
  return { code, severity, path, line, column, params, ...describeProblem(problem, locale) };
}
