import { html, nothing, type TemplateResult } from 'lit';
import { briefTime } from '../../src/core/strings/exactTime.js';
import type { Say } from '../../src/core/strings/ui.js';
import type { SourceView } from '../../src/protocol/editorView.js';
import type { SayView } from '../../src/protocol/scriptViews.js';
import type { Action } from '../controls/actionButton.js';
import { icon } from '../controls/icon.js';
import { progressBar } from '../controls/progressBar.js';
import type { Session } from '../page/session.js';

/** Words that are named; more would fill the card. */
const MOST_WORDS = 5;

/** What a card tells of a script: how it begins, who speaks it, and whether it is spoken yet. */
export function scriptLines(
  session: Session,
  { id, name, say: script }: SourceView,
  button: (action: Action) => TemplateResult,
): TemplateResult | typeof nothing {
  if (!script) return nothing;
  const { say, ask, trusted } = session;
  const { speaking, spoken } = script;
  const begun = html`${about(session, script)} ${remarks(session, script)}`;
  if (speaking !== undefined) {
    const text = say('card-speaking', { percent: Math.round(speaking * 100) });
    return html`${begun}
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
  if (spoken === 'current') return begun;
  return html`${begun}
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

function about(
  { say }: Session,
  { opening, file, voice, voiceName, speed }: SayView,
): TemplateResult {
  const kind = file === undefined ? say('card-script') : say('card-script-file', { file });
  const named =
    voice === undefined
      ? nothing
      : html` · <span class="voice" title=${voice}>${voiceName ?? voice}</span>`;
  const fast = speed === undefined || speed === 1 ? '' : ` · × ${speed}`;
  return html`<div class="meta quiet">${kind}${named}${fast}</div>
    ${opening === '' ? nothing : html`<div class="meta clip" dir="auto">${opening}</div>`}`;
}

/** What a person should look at in how it is spoken. */
function remarks({ say }: Session, { late, unsaidWords = [] }: SayView): TemplateResult {
  const told = [
    ...(late ? [lateRemark(say, late)] : []),
    ...(unsaidWords.length > 0
      ? [say('card-unsaid', { words: unsaidWords.slice(0, MOST_WORDS).join(', ') })]
      : []),
  ];
  return html`${told.map(
    (text) => html`<div class="problem concern">${icon('warning')}<span>${text}</span></div>`,
  )}`;
}

function lateRemark(say: Say, { count, from }: NonNullable<SayView['late']>): string {
  const time = briefTime(from);
  return count === 1 ? say('card-late-one', { time }) : say('card-late', { count, time });
}
