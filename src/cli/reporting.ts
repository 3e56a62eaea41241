import type { Watch } from '../engine/batch.js';
import type { LatestSnapshot } from '../engine/progressFeed.js';
import { ScreenPace } from '../engine/screenPace.js';
import type { Reporter } from './reporter.js';

/** What an engine tells a reporter, at the pace of a screen. */
export function reporting(
  reporter: Reporter,
  signal: AbortSignal,
): { readonly watch: Watch; readonly close: () => void } {
  let latest: LatestSnapshot | undefined;
  const pace = new ScreenPace(() => {
    if (latest) reporter.onSnapshot(latest());
  });
  return {
    watch: {
      signal,
      onEvent: (event) => {
        reporter.onEvent(event);
      },
      onProgress: (snapshot) => {
        latest = snapshot;
        pace.changed();
      },
    },
    /** The last of it is shown first. */
    close: () => {
      pace.flush();
      reporter.close();
    },
  };
}
