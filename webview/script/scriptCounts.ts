import { html, nothing, type TemplateResult } from 'lit';
import { LONGEST_SCRIPT } from '../../src/core/project/saySchema.js';
import { controlsIn } from '../../src/core/scripts/plainScript.js';
import { speakingTime } from '../../src/core/scripts/speakingTime.js';
import { clockTime } from '../../src/core/strings/clockTime.js';
import { icon } from '../controls/icon.js';
import type { Session } from '../page/session.js';
import type { SpeakingChoices } from './scriptSettings.js';
import type { WrittenScript } from './scriptText.js';

export interface Counted {
  readonly written: WrittenScript;
  readonly choices: SpeakingChoices;
  /** The text was read. */
  readonly known: boolean;
}

/** How long a script is, and what is to be said of it besides. */
export function scriptCounts(
  session: Session,
  { written, choices, known }: Counted,
): TemplateResult {
  const { say, locale } = session;
  const { text, sentences } = written;
  if (!known) return html`<p class="counts"></p>`;
  const number = new Intl.NumberFormat(locale);
  const { speed, pauses } = choices;
  const paragraphs = sentences.filter(({ then }) => then !== 'sentence').length;
  const seconds = speakingTime({
    ...{ text, speed, pauses, paragraphs },
    sentences: sentences.length,
  });
  const counts = say(sentences.length === 1 ? 'script-counts-one' : 'script-counts', {
    characters: number.format(lengthOf(text)),
    sentences: number.format(sentences.length),
    time: clockTime(Math.max(1, Math.round(seconds))),
  });
  const controls = controlsIn(text);
  const remark = (sentence: string): TemplateResult =>
    html`<p class="remark">${icon('warning')}<span>${sentence}</span></p>`;
  return html`<p class="counts quiet">${sentences.length > 0 ? counts : nothing}</p>
    <div role="status">
      ${text.trim() === '' ? html`<p class="quiet">${say('script-empty')}</p>` : nothing}
      ${text.trim() !== '' && sentences.length === 0 ? remark(say('script-silent')) : nothing}
      ${
        text.length > LONGEST_SCRIPT
          ? remark(say('script-too-long', { most: number.format(LONGEST_SCRIPT) }))
          : nothing
      }
      ${controls > 0 ? remark(say('script-controls', { count: controls })) : nothing}
    </div>`;
}

/** As a person counts: an emoji is one, spaces and line ends are not counted. */
function lengthOf(text: string): number {
  const letters = text.replaceAll(/\s+/g, '');
  if (!/[\ud800-\udfff\u0300-\u036f\u200d\ufe0f]/.test(letters)) return letters.length;
  let count = 0;
  for (const { segment } of new Intl.Segmenter().segment(letters)) count += segment === '' ? 0 : 1;
  return count;
}
