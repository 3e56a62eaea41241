import { expect, it } from 'vitest';
import { outcomeLines } from '../../../src/cli/outcomeLines.js';
import type { CliOutput } from '../../../src/cli/output.js';
import { WAY_USES, type OutputReport, type WayUse } from '../../../src/core/report.js';
import { ownWayText } from '../../../src/core/strings/ownWayTexts.js';

function lines(locale: 'en' | 'zh', way?: WayUse): string {
  const report = {
    ...{ frames: 250, passedThrough: { frames: 0, spans: [] }, warnings: [] },
    sync: { frames: 250, apertureR: 0.95, lagFrames: 0.1, articulation: 1 },
    ...(way && { ownSpeech: { offset: null, way, gain: null } }),
  } as unknown as OutputReport;
  return outcomeLines({ locale } as CliOutput, 'a.mp4', { kind: 'done', report } as never);
}

it.each(WAY_USES)('what was made says whether it speaks as in the footage: %s', (way) => {
  for (const locale of ['en', 'zh'] as const) {
    expect(lines(locale, way)).toContain(`\n  ${ownWayText(locale, way)}`);
  }
});

it('a report from before that was told says nothing of it', () => {
  expect(lines('en').split('\n')).toHaveLength(2);
});
