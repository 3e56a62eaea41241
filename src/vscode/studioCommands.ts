import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { HeygemError } from '../core/errors.js';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { BrowserStudio } from './browserStudio.js';
import { configuration } from './configuration.js';
import { chooseOne, tell } from './messages.js';
import { isProject, type OpenProjects } from './openProjects.js';
import { StudioStatus } from './studioStatus.js';
import { OWN_SCHEMES } from './vscodeShell.js';

export interface StudioCommandParts {
  readonly projects: OpenProjects;
  /** The command line's bundle. */
  readonly entry: string;
  readonly locale: Locale;
  readonly log: (line: string) => void;
}

/** The studio in the browser as commands and in the status bar. Owns what of it runs. */
export class StudioCommands implements vscode.Disposable {
  private readonly status: StudioStatus;
  private readonly studio: BrowserStudio;

  constructor(private readonly parts: StudioCommandParts) {
    const { entry, locale, log } = parts;
    this.status = new StudioStatus(locale);
    this.studio = new BrowserStudio({
      ...{ entry, log },
      settings: () => {
        const ffmpeg = configuration.ffmpeg();
        const [provider, parallel] = [configuration.provider(), configuration.parallel()];
        const fleet = configuration.fleet();
        return { locale, provider, parallel, fleet, ...(ffmpeg === undefined ? {} : { ffmpeg }) };
      },
      window: {
        trusted: () => vscode.workspace.isTrusted,
        asExternal: async (address) =>
          (await vscode.env.asExternalUri(vscode.Uri.parse(address, true))).toString(true),
        openExternal: async (address) => vscode.env.openExternal(vscode.Uri.parse(address, true)),
      },
      onChange: () => {
        this.status.show(this.studio.folders);
      },
    });
  }

  /** Resolves with the origin that was opened, so that other extensions may know; undefined: nothing was. */
  async open(resource: unknown): Promise<string | undefined> {
    if (!vscode.workspace.isTrusted) throw new HeygemError('not-trusted');
    const folder = await this.folderOf(resource);
    return folder === undefined ? undefined : this.studio.open(folder);
  }

  async stop(): Promise<void> {
    if (this.studio.folders.length === 0) void tell(shellText(this.parts.locale, 'no-studio'));
    await this.studio.stop();
  }

  /** What the status bar's item does. */
  async show(): Promise<void> {
    const { locale } = this.parts;
    const open = this.studio.folders.map((folder) => ({
      label: shellText(locale, 'studio-open'),
      description: folder,
      run: () => this.studio.open(folder),
    }));
    const stop = { label: shellText(locale, 'studio-stop-all'), run: () => this.studio.stop() };
    const placeHolder = shellText(locale, 'studio-choose');
    await (await chooseOne<Choice>([...open, stop], placeHolder))?.run();
  }

  /** Resolves when no child is left. */
  async end(): Promise<void> {
    await this.studio.stop();
  }

  dispose(): void {
    this.status.dispose();
  }

  /** The folder of the project that it is called on or that is in front, else the workspace's. */
  private async folderOf(resource: unknown): Promise<string | undefined> {
    const called = resource instanceof vscode.Uri && isProject(resource) ? resource : undefined;
    const text = vscode.window.activeTextEditor?.document.uri;
    const project =
      called ?? this.parts.projects.active?.uri ?? (text && isProject(text) ? text : undefined);
    if (project && OWN_SCHEMES.includes(project.scheme)) return dirname(project.fsPath);
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) =>
      OWN_SCHEMES.includes(uri.scheme),
    );
    if (folders.length === 0) throw new HeygemError('no-folder');
    if (folders.length === 1) return folders[0].uri.fsPath;
    const items = folders.map(({ name, uri }) => ({ label: name, folder: uri.fsPath }));
    return (await chooseOne(items, shellText(this.parts.locale, 'choose-folder')))?.folder;
  }
}

interface Choice extends vscode.QuickPickItem {
  readonly run: () => Promise<unknown>;
}
