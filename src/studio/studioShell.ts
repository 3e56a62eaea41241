import { AsyncLocalStorage } from 'node:async_hooks';
import { basename, dirname } from 'node:path';
import type { ExecutionProvider } from '../core/model.js';
import { sizeText } from '../core/strings/jobTexts.js';
import { footageText } from '../core/strings/footageTexts.js';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { moveToBin } from '../editor/bin.js';
import type { Discarding, EditorShell, OutsidePlacing, ShellIntent } from '../editor/shell.js';
import { mediaExtensions } from '../engine/scaffold.js';
import type { Page } from './pages.js';

export interface StudioShellParts {
  /** Absolute path of the project file. */
  readonly path: string;
  /** Where nobody asks. */
  readonly locale: Locale;
  readonly outsideAllowed: () => boolean;
  readonly provider: () => ExecutionProvider;
  readonly address: (path: string, version: string) => string;
  /** Gives whole uploads their names in the project's folder. */
  readonly take: (upload: string, list: 'audios' | 'videos') => Promise<string>;
  /** Absolute: what of this machine the studio's pages may know. */
  readonly studioFolder: string;
  readonly undo: () => Promise<boolean>;
  /** Makes a sample project in the studio's folder. */
  readonly sample: (locale: Locale) => Promise<{ readonly id: string }>;
  readonly rememberRun: (pairs: readonly string[]) => void;
  readonly log: (line: string) => void;
}

/**
 * The studio as an editor session sees it. What VS Code asks with a dialog is asked on the page whose
 * wish is being followed; where none is, the answer is no.
 */
export class StudioShell implements EditorShell {
  private readonly asking = new AsyncLocalStorage<Page>();

  readonly chosenAreCopies = true;

  constructor(private readonly parts: StudioShellParts) {}

  /** Of the page whose wish is followed. */
  get locale(): Locale {
    return this.page?.locale ?? this.parts.locale;
  }

  /** Follows the wish of a page: questions on the way are asked there. */
  onBehalfOf<T>(page: Page, follow: () => Promise<T>): Promise<T> {
    return this.asking.run(page, follow);
  }

  trusted(): boolean {
    return true;
  }

  /** A folder that others put projects into must not give them this machine's other files. */
  outsideAllowed(): boolean {
    return this.parts.outsideAllowed();
  }

  provider(): ExecutionProvider {
    return this.parts.provider();
  }

  address(path: string, version: string): string {
    return this.parts.address(path, version);
  }

  async chooseFiles(list: 'audios' | 'videos', many: boolean): Promise<readonly string[]> {
    const extensions = mediaExtensions(list);
    const reply = await this.page?.ask({ kind: 'choose', list, many, extensions });
    if (reply?.kind !== 'chosen') return [];
    const wanted = many ? reply.uploads : reply.uploads.slice(0, 1);
    const paths: string[] = [];
    for (const upload of wanted) paths.push(await this.parts.take(upload, list));
    return paths;
  }

  /** A page reads such files itself. */
  async chooseScripts(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  /** A page knows no paths of this machine, and may name none. */
  pathsOf(): readonly string[] {
    return [];
  }

  /** A page chooses none of this machine's folders, so it is the studio's own, after asking. */
  async chooseFolder(): Promise<string | undefined> {
    const { locale } = this;
    const { studioFolder } = this.parts;
    const sentence = footageText(locale, 'look-through', { folder: basename(studioFolder) });
    const yes = footageText(locale, 'look-through-yes');
    const reply = await this.page?.ask({ kind: 'confirm', sentence, yes });
    return reply?.kind === 'confirmed' && reply.yes ? studioFolder : undefined;
  }

  /** Only for what was found in the studio's folder: what is uploaded is in the project's. */
  async placeOutside(): Promise<OutsidePlacing> {
    return Promise.resolve(this.outsideAllowed() ? 'link' : 'copy');
  }

  /** Whoever uploads a file wants it here. */
  async mayCopy(): Promise<boolean> {
    return Promise.resolve(true);
  }

  /** A page chooses no place on this machine: `sendArchive`. */
  async chooseArchive(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  sendArchive(reports: boolean): void {
    const address = reports ? 'results.zip?reports=1' : 'results.zip';
    this.page?.errand({ kind: 'download', address });
  }

  async mayDiscard(what: Discarding): Promise<boolean> {
    const { locale } = this;
    const [sentence, yes] =
      what.kind === 'result'
        ? [shellText(locale, 'bin-question', what), shellText(locale, 'delete-yes')]
        : [
            shellText(locale, 'discard-question', {
              ...{ count: what.count, size: sizeText(what.bytes) },
            }),
            shellText(locale, 'discard-yes'),
          ];
    const reply = await this.page?.ask({ kind: 'confirm', sentence, yes });
    return reply?.kind === 'confirmed' && reply.yes;
  }

  async discard(paths: readonly string[]): Promise<void> {
    await moveToBin(dirname(this.parts.path), paths);
  }

  async perform(intent: ShellIntent, absolute?: string): Promise<void> {
    const address = absolute === undefined ? '' : this.parts.address(absolute, String(Date.now()));
    switch (intent.kind) {
      case 'open':
        this.page?.errand({ kind: 'open', address });
        return;
      case 'open-script':
        this.page?.errand({ kind: 'open', address });
        return;
      case 'reveal':
        this.page?.errand({ kind: 'download', address: `${address}&download` });
        return;
      case 'show-log':
        this.page?.errand({ kind: 'open', address: '/log' });
        return;
      case 'open-as-text':
        this.page?.errand({ kind: 'open', address: 'text' });
        return;
      case 'sample-project': {
        const { id } = await this.parts.sample(this.locale);
        this.page?.errand({ kind: 'open', address: `/projects/${id}` });
        return;
      }
      case 'undo':
        await this.parts.undo();
        return;
      case 'find-voices':
      case 'add-lip-model':
      // The page tells the command: a browser can install nothing.
      case 'trust':
      // Whoever has come in is trusted; its page does not ask for it.
    }
  }

  rememberRun(pairs: readonly string[]): void {
    this.parts.rememberRun(pairs);
  }

  log(line: string): void {
    this.parts.log(line);
  }

  private get page(): Page | undefined {
    return this.asking.getStore();
  }
}
