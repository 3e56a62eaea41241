import type { TemplateResult } from 'lit';
import { actionButton } from '../controls/actionButton.js';
import type { Session } from '../page/session.js';
import type { ListeningState } from './listening.js';

export interface ListenButton {
  /** Which of the page's places it is at. */
  readonly key: string;
  readonly label: string;
  readonly text?: string;
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly listen: () => void;
  readonly stop: () => void;
}

/** Has something spoken; while it is made or heard, it stops that. */
export function listenButton(
  { say }: Session,
  state: ListeningState,
  { key, label, hint, text, disabled, listen, stop }: ListenButton,
): TemplateResult {
  const here = state.kind !== 'quiet' && state.key === key;
  return actionButton({
    icon: here ? 'stop' : 'sound',
    label: here ? `${say('script-listen-stop')}: ${label}` : label,
    ...(hint !== undefined && { hint: `${label} (${hint})` }),
    ...(text !== undefined && { text: here ? say('script-listen-stop') : text }),
    ...(disabled !== undefined && { disabled: disabled && !here }),
    run: here ? stop : listen,
  });
}
