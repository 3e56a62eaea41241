import type { Failure } from '../errors.js';
import type { Problem } from '../project/problems.js';
import { type ErrorText, errorTexts as enErrors } from './en.js';
import type { Locale } from './locale.js';
import { plainLine } from './plainText.js';
import { problemTexts as enProblems } from './problemsEn.js';
import { problemTexts as zhProblems } from './problemsZh.js';
import { errorTexts as zhErrors } from './zh.js';

const ERRORS = { en: enErrors, zh: zhErrors };
const PROBLEMS = { en: enProblems, zh: zhProblems };

/** What went wrong and what to do, in words. */
export function describeFailure(
  { code, params }: Pick<Failure, 'code' | 'params'>,
  locale: Locale,
): ErrorText {
  return filled(ERRORS[locale][code], params);
}

/** What is wrong with a project's text and what to do, in words, without its place. */
export function describeProblem(
  { code, params }: Pick<Problem, 'code' | 'params'>,
  locale: Locale,
): ErrorText {
  return filled(PROBLEMS[locale][code], params);
}

function filled(text: ErrorText, params: Readonly<Record<string, string | number>>): ErrorText {
  return { sentence: fill(text.sentence, params), hint: fill(text.hint, params) };
}

/**
 * Replaces each `{name}` by its parameter, and `{{name}}` by a literal `{name}`. A parameter that is
 * missing is shown as an ellipsis. Parameters come from files and their names, so they stay in one line
 * and can do nothing to what shows the sentence.
 */
export function fill(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replace(
    /\{(\{\w+\})\}|\{(\w+)\}/g,
    (_, literal: string | undefined, name: string) => {
      if (literal !== undefined) return literal;
      return Object.hasOwn(params, name) ? plainLine(String(params[name])) : '…';
    },
  );
}
