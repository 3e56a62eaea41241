import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { toFailure } from '../core/errors.js';
import { LEDGER_EXTENSION } from '../core/plan/ledger.js';
import { placeBefore, type Move } from '../core/project/followMoves.js';
import { MAX_TEXT } from '../core/project/projectTree.js';
import { describeFailure, describeProblem } from '../core/strings/describe.js';
import { footageText } from '../core/strings/footageTexts.js';
import type { Locale } from '../core/strings/locale.js';
import {
  followRenames as following,
  moveResults,
  type Followed,
} from '../editor/renamesFollowed.js';
import { changesOf } from '../editor/textEdits.js';
import { readSmallText } from '../files/readSmallFile.js';
import { configuration } from './configuration.js';
import { tell, tellError } from './messages.js';
import { isProject } from './openProjects.js';
import { findProjects } from './projectChoice.js';
import { OWN_SCHEMES } from './vscodeShell.js';

/** A project that names something that moved. */
interface Concerned {
  readonly uri: vscode.Uri;
  readonly folderBefore: string;
  readonly followed: Followed;
}

/**
 * What is renamed or moved in VS Code: a project keeps its ledger, else all were made anew, and projects that name
 * what moved are told where it is, after asking.
 */
export function followRenames(locale: Locale, log: (line: string) => void): vscode.Disposable {
  const follower = new RenameFollower(locale, log);
  // Afterwards, not as part of the renaming: that would ask the person about a refactoring.
  return vscode.workspace.onDidRenameFiles(({ files }) => follower.follow(files));
}

class RenameFollower {
  constructor(
    private readonly locale: Locale,
    private readonly log: (line: string) => void,
  ) {}

  async follow(files: vscode.FileRenameEvent['files']): Promise<void> {
    for (const { oldUri, newUri } of files) await this.moveLedger(oldUri, newUri);
    const wish = configuration.followRenames();
    if (wish === 'never' || !vscode.workspace.isTrusted) return;
    const moves = files
      .filter(({ oldUri, newUri }) => isOwn(oldUri) && isOwn(newUri))
      .map(({ oldUri, newUri }) => ({ from: oldUri.fsPath, to: newUri.fsPath }));
    const concerned = moves.length === 0 ? [] : await this.concernedBy(moves);
    if (concerned.length === 0) return;
    const name = basename(moves[0].to);
    const outside = concerned.some(({ followed }) => followed.outside);
    // Asked by the name that the project has for it, and that the person knows.
    const known = basename(moves[0].from);
    if ((wish === 'ask' || outside) && !(await this.mayUpdate(known, concerned, outside))) return;
    // The question may have stood for long.
    await this.update(name, concerned, moves);
  }

  private async moveLedger(oldUri: vscode.Uri, newUri: vscode.Uri): Promise<void> {
    if (!isProject(oldUri) || !isProject(newUri)) return;
    try {
      await vscode.workspace.fs.rename(ledgerOf(oldUri), ledgerOf(newUri), { overwrite: false });
    } catch (error) {
      // There need not be one, and one that is there already belongs to that name.
      this.log(`the ledger of ${oldUri.fsPath} stays: ${String(error)}`);
    }
  }

  private async concernedBy(moves: readonly Move[]): Promise<readonly Concerned[]> {
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(isProject);
    const uris = new Map([...(await findProjects()), ...open].map((uri) => [uri.toString(), uri]));
    const found = await Promise.all(
      [...uris.values()].filter(isOwn).map(async (uri): Promise<Concerned[]> => {
        const folderBefore = dirname(placeBefore(uri.fsPath, moves));
        const place = { before: folderBefore, now: dirname(uri.fsPath) };
        const text = await textOf(uri).catch(() => '');
        const followed = await following(text, place, moves);
        return followed ? [{ uri, folderBefore, followed }] : [];
      }),
    );
    return found.flat();
  }

  private async mayUpdate(
    name: string,
    concerned: readonly Concerned[],
    outside: boolean,
  ): Promise<boolean> {
    const say = (key: Parameters<typeof footageText>[1], params = {}) =>
      footageText(this.locale, key, params);
    const project = basename(concerned[0].uri.fsPath);
    const count = concerned.length;
    const question = say(count === 1 ? 'renamed-one' : 'renamed-many', { name, project, count });
    const text = outside ? `${question} ${say('renamed-outside')}` : question;
    const [yes, always, never] = [say('renamed-yes'), say('renamed-always'), say('renamed-never')];
    const answer = await tell(text, yes, always, never);
    if (answer === always) await configuration.setFollowRenames('always');
    if (answer === never) await configuration.setFollowRenames('never');
    return answer === yes || answer === always;
  }

  /** All projects in one step that is undone at once. Those whose text was saved are saved again. */
  private async update(
    name: string,
    concerned: readonly Concerned[],
    moves: readonly Move[],
  ): Promise<void> {
    const change = new vscode.WorkspaceEdit();
    const changed: { document: vscode.TextDocument; wasDirty: boolean; followed: Followed }[] = [];
    for (const { uri, folderBefore } of concerned) {
      try {
        const document = await vscode.workspace.openTextDocument(uri);
        const text = document.getText();
        const place = { before: folderBefore, now: dirname(uri.fsPath) };
        const followed = await following(text, place, moves);
        if (!followed) continue;
        const outcome = changesOf(text, followed.edits);
        if (outcome.kind === 'refused') {
          this.refuse(name, uri, describeProblem(outcome.problem, this.locale).sentence);
          continue;
        }
        for (const { offset, length, content } of outcome.changes) {
          const start = document.positionAt(offset);
          change.replace(
            uri,
            new vscode.Range(start, document.positionAt(offset + length)),
            content,
          );
        }
        changed.push({ document, wasDirty: document.isDirty, followed });
      } catch (error) {
        this.refuse(name, uri, describeFailure(toFailure(error), this.locale).sentence);
      }
    }
    if (changed.length === 0 || !(await vscode.workspace.applyEdit(change))) return;
    for (const { document, wasDirty, followed } of changed) {
      await moveResults(document.uri.fsPath, followed).catch((error: unknown) => {
        this.log(`the ledger of ${document.uri.fsPath} stays: ${String(error)}`);
      });
      if (!wasDirty) await document.save();
    }
  }

  private refuse(name: string, uri: vscode.Uri, sentence: string): void {
    const project = basename(uri.fsPath);
    tellError(footageText(this.locale, 'renamed-not', { name, project, sentence }));
  }
}

/** As it is open, else as it lies on the disk: a document that is only looked at is not opened for it. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString(),
  );
  return open?.getText() ?? readSmallText(uri.fsPath, MAX_TEXT * 3);
}

function isOwn({ scheme }: vscode.Uri): boolean {
  return OWN_SCHEMES.includes(scheme);
}

function ledgerOf(project: vscode.Uri): vscode.Uri {
  return project.with({ path: project.path + LEDGER_EXTENSION });
}
