import * as vscode from 'vscode';
import type { Locale } from '../core/strings/locale.js';
import { runEndText } from '../core/strings/runEnd.js';
import { sayIn } from '../core/strings/ui.js';
import type { ShowWish } from '../protocol/editor.js';
import { tell, warn } from './messages.js';
import type { OpenProject } from './openProject.js';

/** A button under a message, and what it does. */
interface Offer {
  readonly label: string;
  readonly run: () => unknown;
}

/**
 * Tells how a run ended to a person who does not see its page: with the buttons that the page has.
 * @param show brings the page to the front and has it show something
 */
export async function tellRunEnd(
  { session, title, uri }: OpenProject,
  locale: Locale,
  show: (wish?: ShowWish) => unknown,
): Promise<void> {
  const { run } = session.view(locale);
  const { ended, failed, done } = run;
  if (!ended) return;
  const say = sayIn(locale);
  const { first: pair } = ended;
  const offers: readonly Offer[] = [
    ...(pair === undefined
      ? []
      : [{ label: say('watch'), run: () => show({ kind: 'preview', pair }) }]),
    ...(failed > 0
      ? [{ label: say('show-failed', { failed }), run: () => show({ kind: 'failed' }) }]
      : []),
    ...(done > 0
      ? [
          { label: say('open-folder'), run: () => command('heygem.openOutputFolder', uri) },
          { label: say('export-zip'), run: () => command('heygem.exportZip', uri) },
        ]
      : []),
  ];
  const text = `${title}: ${runEndText({ ...run, ...ended }, say)}`;
  const pressed = await (failed > 0 ? warn : tell)(text, ...offers.map(({ label }) => label));
  await offers.find(({ label }) => label === pressed)?.run();
}

function command(name: string, uri: vscode.Uri): Thenable<unknown> {
  return vscode.commands.executeCommand(name, uri);
}
