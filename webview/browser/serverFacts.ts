import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../src/core/strings/locale.js';
import { studioText, type StudioText } from '../../src/core/strings/studioTexts.js';
import type { SettingsView } from '../../src/protocol/studio.js';
import { fileSize } from '../wording/measures.js';

/** Where a studio's things lie, how much room there is, and how it was started. */
export function serverFacts(view: SettingsView, locale: Locale): TemplateResult {
  const { places, free, cacheFree, started } = view;
  const say = (key: StudioText, params?: Readonly<Record<string, string>>): string =>
    studioText(locale, key, params);
  const room = (bytes: number | undefined) =>
    bytes === undefined
      ? nothing
      : html` <span class="quiet">(${say('free', { size: fileSize(bytes, locale) })})</span>`;
  const yes = (is: boolean): string => say(is ? 'started-yes' : 'started-no');
  return html`<h2>${say('places')}</h2>
    <dl>
      <dt>${say('place-projects')}</dt>
      <dd>${places.projects}${room(free)}</dd>
      <dt>${say('place-cache')}</dt>
      <dd>${places.cache}${room(cacheFree)}</dd>
      <dt>${say('place-log')}</dt>
      <dd><a href="/log">${places.log}</a></dd>
      <dt>${say('place-state')}</dt>
      <dd>${places.state}</dd>
    </dl>
    <h2>${say('started-with')}</h2>
    <dl>
      <dt>${say('started-password')}</dt>
      <dd>${yes(started.password)}</dd>
      <dt>${say('started-encrypted')}</dt>
      <dd>${yes(started.encrypted)}</dd>
      <dt>${say('started-trust')}</dt>
      <dd>${yes(started.trust)}</dd>
    </dl>`;
}
