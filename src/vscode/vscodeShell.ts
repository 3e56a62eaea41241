import { lstat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ExecutionProvider } from '../core/model.js';
import { hasOutputExtension } from '../core/outputFiles.js';
import { sizeText } from '../core/strings/jobTexts.js';
import { footageText } from '../core/strings/footageTexts.js';
import type { Locale } from '../core/strings/locale.js';
import { plainLines } from '../core/strings/plainText.js';
import { shellText } from '../core/strings/shellTexts.js';
import type { Discarding, EditorShell, OutsidePlacing, ShellIntent } from '../editor/shell.js';
import { mediaExtensions } from '../engine/scaffold.js';
import { configuration } from './configuration.js';
import { askModal, confirm } from './messages.js';

/** Addresses whose path is a path of the machine that this extension runs on. */
export const OWN_SCHEMES = ['file', 'vscode-remote'];

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
    if (what.kind === 'result')
      return confirm(shellText(locale, 'trash-question', what), shellText(locale, 'delete-yes'));
    const { count, bytes } = what;
    const question = shellText(locale, 'discard-question', { count, size: sizeText(bytes) });
    return confirm(question, shellText(locale, 'discard-yes'));
  }

  async discard(paths: readonly string[]): Promise<void> {
    for (const path of paths) await discardOne(vscode.Uri.file(path));
  }

  async perform(intent: ShellIntent, absolute?: string): Promise<void> {
    switch (intent.kind) {
      case 'open':
        if (absolute !== undefined) await openOutside(vscode.Uri.file(absolute));
        return;
      case 'reveal':
        if (absolute !== undefined) await reveal(vscode.Uri.file(absolute));
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
      case 'undo':
        await vscode.commands.executeCommand(intent.kind);
    }
  }

  rememberRun(pairs: readonly string[]): void {
    this.parts.rememberRun(pairs);
  }

  log(line: string): void {
    this.parts.log.info(plainLines(line));
  }
}

/** Not every file system has a trash. */
async function discardOne(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(uri, { useTrash: true });
  } catch {
    await vscode.workspace.fs.delete(uri, { useTrash: false });
  }
}

/**
 * The system's own player where there is a desktop and the file is one that a person trusts, else VS
 * Code's view of the file.
 */
async function openOutside(uri: vscode.Uri): Promise<void> {
  const here = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (here && vscode.workspace.isTrusted && (await isVideoFile(uri.fsPath))) {
    if (await vscode.env.openExternal(uri)) return;
  }
  await vscode.commands.executeCommand('vscode.open', uri);
}

/** A desktop runs what some links and folders lead to, whatever they are called. */
async function isVideoFile(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  return stats?.isFile() === true && hasOutputExtension(path);
}

/** In the Explorer where it is part of the workspace, else in the system's own file manager. */
export async function reveal(uri: vscode.Uri): Promise<void> {
  const inWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(inWorkspace ? 'revealInExplorer' : 'revealFileInOS', uri);
}

async function openAsText(
  uri: vscode.Uri,
  { line = 1, column = 1 }: { readonly line?: number; readonly column?: number },
): Promise<void> {
  const start = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  const options = { selection: new vscode.Range(start, start), preview: false };
  await vscode.commands.executeCommand('vscode.openWith', uri, 'default', options);
}
