import { html, type TemplateResult } from 'lit';
import type { Session } from '../page/session.js';
import { listenButton } from './listenButton.js';
import type { ListeningState } from './listening.js';
import type { WrittenScript } from './scriptText.js';

export interface ListenBarParts {
  readonly state: ListeningState;
  readonly written: WrittenScript;
  readonly disabled: boolean;
  /** @param on whether what follows is heard too */
  readonly listen: (on: boolean) => void;
  readonly stop: () => void;
}

/** Has the sentence at the caret spoken, or all from it on, and says how far it is. */
export function listenBar(
  session: Session,
  { state, written, disabled, listen, stop }: ListenBarParts,
): TemplateResult {
  const { say } = session;
  const key = state.kind === 'quiet' ? '' : state.key;
  const isOne = /^sentence \d+$/.test(key);
  const isOn = /^sentence \d+ on$/.test(key);
  const number = Number(/^sentence (\d+)/.exec(key)?.[1] ?? written.current) + 1;
  const total = written.sentences.length;
  const where = total === 0 ? '' : say('script-at', { number, total });
  const doing = { quiet: '', waiting: say('script-waiting'), playing: say('script-playing') };
  const button = (on: boolean): TemplateResult =>
    listenButton(session, state, {
      key: (on ? isOn : isOne) ? key : on ? 'on' : 'one',
      label: on ? say('script-listen-on') : say('script-listen-label'),
      hint: say(on ? 'script-listen-on-hint' : 'script-listen-hint'),
      text: say(on ? 'script-listen-on' : 'script-listen'),
      disabled,
      listen: () => {
        listen(on);
      },
      stop,
    });
  return html`<div class="listen">
    ${button(false)}${button(true)}
    <span class="quiet" role="status">${doing[state.kind]}</span>
    <span class="quiet where">${where}</span>
  </div>`;
}
