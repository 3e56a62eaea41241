import * as vscode from 'vscode';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { timeLeftText } from '../core/strings/timeLeft.js';
import { sayIn } from '../core/strings/ui.js';
import type { RunView } from '../protocol/editorView.js';
import type { OpenProject } from './openProject.js';
import type { OpenProjects, RunEnd } from './openProjects.js';
import { tellRunEnd } from './runEndMessage.js';
import { windowText } from './windowText.js';

const RUNNING_CONTEXT = 'heygem.running';
/** Left of the language and the line number. */
const PRIORITY = 50;

/** Shows in VS Code's own places that videos are made, and that they were where no page tells it. */
export class RunStatus implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private running = false;

  constructor(
    private readonly projects: OpenProjects,
    private readonly locale: Locale,
  ) {
    this.item = vscode.window.createStatusBarItem(
      'heygem.run',
      vscode.StatusBarAlignment.Left,
      PRIORITY,
    );
    this.item.name = 'HeyGem';
    this.item.command = 'heygem.showProject';
    this.subscriptions = [
      this.item,
      projects.onView(({ project, view }) => {
        this.show(project, view.run);
      }),
      projects.onRunEnd((end) => {
        this.tellEnd(end);
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private show(project: OpenProject, run: RunView): void {
    const { running } = this.projects;
    if (running !== this.running) {
      this.running = running;
      void vscode.commands.executeCommand('setContext', RUNNING_CONTEXT, running);
    }
    if (!running) {
      this.item.hide();
      return;
    }
    // Of several projects the first one is told of until it is made: figures that take turns say nothing.
    const told = this.projects.all.find(({ session }) => session.running);
    if (!run.running || project !== told) return;
    const { done, failed, total, fraction } = run;
    const say = sayIn(this.locale);
    const counts = shellText(this.locale, 'running-short', { done: done + failed, total });
    const short = run.cancelling ? say('cancelling') : counts;
    this.item.text = `$(sync~spin) HeyGem ${short}`;
    const percent = Math.floor(fraction * 100);
    const long = shellText(this.locale, 'running-long', { title: project.title, percent });
    const left = run.eta === null ? [] : [timeLeftText(run.eta, say)];
    const lines = [long, ...(run.cancelling ? [say('cancelling')] : left)];
    this.item.tooltip = windowText(lines.join('\n'));
    this.item.accessibilityInformation = { label: long };
    this.item.show();
  }

  /** Nobody is told what they see: a page that is shown in a window that has the focus. */
  private tellEnd({ project }: RunEnd): void {
    if (project.session.running) return;
    if (project.visible && vscode.window.state.focused) return;
    void tellRunEnd(project, this.locale, (wish) => this.projects.show(project.uri, wish));
  }
}
