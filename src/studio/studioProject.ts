import { dirname } from 'node:path';
import type { WebSocket } from 'ws';
import type { Locale } from '../core/strings/locale.js';
import { EditorSession } from '../editor/editorSession.js';
import type { FleetSeat } from '../editor/fleetFeed.js';
import { footageFolder } from '../editor/footageFolders.js';
import { FileChanges } from '../editor/fileChanges.js';
import { mediaListOf } from '../engine/scaffold.js';
import type { EditorView } from '../protocol/editorView.js';
import type { StudioPageMessage } from '../protocol/studio.js';
import { parseStudioMessage } from '../protocol/studioShapes.js';
import { FileText } from './fileText.js';
import { FolderWatch } from './folderWatch.js';
import { Page } from './pages.js';
import { StudioShell } from './studioShell.js';
import type { Surroundings } from './surroundings.js';

/** Files settle for this long before they are looked at. */
const SETTLE_MS = 300;

/**
 * One project that is shown or being made: its text, its session, the tabs that show it, and the watch on
 * its folder. It stays while it makes videos, whether a tab is open or not.
 */
export class StudioProject {
  readonly session: EditorSession;
  private readonly text: FileText;
  private readonly shell: StudioShell;
  private readonly pages = new Set<Page>();
  private readonly watch: FolderWatch;
  private readonly textChanges: FileChanges;
  private readonly fileChanges: FileChanges;

  /** @throws HeygemError input-missing, project-invalid */
  constructor(
    readonly path: string,
    private readonly surroundings: Surroundings,
    private readonly onIdle: () => void,
  ) {
    const { addresses, engine, cacheRoot, log } = surroundings;
    this.text = new FileText(path, () => void this.session.changed());
    this.shell = new StudioShell({
      ...{ path, log, provider: surroundings.provider },
      locale: surroundings.locale,
      outsideAllowed: () => engine().outsideAllowed,
      address: (file, version) => addresses.of(file, version),
      take: (upload, list) => this.brought(upload, list),
      studioFolder: surroundings.folder,
      sample: surroundings.sample,
      undo: () => this.text.undo(),
      rememberRun: (pairs) => {
        surroundings.remember(path, pairs);
      },
    });
    const parts = { text: this.text, shell: this.shell, engine, cacheRoot };
    this.session = new EditorSession(parts);
    this.session.onRunEnd(() => {
      // After the session itself is through with the run.
      setTimeout(() => {
        this.settle();
      });
    });
    const isMaking = () => this.session.running;
    this.textChanges = new FileChanges(SETTLE_MS, isMaking, () => void this.text.look());
    this.fileChanges = new FileChanges(SETTLE_MS, isMaking, () => void this.session.filesChanged());
    this.watch = new FolderWatch(dirname(path), (file) => {
      if (file === undefined || file === path) this.textChanges.changed(file);
      if (file !== path) this.fileChanges.changed(file);
    });
  }

  get shown(): boolean {
    return this.pages.size > 0;
  }

  get idle(): boolean {
    return !this.shown && !this.session.running;
  }

  /** At what changed while nobody looked: a watch may have lost a folder that was replaced. */
  lookAnew(): void {
    if (this.shown) return;
    this.text.look();
    void this.session.filesChanged();
  }

  /** Joins a tab. */
  join(socket: WebSocket, locale: Locale): void {
    const page = new Page(socket, locale);
    this.pages.add(page);
    const stopViews = this.session.onView((view) => {
      if (page.ready) this.show(page, view);
    }, locale);
    const fleet = this.session.onFleet((view) => {
      if (page.ready) page.tell({ kind: 'host', message: { kind: 'fleet', fleet: view } });
    }, locale);
    void this.session.open();
    socket.on('message', (data, isBinary) => {
      const message = isBinary ? 'bytes' : parseStudioMessage((data as Buffer).toString('utf8'));
      if (typeof message === 'string') this.surroundings.log(`page: dropped ${message}`);
      else
        void this.take(page, fleet, message).catch((error: unknown) => {
          this.surroundings.log(`page: ${String(error)}`);
        });
    });
    socket.once('close', () => {
      stopViews();
      fleet.leave();
      this.pages.delete(page);
      this.settle();
    });
  }

  dispose(): void {
    this.textChanges.stop();
    this.fileChanges.stop();
    this.watch.close();
    this.session.dispose();
  }

  private settle(): void {
    if (this.idle) this.onIdle();
  }

  private async take(page: Page, fleet: FleetSeat, message: StudioPageMessage): Promise<void> {
    switch (message.kind) {
      case 'page': {
        const { id, intent } = message.message;
        const answer = await this.shell.onBehalfOf(page, () => this.session.handle(intent));
        if (intent.kind === 'show-fleet') fleet.show(intent.on);
        if (intent.kind === 'ready') {
          page.ready = true;
          fleet.again();
          this.show(page, this.session.view(page.locale));
        }
        page.tell({ kind: 'host', message: { kind: 'answer', id, answer } });
        return;
      }
      case 'reply':
        page.take(message.id, message.reply);
        return;
      case 'redo':
        await this.text.redo();
        page.tell({ kind: 'answer', id: message.id, answer: { kind: 'ok' } });
        return;
      case 'add': {
        const answer = await this.shell.onBehalfOf(page, () => this.added(message));
        page.tell({ kind: 'answer', id: message.id, answer });
      }
    }
  }

  private added({ uploads, list }: Extract<StudioPageMessage, { kind: 'add' }>) {
    return this.session.addBrought(async () => {
      const files = [];
      for (const upload of uploads) {
        const path = await this.brought(upload, list);
        files.push({ path, list: list ?? mediaListOf(path) ?? 'videos' });
      }
      return files;
    });
  }

  private show(page: Page, view: EditorView): void {
    page.tell({ kind: 'host', message: { kind: 'view', view } });
  }

  /** Gives a whole upload its name where the project keeps what is brought. */
  private brought(upload: string, list?: 'audios' | 'videos'): Promise<string> {
    return this.surroundings.uploads.take(upload, (name) =>
      footageFolder(dirname(this.path), list ?? mediaListOf(name) ?? 'videos'),
    );
  }
}
