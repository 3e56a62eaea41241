import { html, nothing, type TemplateResult } from 'lit';
import type { SourceView } from '../../src/protocol/editorView.js';
import type { Action } from '../controls/actionButton.js';
import { icon } from '../controls/icon.js';
import type { Session } from '../page/session.js';

/** How a card shows a button, and what one does that has the text chosen. */
interface TranscriptWays {
  readonly button: (action: Action) => TemplateResult;
  readonly choose: () => void;
}

/** What a card tells of a recording's text: which file it is, or why it cannot be read. */
export function transcriptLines(
  { say, trusted }: Session,
  { name, transcript }: SourceView,
  { button, choose }: TranscriptWays,
): TemplateResult | typeof nothing {
  if (!transcript) return nothing;
  const { file, notice } = transcript;
  if (!notice) {
    return html`<div class="meta quiet clip" title=${say('transcript-line-hint', { file })}>
      ${say('transcript-line', { file: file.split('/').at(-1) ?? file })}
    </div>`;
  }
  return html`<div class="problem">
      ${icon('warning')}<span>${notice.sentence} ${notice.hint}</span>
    </div>
    <div class="mend">
      ${button({
        ...({ icon: 'link', main: true, disabled: !trusted } as const),
        label: `${say('transcript-choose-again')} ${name}`,
        text: say('transcript-choose-again'),
        run: choose,
      })}
    </div>`;
}
