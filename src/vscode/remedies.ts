import * as vscode from 'vscode';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import type { ShellText } from '../core/strings/shellTexts.js';
import type { Offer } from './offers.js';

const FLEET_SETTINGS = ['open-settings', 'workbench.action.openSettings', 'heygem.fleet'] as const;

/** What helps where something was refused, by the refusal's code: a word for the button, and a command with what it is told. */
const REMEDIES: Readonly<Record<string, readonly [ShellText, string, ...unknown[]]>> = {
  'not-trusted': ['trust', 'workbench.trust.manage'],
  'no-folder': ['open-folder', 'vscode.openFolder'],
  'ffmpeg-missing': ['run-doctor', 'heygem.doctor'],
  'ffmpeg-blocked': ['run-doctor', 'heygem.doctor'],
  'studio-ended': ['show-log', 'heygem.showLog'],
  'worker-crashed': ['show-log', 'heygem.showLog'],
  'fleet-queue-invalid': FLEET_SETTINGS,
  'fleet-storage-relative': FLEET_SETTINGS,
  'fleet-without-storage': FLEET_SETTINGS,
  'fleet-without-queue': FLEET_SETTINGS,
  internal: ['show-log', 'heygem.showLog'],
};

/** The buttons for what was refused, where there is something to be done at once. */
export function remedies(code: string, locale: Locale): readonly Offer[] {
  if (!Object.hasOwn(REMEDIES, code)) return [];
  const [word, command, ...told] = REMEDIES[code];
  const run = () => vscode.commands.executeCommand(command, ...told);
  return [{ label: shellText(locale, word), run }];
}
