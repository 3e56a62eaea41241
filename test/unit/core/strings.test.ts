import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../src/core/errors.js';
import { PROBLEM_CODES } from '../../../src/core/project/problems.js';
import { describeFailure, describeProblem, fill } from '../../../src/core/strings/describe.js';
import { errorTexts as enErrors, type ErrorText } from '../../../src/core/strings/en.js';
import { cliTexts } from '../../../src/cli/texts.js';
import { footageTexts } from '../../../src/core/strings/footageTexts.js';
import { editorTexts } from '../../../src/core/strings/editorTexts.js';
import { jobTexts } from '../../../src/core/strings/jobTexts.js';
import { shellTexts } from '../../../src/core/strings/shellTexts.js';
import { studioTexts } from '../../../src/core/strings/studioTexts.js';
import { localeOf } from '../../../src/core/strings/locale.js';
import { problemTexts as enProblems } from '../../../src/core/strings/problemsEn.js';
import { problemTexts as zhProblems } from '../../../src/core/strings/problemsZh.js';
import { errorTexts as zhErrors } from '../../../src/core/strings/zh.js';

function placeholders({ sentence, hint }: ErrorText): string[] {
  return [...(sentence + hint).matchAll(/\{+\w+\}+/g)].map(([token]) => token).sort();
}

describe('strings', () => {
  it.each(ERROR_CODES.map((code) => [code, enErrors[code], zhErrors[code]] as const))(
    'says %s in both languages, with the same parameters',
    (_, en, zh) => {
      expect(placeholders(zh)).toEqual(placeholders(en));
      expect(zh.hint).toMatch(/\p{Script=Han}/u);
    },
  );

  it.each(PROBLEM_CODES.map((code) => [code, enProblems[code], zhProblems[code]] as const))(
    'says problem %s in both languages, with the same parameters',
    (_, en, zh) => {
      expect(placeholders(zh)).toEqual(placeholders(en));
      expect(zh.hint).toMatch(/\p{Script=Han}/u);
    },
  );

  it.each(
    Object.entries({ jobTexts, editorTexts, footageTexts, shellTexts, studioTexts, cliTexts }),
  )(
    'says %s in both languages, with the same parameters',
    (_, { en, zh }: { en: Record<string, string>; zh: Record<string, string> }) => {
      expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
      const tokens = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
      for (const [key, text] of Object.entries(en)) {
        // "1 of 2" and the like need no word.
        expect(new Set(tokens(zh[key])), key).toEqual(new Set(tokens(text)));
        if (/[a-z]{3}/i.test(text.replaceAll(/\{\w+\}/g, ''))) {
          expect(zh[key], key).toMatch(/\p{Script=Han}/u);
        }
      }
    },
  );

  it('fills parameters literally, whatever they hold', () => {
    const failure = { code: 'input-missing', params: { path: 'a $& {path} $1.mp4' } } as const;
    expect(describeFailure(failure, 'en').sentence).toBe(
      'The file a $& {path} $1.mp4 does not exist.',
    );
    expect(describeFailure(failure, 'zh').sentence).toBe('文件 a $& {path} $1.mp4 不存在。');
    expect(describeFailure({ code: 'input-missing', params: {} }, 'en').sentence).toContain('…');
    expect(fill('{toString}', {})).toBe('…');
  });

  it('shows braces that are meant', () => {
    const { hint } = describeProblem({ code: 'unknown-token', params: { token: '{x}' } }, 'en');
    expect(hint).toBe('Use {video}, {audio}, {videoLabel}, {audioLabel} or {title}.');
  });

  it('picks a locale by tag', () => {
    expect(['zh', 'zh-CN', 'zh_TW.UTF-8', 'ZH-hans'].map(localeOf)).toEqual(Array(4).fill('zh'));
    expect(['en', 'de-DE', 'zha', '', undefined].map(localeOf)).toEqual(Array(5).fill('en'));
  });
});
