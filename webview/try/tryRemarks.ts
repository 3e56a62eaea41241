import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from '../../src/core/strings/ui.js';
import type { TriedView } from '../../src/protocol/tryViews.js';
import { noticeBanner } from '../page/noticeBanner.js';

/** With less of it nobody speaks: a breath, or the end of a word before. */
const NO_SPEECH = 0.05;

/** What a person should know of a try that they look at. */
export function tryRemarks(tried: TriedView | undefined, say: Say): TemplateResult {
  if (!tried) return html`<p class="quiet">${say('try-no-result')}</p>`;
  const { speechShare, passed, frames, rough } = tried;
  return html`${
      speechShare < NO_SPEECH
        ? noticeBanner('warning', say('try-quiet'), say('try-quiet-hint'))
        : nothing
    }
    ${passed > 0 ? html`<p class="quiet">${say('try-passed', { passed, frames })}</p>` : nothing}
    <p class="quiet">${say('try-no-result')} ${rough ? say('try-rough') : nothing}</p>`;
}
