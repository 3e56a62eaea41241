import * as vscode from 'vscode';
import { plainLines } from '../core/strings/plainText.js';
import { windowText } from './windowText.js';

/**
 * The one way to VS Code's notifications, questions and lists: what names and texts of files say in
 * them is only shown. Each resolves with the button that was pressed.
 */
export function tell(text: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(windowText(text), ...buttons);
}

export function warn(text: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(windowText(text), ...buttons);
}

export function tellError(text: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(windowText(text), ...buttons);
}

export interface LongWork {
  readonly title: string;
  /** Told when the person cancels it. */
  readonly cancel: () => void;
  /** @param report takes what is under way, and how far all is, 0..1 */
  readonly run: (report: (what: string, fraction: number) => void) => Promise<void>;
}

/** Shows how far something is, with a way to stop it, until it ends. */
export function showProgress({ title, cancel, run }: LongWork): Thenable<void> {
  const location = vscode.ProgressLocation.Notification;
  const options = { location, title: windowText(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(cancel);
    let told = 0;
    return run((what, fraction) => {
      progress.report({ message: windowText(what), increment: 100 * (fraction - told) });
      told = fraction;
    });
  });
}

/** Asks before going on, in the middle of the window. @param detail more of what is asked, in lines */
export async function confirm(question: string, yes: string, detail = ''): Promise<boolean> {
  const options = { modal: true, detail: plainLines(detail) };
  return (await vscode.window.showWarningMessage(windowText(question), options, yes)) === yes;
}

/** The same with several ways to go on; undefined where the person thought better of it. */
export async function askModal(
  question: string,
  detail: string,
  ...ways: string[]
): Promise<string | undefined> {
  const options = { modal: true, detail: windowText(detail) };
  return vscode.window.showInformationMessage(windowText(question), options, ...ways);
}

/** A line of the person's own words; undefined where they thought better of it. */
export async function askLine(
  title: string,
  prompt: string,
  value: string,
): Promise<string | undefined> {
  const box = { title: windowText(title), prompt: windowText(prompt), value };
  return (await vscode.window.showInputBox(box))?.trim();
}

export async function chooseOne<T extends vscode.QuickPickItem>(
  items: readonly T[],
  placeHolder: string,
): Promise<T | undefined> {
  return vscode.window.showQuickPick(items.map(shown), { placeHolder });
}

/** Undefined where the person thought better of it. */
export async function chooseSeveral<T extends vscode.QuickPickItem>(
  items: readonly T[],
  placeHolder: string,
  title?: string,
): Promise<readonly T[] | undefined> {
  const options = {
    placeHolder,
    canPickMany: true,
    ...(title !== undefined && { title }),
  } as const;
  return vscode.window.showQuickPick(items.map(shown), options);
}

/** Shows that something goes on that takes its time, until it is over. */
export function whileBusy<T>(title: string, work: () => Promise<T>): Thenable<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title: windowText(title) }, work);
}

function shown<T extends vscode.QuickPickItem>(item: T): T {
  const { label, description, detail } = item;
  return {
    ...item,
    label: windowText(label),
    ...(description === undefined ? {} : { description: windowText(description) }),
    ...(detail === undefined ? {} : { detail: windowText(detail) }),
  };
}
