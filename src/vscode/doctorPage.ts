import * as vscode from 'vscode';
import { doctorLines } from '../core/doctor.js';
import { telemetryLeftText } from '../core/strings/jobTexts.js';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { findTelemetryLeftovers } from '../engine/telemetryLeftovers.js';
import { DOCTOR_LINKS, doctorHtml } from './doctorHtml.js';
import type { EngineHolder } from './engineHolder.js';
import { tell, whileBusy } from './messages.js';
import { stepDone } from './walkthrough.js';

/** The doctor: looks at this machine and tells on a page what works. Owns the page. */
export class DoctorPage implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private text = '';

  constructor(
    private readonly engines: EngineHolder,
    private readonly locale: Locale,
    private readonly log: (line: string) => void,
  ) {}

  async show(): Promise<void> {
    const { engines, locale } = this;
    const engine = engines.engine();
    const looking = shellText(locale, 'doctor-looking');
    const report = await whileBusy(looking, () => engine.doctor());
    const left = await findTelemetryLeftovers();
    const telemetry = left === undefined ? undefined : telemetryLeftText(locale, left);
    const places = { cache: engines.cacheRoot, log: engine.log.path };
    const lines = [...doctorLines(report, places), ...(telemetry === undefined ? [] : [telemetry])];
    for (const line of lines) this.log(line);
    this.text = `${lines.join('\n')}\n`;
    this.shown().webview.html = doctorHtml({ report, places, telemetry }, locale);
    stepDone('doctor');
  }

  /** What the page's link does: the same as lines, for a report to somebody who helps. */
  async copy(): Promise<void> {
    await vscode.env.clipboard.writeText(this.text);
    void tell(shellText(this.locale, 'doctor-copied'));
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private shown(): vscode.WebviewPanel {
    if (this.panel) {
      this.panel.reveal();
      return this.panel;
    }
    const title = shellText(this.locale, 'doctor-title');
    const options = { enableCommandUris: DOCTOR_LINKS, localResourceRoots: [] };
    const panel = vscode.window.createWebviewPanel(
      'heygem.doctor',
      title,
      vscode.ViewColumn.Active,
      options,
    );
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    this.panel = panel;
    return panel;
  }
}
