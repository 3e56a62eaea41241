import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../controls/icon.js';
import type { CheckedView } from '../../src/protocol/editorView.js';
import type { Session } from '../page/session.js';
import { timeOf } from '../wording/measures.js';

/** What the last check said, as long as it holds: a banner that vanishes is no result. */
export function checkedLine(
  { say, locale }: Session,
  { at, inputs, concerns, unchecked }: CheckedView,
): TemplateResult {
  const time = timeOf(at, locale);
  const fine = inputs === 1 ? 'checked-fine-one' : 'checked-fine';
  const text =
    concerns === 0
      ? say(fine, { time, inputs })
      : say('checked-concerns', { time, inputs, concerns });
  return html`<p class="checked quiet" role="status">
    ${icon(concerns === 0 ? 'check' : 'warning')}
    <span>${text} ${unchecked > 0 ? say('checked-rest', { count: unchecked }) : nothing}</span>
  </p>`;
}
