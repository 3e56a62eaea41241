import type { JobEvent } from '../core/progress/jobEvents.js';
import type { OutputReport } from '../core/report.js';
import { outcomeText } from '../core/strings/jobTexts.js';
import { ownWayText } from '../core/strings/ownWayTexts.js';
import { failureLines } from './failureLines.js';
import type { CliOutput } from './output.js';
import type { Outcome } from './reporter.js';
import { text, warningText, type TextKey } from './texts.js';

/** How an event that ends a job ends it; undefined for others. */
export function outcomeOf(event: JobEvent): Outcome | undefined {
  if (event.kind === 'skipped') return { kind: 'skipped' };
  return event.kind === 'finished' ? event.result : undefined;
}

/** A figure of what could not be measured would only puzzle. */
function detailOf({ sync, warnings }: OutputReport): TextKey {
  if (warnings.includes('no-speech-heard')) return 'detail-without-speech';
  return sync.apertureR === null ? 'detail-without-lips' : 'detail';
}

/** What became of a job, in one line or a few. */
export function outcomeLines({ locale }: CliOutput, name: string, outcome: Outcome): string {
  const head = outcomeText(locale, outcome.kind, name);
  if (outcome.kind === 'failed') return `${head}\n  ${failureLines(outcome.failure, locale)}`;
  if (outcome.kind !== 'done') return head;
  const { frames, passedThrough, sync, warnings, ownSpeech } = outcome.report;
  const detail = text(locale, detailOf(outcome.report), {
    frames,
    passed: passedThrough.frames,
    r: sync.apertureR?.toFixed(2) ?? '–',
    // Rounds a tiny negative lag to 0.0, not to -0.0.
    lag: sync.lagFrames === null ? '–' : (Math.round(sync.lagFrames * 10) / 10 + 0).toFixed(1),
  });
  const way = ownSpeech === undefined ? [] : [ownWayText(locale, ownSpeech.way)];
  return [head, detail, ...way, ...warnings.map((code) => warningText(locale, code))].join('\n  ');
}
