import { html, nothing, type TemplateResult } from 'lit';
import type { Intent } from '../../src/protocol/editor.js';
import type { EditorView } from '../../src/protocol/editorView.js';
import type { FleetView } from '../../src/protocol/fleetViews.js';
import '../controls/button.js';
import { emptiness, workerCommand } from '../fleet/fleetCounts.js';
import { noticeBanner } from '../page/noticeBanner.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';

/** Tells the host whether the page shows the fleet: how it stands comes hardly ever else. */
export class FleetSight {
  private shown = false;

  constructor(private readonly ask: (intent: Intent) => unknown) {}

  /** @param on whether the page shows the fleet now */
  follow(on: boolean): void {
    if (on === this.shown) return;
    this.shown = on;
    this.ask({ kind: 'show-fleet', on });
  }
}

/** Why what is being made does not go on, where that is the fleet's doing. */
export function fleetBanner(
  { say }: Session,
  { run, fleet: wished }: EditorView,
  fleet: FleetView | undefined,
): TemplateResult | typeof nothing {
  if (!run.running || !wished || !fleet) return nothing;
  const look = html`<hg-button
    @click=${(event: Event) =>
      event.currentTarget?.dispatchEvent(
        new PageEvent({ kind: 'remember', state: { page: 'machines' } }),
      )}
    >${say('machines')}</hg-button
  >`;
  switch (fleet.kind) {
    case 'connecting':
      return nothing;
    case 'unreachable':
      return noticeBanner('warning', fleet.notice.sentence, fleet.notice.hint, look);
    case 'connected': {
      const empty = emptiness(fleet);
      if (!empty) return nothing;
      return empty === 'none'
        ? noticeBanner(
            'warning',
            say('fleet-none'),
            say('fleet-none-start', { command: workerCommand(fleet) }),
            look,
          )
        : noticeBanner('warning', say('fleet-all-rest'), say('fleet-all-rest-hint'), look);
    }
  }
}
