import { nothing, type TemplateResult } from 'lit';
import type { Say } from '../../src/core/strings/ui.js';
import type { EditorView } from '../../src/protocol/editor.js';
import { noticeBanner } from '../page/noticeBanner.js';

/** Says what may not be done here; where nothing may, that is all there is to say. */
export function trustBanner(
  { trusted, outsideRefused }: Pick<EditorView, 'trusted' | 'outsideRefused'>,
  say: Say,
): TemplateResult | typeof nothing {
  if (!trusted)
    return noticeBanner('warning', say('untrusted-sentence'), say('untrusted-hint'), '', 'shield');
  if (outsideRefused === true)
    return noticeBanner('warning', say('outside-sentence'), say('outside-hint'), '', 'shield');
  return nothing;
}
