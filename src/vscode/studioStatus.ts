import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { windowText } from './windowText.js';

/** Beside the one of a run. */
const PRIORITY = 49;

/** Shows in the status bar which folders' studios this window runs, and leads to where they are stopped. */
export class StudioStatus implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;

  constructor(private readonly locale: Locale) {
    const { Left } = vscode.StatusBarAlignment;
    this.item = vscode.window.createStatusBarItem('heygem.studio', Left, PRIORITY);
    this.item.name = 'HeyGem Studio';
    this.item.command = 'heygem.showStudio';
    this.item.text = '$(globe) HeyGem';
  }

  show(folders: readonly string[]): void {
    if (folders.length === 0) {
      this.item.hide();
      return;
    }
    const names = folders.map((folder) => basename(folder)).join(', ');
    const text = shellText(this.locale, 'studio-runs', { folder: names });
    this.item.tooltip = windowText(text);
    this.item.accessibilityInformation = { label: text };
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}
