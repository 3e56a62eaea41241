import { lstat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { hasOutputExtension } from '../core/outputFiles.js';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { tell } from './messages.js';
import { offer, type Offer } from './offers.js';

/**
 * Whether the person sits at the machine that the files lie on. A remote and a window in a browser have no
 * file manager, no player and no trash: VS Code lacks the commands there, or they do nothing.
 */
export function hasDesktop(): boolean {
  return vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}

/**
 * Shows where a file or a folder lies: in the explorer where it is part of the workspace, else in the
 * system's file manager, else by its path. @param named as the workspace calls it, not behind its symlinks
 */
export async function reveal(real: vscode.Uri, named: vscode.Uri, locale: Locale): Promise<void> {
  const known = [named, real].find((uri) => vscode.workspace.getWorkspaceFolder(uri));
  if (known) {
    await vscode.commands.executeCommand('revealInExplorer', known);
    return;
  }
  if (hasDesktop() && (await revealedOutside(real))) return;
  await tellPlace(real, locale);
}

/**
 * The system's own player where there is a desktop and the file is one that a person trusts, else VS
 * Code's view of the file.
 */
export async function openOutside(uri: vscode.Uri): Promise<void> {
  if (hasDesktop() && vscode.workspace.isTrusted && (await isVideoFile(uri.fsPath))) {
    if (await vscode.env.openExternal(uri)) return;
  }
  await vscode.commands.executeCommand('vscode.open', uri);
}

/** A desktop runs what some links and folders lead to, whatever they are called. */
async function isVideoFile(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  return stats?.isFile() === true && hasOutputExtension(path);
}

async function revealedOutside(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.commands.executeCommand('revealFileInOS', uri);
    return true;
  } catch {
    return false;
  }
}

async function tellPlace(uri: vscode.Uri, locale: Locale): Promise<void> {
  const { fsPath: path } = uri;
  const stats = await lstat(path).catch(() => undefined);
  const copy: Offer = {
    label: shellText(locale, 'copy-path'),
    run: () => vscode.env.clipboard.writeText(path),
  };
  const open: Offer =
    stats?.isDirectory() === true
      ? {
          label: shellText(locale, 'open-window'),
          run: () =>
            vscode.commands.executeCommand('vscode.openFolder', uri, { forceNewWindow: true }),
        }
      : {
          label: shellText(locale, 'open-here'),
          run: () => vscode.commands.executeCommand('vscode.open', uri),
        };
  offer(locale, tell, shellText(locale, 'lies-outside', { path }), [copy, open]);
}
