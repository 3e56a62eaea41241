import { html, nothing, type TemplateResult } from 'lit';
import type { SourceView } from '../../src/protocol/editorView.js';
import type { SayView } from '../../src/protocol/scriptViews.js';
import type { Action } from '../controls/actionButton.js';
import { progressBar } from '../controls/progressBar.js';
import type { Session } from '../page/session.js';

/** What a card tells of a script: how it begins, who speaks it, and whether it is spoken yet. */
export function scriptLines(
  session: Session,
  { id, name, say: script }: SourceView,
  button: (action: Action) => TemplateResult,
): TemplateResult | typeof nothing {
  if (!script) return nothing;
  const { say, ask, trusted } = session;
  const { speaking, spoken } = script;
  if (speaking !== undefined) {
    const text = say('card-speaking', { percent: Math.round(speaking * 100) });
    return html`${about(session, script)}
      <div class="meta" role="status">${text}</div>
      ${progressBar(speaking, text)}
      <div class="mend">
        ${button({
          ...({ icon: 'stop', main: true } as const),
          label: say('card-speak-stop'),
          text: say('card-speak-stop'),
          run: () => void ask({ kind: 'stop-speaking', id }),
        })}
      </div>`;
  }
  if (spoken === 'current') return about(session, script);
  return html`${about(session, script)}
    <div class="meta">${say(spoken === 'changed' ? 'card-changed' : 'card-not-spoken')}</div>
    <div class="mend">
      ${button({
        ...({ icon: 'sound', main: true, disabled: !trusted } as const),
        label: say('card-speak-of', { name }),
        text: say('card-speak'),
        run: () => void ask({ kind: 'speak-source', id }),
      })}
    </div>`;
}

function about({ say }: Session, { opening, file, voice, speed }: SayView): TemplateResult {
  const kind = file === undefined ? say('card-script') : say('card-script-file', { file });
  const how = [
    kind,
    ...(voice === undefined ? [] : [voice]),
    ...(speed === undefined || speed === 1 ? [] : [`× ${speed}`]),
  ];
  return html`<div class="meta quiet">${how.join(' · ')}</div>
    ${opening === '' ? nothing : html`<div class="meta clip" dir="auto">${opening}</div>`}`;
}
