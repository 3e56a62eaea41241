import { html, nothing, type TemplateResult } from 'lit';
import '../controls/button.js';
import { noticeBanner } from '../page/noticeBanner.js';
import type { Session } from '../page/session.js';

/** Nothing can be heard, and what to do about it. */
export function voicesBanner(
  { say, ask, inBrowser }: Session,
  lookAgain: () => void,
): TemplateResult {
  const hint = say(inBrowser ? 'voices-none-browser' : 'voices-none-code');
  const find = html`<hg-button @click=${() => void ask({ kind: 'find-voices' })}
    >${say('voices-find')}</hg-button
  >`;
  const again = html`<hg-button icon="refresh" @click=${lookAgain}
    >${say('voices-again')}</hg-button
  >`;
  return noticeBanner(
    'info',
    say('voices-none'),
    hint,
    html`${inBrowser ? nothing : find}${again}`,
  );
}

/** What was typed before is gone on with. @param isSaved there is another version in the project */
export function draftBanner(
  { say }: Session,
  isSaved: boolean,
  beginAnew: () => void,
): TemplateResult {
  const drop = html`<hg-button icon="reset" @click=${beginAnew}
    >${say(isSaved ? 'script-draft-drop-saved' : 'script-draft-drop')}</hg-button
  >`;
  return noticeBanner('info', say('script-draft'), '', drop, 'edit');
}

export interface FileBanner {
  readonly file: string;
  readonly id: string;
  readonly takeIn: () => void;
}

/** The script lies in a file, where it is changed. */
export function fileBanner(
  { say, ask, trusted }: Session,
  { file, id, takeIn }: FileBanner,
): TemplateResult {
  const timed = /\.(srt|vtt)$/i.test(file);
  const actions = html`<hg-button icon="open" @click=${() => void ask({ kind: 'open-script', id })}
      >${say('script-open-file')}</hg-button
    ><hg-button
      ?disabled=${!trusted}
      hint=${say(timed ? 'script-take-in-timed' : 'script-take-in-hint')}
      @click=${takeIn}
      >${say('script-take-in')}</hg-button
    >`;
  const sentence = say(timed ? 'script-in-file-timed' : 'script-in-file', { file });
  return noticeBanner('info', sentence, '', actions, 'log');
}
