import type { OutputReport } from '../core/report.js';
import { reportShape } from './jobShapes.js';

/** What `drawnInteriorShare` was called when the drawn inside came from a network that had learnt it. */
const FORMER_SHARE = 'learntInteriorShare';

/**
 * A report as the JSON of its file says it, whichever of our versions wrote that; undefined for what is
 * no report that can be understood. The file stays as it is.
 */
export function writtenReport(value: unknown): OutputReport | undefined {
  const report = renamed(value);
  return reportShape.problem(report, 'report') === undefined ? (report as OutputReport) : undefined;
}

function renamed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(FORMER_SHARE in value)) return value;
  const { [FORMER_SHARE]: drawnInteriorShare, ...others } = value;
  return { drawnInteriorShare, ...others };
}
