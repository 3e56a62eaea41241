import type { CheckRequest } from '../core/check.js';
import { toFailure } from '../core/errors.js';
import { checkTextsEn, checkTextsZh } from '../core/strings/checkTexts.js';
import { fill } from '../core/strings/describe.js';
import type { Worded } from '../core/strings/locale.js';
import type { Notice } from '../protocol/editorView.js';
import type { TaskWatch } from '../engine/device.js';
import type { Engine } from '../engine/engine.js';
import type { NamedCheck } from '../engine/projectChecks.js';
import { versionOf } from './cacheKey.js';
import type { CheckedInput, Remark } from './keptChecks.js';
import { failureNotice } from './pairStates.js';

/**
 * Looks at one input without making anything. What cannot be read is a remark; rejects with `cancelled`.
 * @param folder the project's, absolute
 */
export async function checkInput(
  engine: Engine,
  { request, speech }: NamedCheck,
  { folder, task }: { readonly folder: string; readonly task: TaskWatch },
): Promise<CheckedInput> {
  let seen = await seenNow(request);
  try {
    if (speech) {
      await engine.scripts.speakPlanned(speech, task);
      seen = await seenNow(request);
    }
    const report = await engine.check(request, task);
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
    return { ...seen, report, remarks: [...failures, ...found] };
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'cancelled') throw error;
    return { ...seen, remarks: [failed((locale) => failureNotice(failure, locale, folder))] };
  }
}

/** Before it is read: what changes meanwhile was not looked at. */
async function seenNow({ video, audio }: CheckRequest) {
  return { at: Date.now(), version: (await versionOf(video ?? audio ?? ''))?.key };
}

function failed(notice: Worded<Notice>): Remark {
  return { severity: 'problem', notice };
}
