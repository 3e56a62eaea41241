import * as vscode from 'vscode';
import type { OpenProjects } from './openProjects.js';

/** The walkthrough's steps that are done by something that succeeds. */
export type WalkthroughStep = 'project' | 'sources' | 'generate' | 'doctor';

const done = new Set<WalkthroughStep>();

/** Ticks a step off: the manifest waits for its context, which commands that fail do not set. */
export function stepDone(step: WalkthroughStep): void {
  if (done.has(step)) return;
  done.add(step);
  void vscode.commands.executeCommand('setContext', `heygem.done.${step}`, true);
}

/** Ticks off what is seen to be done of the projects that are open, however it came to be. */
export function followSteps(projects: OpenProjects): vscode.Disposable {
  return vscode.Disposable.from(
    projects.onView(({ view: { project } }) => {
      if (project && project.videos.length > 0 && project.audios.length > 0) stepDone('sources');
    }),
    projects.onRunEnd(({ summary }) => {
      if (summary.snapshot.done > 0) stepDone('generate');
    }),
  );
}
