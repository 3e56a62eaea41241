import { HeygemError } from '../core/errors.js';
import { webOrigin } from '../core/webOrigin.js';
import { StudioProcess, type StudioSettings } from './studioProcess.js';

/** The window as it is needed here. */
export interface StudioWindow {
  readonly trusted: () => boolean;
  /** Where an address of this machine is reached from where the person sits. */
  readonly asExternal: (address: string) => Promise<string>;
  /** False where it was not opened. */
  readonly openExternal: (address: string) => Promise<boolean>;
}

export interface BrowserStudioParts {
  /** The command line's bundle. */
  readonly entry: string;
  readonly settings: () => StudioSettings;
  readonly window: StudioWindow;
  /** Studios that this window runs became more or fewer. */
  readonly onChange: () => void;
  readonly log: (line: string) => void;
  /** Tried before any that is free: the one that people know. */
  readonly port?: number;
}

const USUAL_PORT = 7860;

/** The studios of folders that this window opened in the browser. Owns their processes. */
export class BrowserStudio {
  private readonly running = new Map<string, StudioProcess>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: BrowserStudioParts) {}

  /** Whose studios run, started here. */
  get folders(): readonly string[] {
    return [...this.running.keys()];
  }

  /**
   * Opens the studio of a folder, started if none runs; returns the origin that was opened. One after another,
   * so that two calls at once do not start two.
   * @throws HeygemError not-trusted, studio-under-path, studio-not-opened, and why it does not start
   */
  open(folder: string): Promise<string> {
    const opened = this.queue.then(() => this.openNow(folder));
    this.queue = opened.catch(() => undefined);
    return opened;
  }

  /** Resolves when all are gone; what they make is gone on with when they are opened again. */
  async stop(): Promise<void> {
    await Promise.all([...this.running.values()].map((process) => process.stop()));
  }

  private async openNow(folder: string): Promise<string> {
    const { window } = this.parts;
    if (!window.trusted()) throw new HeygemError('not-trusted');
    const known = this.running.has(folder);
    const address = await this.addressOf(folder);
    let target: string;
    try {
      target = await this.reachable(folder, address);
    } catch (error) {
      // Nobody would reach what was started for this alone.
      if (!known) await this.running.get(folder)?.stop();
      throw error;
    }
    if (!(await window.openExternal(target)))
      throw new HeygemError('studio-not-opened', { address: target });
    return new URL(target).origin;
  }

  /** The address as it is opened; the studio knows then where it is passed on, and only there. */
  private async reachable(folder: string, address: string): Promise<string> {
    const own = new URL(address).origin;
    const external = new URL(await this.parts.window.asExternal(`${own}/`));
    if (external.origin === own) return address;
    const passedOn = webOrigin(external.origin);
    if (passedOn === undefined || external.pathname !== '/')
      throw new HeygemError('studio-under-path', { address: external.href });
    const fresh = new URL(await this.addressOf(folder, passedOn));
    // Who opens such an address makes the way anew, from the port here to the port there.
    const name = isHere(external) ? fresh.origin : passedOn;
    return `${name}${fresh.pathname}${fresh.search}${external.search.replace('?', '&')}`;
  }

  private async addressOf(folder: string, passedOn?: string): Promise<string> {
    const { entry, settings, log, port = USUAL_PORT } = this.parts;
    const wish = { ...settings(), entry, folder, ...(passedOn !== undefined && { passedOn }) };
    const start = (at: number) => StudioProcess.start({ ...wish, port: at }, log);
    const { address, process } = await start(port).catch((error: unknown) => {
      if (error instanceof HeygemError && error.code === 'port-in-use') return start(0);
      throw error;
    });
    if (process) this.keep(folder, process);
    return address;
  }

  private keep(folder: string, process: StudioProcess): void {
    const { onChange } = this.parts;
    this.running.set(folder, process);
    onChange();
    void process.ended.then(() => {
      if (this.running.get(folder) !== process) return;
      this.running.delete(folder);
      onChange();
    });
  }
}

function isHere({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
