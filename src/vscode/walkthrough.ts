import * as vscode from 'vscode';

/** The walkthrough's steps that are done by something that succeeds. */
export type WalkthroughStep = 'project' | 'sources' | 'generate' | 'doctor';

const done = new Set<WalkthroughStep>();

/** Ticks a step off: the manifest waits for its context, which commands that fail do not set. */
export function stepDone(step: WalkthroughStep): void {
  if (done.has(step)) return;
  done.add(step);
  void vscode.commands.executeCommand('setContext', `heygem.done.${step}`, true);
}
