import { html, nothing, type TemplateResult } from 'lit';
import type { ScriptFile } from '../../src/core/scripts/foundScripts.js';
import type { EditorView, SourceView } from '../../src/protocol/editorView.js';
import type { TryingView } from '../../src/protocol/tryViews.js';
import '../batch/consentForm.js';
import '../batch/faceChooser.js';
import type { Against, PageRequest } from '../page/pageEvents.js';
import type { ScriptDraft } from '../page/scriptDraft.js';
import type { Session } from '../page/session.js';
import '../preview/previewDialog.js';
import '../script/scriptBatch.js';
import '../script/scriptDialog.js';
import '../try/tryDialog.js';
import { pairName } from '../wording/pairStates.js';

/** The one window that lies over the page, by what it is about. */
export type OpenWindow =
  | {
      readonly kind: 'preview';
      readonly id: string;
      readonly against: Against;
      readonly number?: number;
      readonly play?: true;
    }
  | { readonly kind: 'try'; readonly id: string }
  | { readonly kind: 'face'; readonly id: string }
  | { readonly kind: 'consent'; readonly id: string }
  /** Empty: a script that is not in the project yet. */
  | { readonly kind: 'script'; readonly id: string }
  /** `over`: the recording that they were dropped on. */
  | { readonly kind: 'scripts'; readonly files: readonly ScriptFile[]; readonly over?: string };

/** The window that a person asks for, if they ask for one. */
export function windowFor(request: PageRequest): OpenWindow | undefined {
  switch (request.kind) {
    case 'preview': {
      const { pair, against = 'source', number, play } = request;
      const more = { ...(number !== undefined && { number }), ...(play && { play }) };
      return { kind: 'preview', id: pair, against, ...more };
    }
    case 'try':
      return { kind: 'try', id: request.pair };
    case 'face':
    case 'consent':
      return { kind: request.kind, id: request.video };
    case 'script':
      return { kind: 'script', id: request.audio ?? '' };
    case 'scripts':
      return request;
    default:
      return undefined;
  }
}

export interface WindowParts {
  readonly session: Session;
  readonly project: NonNullable<EditorView['project']>;
  readonly history: EditorView['history'];
  readonly preparing: EditorView['preparing'];
  readonly tries: readonly TryingView[];
  readonly sources: ReadonlyMap<string, SourceView>;
  readonly drafts: readonly ScriptDraft[];
  readonly close: () => void;
}

/** Nothing where what it is about is gone. */
export function openWindow(
  window: OpenWindow | undefined,
  parts: WindowParts,
): TemplateResult | typeof nothing {
  switch (window?.kind) {
    case 'face':
      return faceWindow(window.id, parts);
    case 'consent':
      return consentWindow(window.id, parts);
    case 'try':
      return tryWindow(window.id, parts);
    case 'preview':
      return previewWindow(window, parts);
    case 'script':
      return scriptWindow(window.id, parts);
    case 'scripts':
      return html`<hg-script-batch
        .session=${parts.session}
        .files=${window.files}
        .recording=${parts.sources.get(`audios/${window.over ?? ''}`)}
        @close=${parts.close}
      ></hg-script-batch>`;
    case undefined:
      return nothing;
  }
}

function faceWindow(
  id: string,
  { session, sources, close }: WindowParts,
): TemplateResult | typeof nothing {
  const video = sources.get(`videos/${id}`);
  if (!video) return nothing;
  return html`<hg-face-chooser
    .session=${session}
    .video=${video}
    @close=${close}
  ></hg-face-chooser>`;
}

function consentWindow(
  id: string,
  { session, sources, close }: WindowParts,
): TemplateResult | typeof nothing {
  const video = sources.get(`videos/${id}`);
  if (!video) return nothing;
  return html`<hg-consent .session=${session} .video=${video} @close=${close}></hg-consent>`;
}

function previewWindow(
  { id, against, number = 1, play }: OpenWindow & { readonly kind: 'preview' },
  { session, project, history, preparing, sources, close }: WindowParts,
): TemplateResult | typeof nothing {
  const pair = project.pairs.find((each) => each.id === id);
  if (!pair) return nothing;
  return html`<hg-preview
    .session=${session}
    .pair=${pair}
    .fraction=${preparing?.[id]}
    .against=${against}
    .number=${number}
    ?plays=${play}
    .heading=${pairName(pair, sources, session.say)}
    .entry=${history.find((entry) => entry.pair === pair.id)}
    @close=${close}
  ></hg-preview>`;
}

function tryWindow(
  id: string,
  { session, project, sources, tries, close }: WindowParts,
): TemplateResult | typeof nothing {
  const pair = project.pairs.find((each) => each.id === id);
  if (!pair) return nothing;
  return html`<hg-try
    .session=${session}
    .pair=${pair}
    .heading=${session.say('try-title', { pair: pairName(pair, sources, session.say) })}
    .projectSettings=${project.settings}
    .video=${sources.get(`videos/${pair.video}`)}
    .audio=${sources.get(`audios/${pair.audio}`)}
    .tries=${tries}
    @close=${close}
  ></hg-try>`;
}

function scriptWindow(
  id: string,
  { session, project, sources, drafts, close }: WindowParts,
): TemplateResult | typeof nothing {
  const source = sources.get(`audios/${id}`);
  if (id !== '' && !source?.say) return nothing;
  return html`<hg-script
    .session=${session}
    .source=${source}
    .pronunciations=${project.pronunciations ?? {}}
    .draft=${drafts.find(({ key }) => key === id)}
    @close=${close}
  ></hg-script>`;
}
