import * as vscode from 'vscode';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { timeLeftText } from '../core/strings/timeLeft.js';
import { sayIn } from '../core/strings/ui.js';
import type { RunView } from '../protocol/editor.js';
import { tell, warn } from './messages.js';
import { offer } from './offers.js';
import type { OpenProject } from './openProject.js';
import type { OpenProjects, RunEnd } from './openProjects.js';
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
    if (!run.running) return;
    const { done, failed, total, fraction } = run;
    const short = shellText(this.locale, 'running-short', { done: done + failed, total });
    this.item.text = `$(sync~spin) HeyGem ${short}`;
    const percent = Math.floor(fraction * 100);
    const long = shellText(this.locale, 'running-long', { title: project.title, percent });
    const left = run.eta === null ? [] : [timeLeftText(run.eta, sayIn(this.locale))];
    const lines = [long, ...left];
    this.item.tooltip = windowText(lines.join('\n'));
    this.item.accessibilityInformation = { label: long };
    this.item.show();
  }

  private tellEnd({ project, summary }: RunEnd): void {
    if (project.visible) return;
    const { done, failed, cancelled } = summary.snapshot;
    const { title } = project;
    const text = shellText(this.locale, 'finished', { title, done, failed, cancelled });
    const show = shellText(this.locale, 'show');
    const run = () => project.showPage();
    offer(this.locale, failed > 0 ? warn : tell, text, [{ label: show, run }]);
  }
}
