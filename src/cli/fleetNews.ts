import type { FleetSnapshot } from '../core/fleet/fleetSnapshot.js';
import { describeFailure } from '../core/strings/describe.js';
import { fleetText } from './fleetTexts.js';
import { emitJson, type CliOutput } from './output.js';
import { CLEAR_LINE } from './terminalReporter.js';

/** Says what keeps a fleet from making anything, once for each time that this is so. */
export function tellFleetNews(output: CliOutput): (snapshot: FleetSnapshot) => void {
  let told = '';
  return (snapshot) => {
    const news = newsOf(snapshot, output);
    if (news === undefined || news === told) return;
    told = news;
    if (output.json) emitJson(output, { event: 'fleet', ...jsonOf(snapshot), message: news });
    else {
      // The bar is drawn again below it.
      if (output.columns !== undefined) output.control(CLEAR_LINE);
      output.err(`${news}\n`);
    }
  };
}

/** Undefined while it is not known yet. */
function newsOf(snapshot: FleetSnapshot, { locale }: CliOutput): string | undefined {
  switch (snapshot.kind) {
    case 'connecting':
      return undefined;
    case 'unreachable':
      return describeFailure(snapshot.failure, locale).sentence;
    case 'connected': {
      const { workers, strangers, queue } = snapshot;
      const able = workers.filter(({ state }) => state === 'working' || state === 'idle');
      if (able.length > 0) return fleetText(locale, 'news-at-work', { count: able.length });
      if (workers.length > 0) return fleetText(locale, 'news-all-rest', { count: workers.length });
      const other = strangers > 0 ? ` ${fleetText(locale, 'strangers', { count: strangers })}` : '';
      return `${fleetText(locale, 'news-nobody', { queue })}${other}`;
    }
  }
}

function jsonOf(snapshot: FleetSnapshot) {
  if (snapshot.kind !== 'connected') return { state: snapshot.kind };
  const { workers, strangers, waiting } = snapshot;
  return { state: snapshot.kind, machines: workers.length, strangers, waiting };
}
