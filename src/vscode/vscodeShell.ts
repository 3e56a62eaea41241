import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ExecutionProvider } from '../core/model.js';
import { sizeText } from '../core/strings/jobTexts.js';
import { footageText } from '../core/strings/footageTexts.js';
import type { Locale } from '../core/strings/locale.js';
import { plainLines } from '../core/strings/plainText.js';
import { scriptText } from '../core/strings/scriptTexts.js';
import { SCRIPT_EXTENSIONS, TEXT_EXTENSIONS } from '../core/scripts/foundScripts.js';
import { shellText } from '../core/strings/shellTexts.js';
import { moveToBin } from '../editor/bin.js';
import type { Discarding, EditorShell, OutsidePlacing, ShellIntent } from '../editor/shell.js';
import { mediaExtensions } from '../engine/scaffold.js';
import { configuration } from './configuration.js';
import { askModal, confirm } from './messages.js';
import { openAsText } from './projectText.js';
import { hasDesktop, openOutside, reveal } from './showFile.js';

/** Addresses whose path is a path of the machine that this extension runs on. */
export const OWN_SCHEMES = ['file', 'vscode-remote'];

/** What the extensions view is asked for. */
const VOICES_EXTENSION = 'heygem-voices';

export interface ShellParts {
  readonly uri: vscode.Uri;
  readonly locale: Locale;
  readonly log: vscode.LogOutputChannel;
  /** Any webview that shows this project: addresses are the same in all. */
  readonly webview: () => vscode.Webview | undefined;
  readonly rememberRun: (pairs: readonly string[]) => void;
}

/** VS Code as an editor session sees it. */
export class VsCodeShell implements EditorShell {
  readonly locale: Locale;
  readonly chosenAreCopies = false;

  constructor(private readonly parts: ShellParts) {
    this.locale = parts.locale;
  }

  /** What an older commit or an unsaved text says is looked at, too, but never made. */
  trusted(): boolean {
    return vscode.workspace.isTrusted && OWN_SCHEMES.includes(this.parts.uri.scheme);
  }

  outsideAllowed(): boolean {
    return this.trusted();
  }

  provider(): ExecutionProvider {
    return configuration.provider();
  }

  address(path: string, version: string): string {
    const uri = this.parts.webview()?.asWebviewUri(vscode.Uri.file(path));
    // The webview's service worker keeps whole answers: another content needs another address.
    return uri?.with({ query: `v=${version}` }).toString() ?? '';
  }

  async chooseFiles(list: 'audios' | 'videos', many: boolean): Promise<readonly string[]> {
    const chosen = await vscode.window.showOpenDialog({
      canSelectMany: many,
      defaultUri: vscode.Uri.joinPath(this.parts.uri, '..'),
      title: shellText(this.locale, many ? `choose-${list}` : 'choose-file'),
      filters: { [shellText(this.locale, list)]: mediaExtensions(list) },
    });
    return (chosen ?? []).map(({ fsPath }) => fsPath);
  }

  async chooseScripts(what: 'files' | 'folder' | 'transcript'): Promise<readonly string[]> {
    const extensions = what === 'files' ? SCRIPT_EXTENSIONS : TEXT_EXTENSIONS;
    const chosen = await vscode.window.showOpenDialog({
      canSelectFiles: what !== 'folder',
      canSelectFolders: what === 'folder',
      canSelectMany: what === 'files',
      defaultUri: vscode.Uri.joinPath(this.parts.uri, '..'),
      title: scriptText(this.locale, `choose-script-${what}`),
      ...(what !== 'folder' && {
        filters: { [scriptText(this.locale, 'scripts')]: [...extensions] },
      }),
    });
    return (chosen ?? []).map(({ fsPath }) => fsPath);
  }

  pathsOf(uris: readonly string[]): readonly string[] {
    return uris.flatMap((text) => {
      if (/^([A-Za-z]:[\\/]|\/)/.test(text)) return [text];
      try {
        const uri = vscode.Uri.parse(text, true);
        return OWN_SCHEMES.includes(uri.scheme) ? [uri.fsPath] : [];
      } catch {
        return [];
      }
    });
  }

  async chooseFolder(): Promise<string | undefined> {
    const chosen = await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.joinPath(this.parts.uri, '..'),
      title: footageText(this.locale, 'look-title'),
      openLabel: footageText(this.locale, 'look-through-yes'),
    });
    return chosen?.[0]?.fsPath;
  }

  async placeOutside(
    paths: readonly string[],
    folder: string,
  ): Promise<OutsidePlacing | undefined> {
    const { locale } = this;
    const params = { count: paths.length, name: basename(paths[0] ?? ''), folder };
    const question = footageText(
      locale,
      paths.length === 1 ? 'outside-one' : 'outside-many',
      params,
    );
    const [link, copy] = [footageText(locale, 'link'), footageText(locale, 'copy')];
    const detail = footageText(locale, 'outside-detail');
    const answer = await askModal(question, detail, link, copy);
    return answer === link ? 'link' : answer === copy ? 'copy' : undefined;
  }

  async mayCopy(paths: readonly string[], folder: string): Promise<boolean> {
    const params = { count: paths.length, name: basename(paths[0] ?? ''), folder };
    const question = shellText(this.locale, paths.length === 1 ? 'copy-one' : 'copy-many', params);
    return confirm(question, shellText(this.locale, 'copy-yes'));
  }

  async chooseArchive(suggested: string): Promise<string | undefined> {
    const chosen = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.file(suggested),
      saveLabel: shellText(this.locale, 'export-zip'),
      filters: { ZIP: ['zip'] },
    });
    return chosen?.fsPath;
  }

  async mayDiscard(what: Discarding): Promise<boolean> {
    const { locale } = this;
    if (what.kind === 'result') {
      const question = hasDesktop() ? 'trash-question' : 'bin-question';
      return confirm(shellText(locale, question, what), shellText(locale, 'delete-yes'));
    }
    const { count, bytes } = what;
    const question = shellText(locale, 'discard-question', { count, size: sizeText(bytes) });
    return confirm(question, shellText(locale, 'discard-yes'));
  }

  async discard(paths: readonly string[]): Promise<void> {
    const left = hasDesktop() ? await withoutTrash(paths) : paths;
    if (left.length > 0) await moveToBin(dirname(this.parts.uri.fsPath), left);
  }

  async perform(intent: ShellIntent, absolute?: string): Promise<void> {
    switch (intent.kind) {
      case 'open':
        if (absolute !== undefined) await openOutside(vscode.Uri.file(absolute));
        return;
      case 'reveal':
        if (absolute !== undefined)
          await reveal(vscode.Uri.file(absolute), this.named(intent.output), this.locale);
        return;
      case 'open-folder':
        if (absolute !== undefined) {
          const folder = vscode.Uri.file(absolute);
          await reveal(folder, folder, this.locale);
        }
        return;
      case 'show-log':
        this.parts.log.show(true);
        return;
      case 'open-as-text':
        await openAsText(this.parts.uri, intent);
        return;
      case 'sample-project':
        await vscode.commands.executeCommand('heygem.sampleProject');
        return;
      case 'open-script':
        if (absolute !== undefined) {
          const document = await vscode.workspace.openTextDocument(vscode.Uri.file(absolute));
          await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
        }
        return;
      case 'find-voices':
        await vscode.commands.executeCommand('workbench.extensions.search', VOICES_EXTENSION);
        return;
      case 'add-lip-model':
        await vscode.commands.executeCommand('heygem.addModel');
        return;
      case 'undo':
        await vscode.commands.executeCommand(intent.kind);
        return;
      case 'trust':
        await vscode.commands.executeCommand('workbench.trust.manage');
    }
  }

  rememberRun(pairs: readonly string[]): void {
    this.parts.rememberRun(pairs);
  }

  log(line: string): void {
    this.parts.log.info(plainLines(line));
  }

  /** The workspace knows a file by the name that the project has in this window. */
  private named(relative: string): vscode.Uri {
    return vscode.Uri.joinPath(this.parts.uri, '..', relative);
  }
}

/** Moves files into the system's trash; returns those that it does not take, as on a network's disk. */
async function withoutTrash(paths: readonly string[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (const path of paths) {
    const uri = vscode.Uri.file(path);
    await vscode.workspace.fs
      .delete(uri, { useTrash: true })
      .then(undefined, () => left.push(path));
  }
  return left;
}
