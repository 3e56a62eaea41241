import { html, type TemplateResult } from 'lit';
import type { SettingScope } from '../../src/core/project/projectEdit.js';
import type { EditorView, SourceView } from '../../src/protocol/editorView.js';
import type { FleetView } from '../../src/protocol/fleetViews.js';
import '../batch/batchPage.js';
import '../fleet/machinesPage.js';
import '../history/historyPage.js';
import type { PageState } from '../page/pageState.js';
import type { Session } from '../page/session.js';
import '../settings/settingsPage.js';
import '../single/singlePage.js';

export interface ContentParts {
  readonly session: Session;
  readonly view: EditorView;
  readonly project: NonNullable<EditorView['project']>;
  readonly page: PageState;
  readonly sources: ReadonlyMap<string, SourceView>;
  readonly selected: ReadonlySet<string>;
  readonly scope: SettingScope;
  readonly fleet: FleetView | undefined;
  readonly dropping: boolean;
}

/** The page that is turned to. */
export function pageContent({
  session,
  view,
  project,
  page,
  sources,
  selected,
  scope,
  fleet,
  dropping,
}: ContentParts): TemplateResult {
  switch (page.page) {
    case 'batch':
      return html`<hg-batch-page
        .session=${session}
        .project=${project}
        .sources=${sources}
        .selected=${selected}
        .pairsView=${page.pairs}
        .dropping=${dropping}
      ></hg-batch-page>`;
    case 'single':
      return html`<hg-single-page
        .session=${session}
        .project=${project}
        .video=${page.singleVideo}
        .audio=${page.singleAudio}
        .dropping=${dropping}
      ></hg-single-page>`;
    case 'history':
      return html`<hg-history-page
        .session=${session}
        .entries=${view.history}
        .pairs=${project.pairs}
        .sources=${sources}
      ></hg-history-page>`;
    case 'settings':
      return html`<hg-settings-page
        .session=${session}
        .project=${project}
        .sources=${sources}
        .scope=${scope}
      ></hg-settings-page>`;
    case 'machines':
      return html`<hg-machines-page .session=${session} .fleet=${fleet}></hg-machines-page>`;
  }
}
