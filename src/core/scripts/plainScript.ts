import { withPlainSeparators } from '../lineEnds.js';

/** Characters that no project's text may hold, and nobody can hear: all but tab and line end. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A script as it may be written in a project: lines ended by `\n`, without control characters. */
export function plainScript(text: string): string {
  return withPlainSeparators(text).replaceAll(CONTROLS, '');
}

/** How many characters `plainScript` leaves out. */
export function controlsIn(text: string): number {
  return withPlainSeparators(text).match(CONTROLS)?.length ?? 0;
}
