import { describe, expect, it } from 'vitest';
import { outcomeLines } from '../../../src/cli/outcomeLines.js';
import type { CliOutput } from '../../../src/cli/output.js';
import {
  REPORT_WARNINGS,
  type OutputReport,
  type ReportWarning,
} from '../../../src/core/report.js';

function lines(
  locale: 'en' | 'zh',
  apertureR: number | null,
  warnings: readonly ReportWarning[] = [],
): string {
  const lagFrames = apertureR === null ? null : -0.01;
  const sync = { frames: 75, apertureR, lagFrames, articulation: null };
  const report = { frames: 75, passedThrough: { frames: 3, spans: [] }, sync, warnings };
  const outcome = { kind: 'done', report: report as unknown as OutputReport } as never;
  return outcomeLines({ locale } as CliOutput, 'o.mp4', outcome);
}

describe('what became of a video', () => {
  it('has a figure of what was measured, and none of what was not', () => {
    expect(lines('en', 0.981)).toContain('at 0.98 (1 is best), 0.0 frames late');
    for (const locale of ['en', 'zh'] as const) {
      expect(lines(locale, null)).not.toContain('–');
      expect(lines(locale, null)).toContain('75');
    }
  });

  it('says plainly that nobody speaks', () => {
    const told = lines('en', null, ['no-speech-heard']);
    expect(told).toContain('Nobody is heard speaking');
    expect(told).not.toContain('1 is best');
    expect(told).not.toContain('how well the lips follow');
  });

  it.each(REPORT_WARNINGS)('words %s in both languages', (warning) => {
    expect(lines('en', 0.9, [warning]).split('\n')).toHaveLength(3);
    expect(lines('zh', 0.9, [warning])).toMatch(/\p{Script=Han}.*[。]$/u);
  });
});
