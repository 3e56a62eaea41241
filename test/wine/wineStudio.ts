import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { StudioServed } from '../e2e/studio/server.js';
import { WineRig } from './wineRig.js';

const PATIENT = { timeout: 60_000, interval: 100 };

/** `heygem studio` on a Windows of its own; the browser is one of Linux. */
export class WineStudio implements StudioServed {
  readonly rig = new WineRig();
  readonly folder = join(this.rig.folder, 'studio 页');
  readonly projects = join(this.folder, 'projects');

  constructor() {
    mkdirSync(this.projects, { recursive: true });
  }

  async serve(port = 0): Promise<string> {
    const args = ['studio', this.projects, '--no-open', '--json', '--port', String(port)];
    const run = this.rig.begin([...args, '--provider', 'cpu']);
    return vi.waitUntil(() => /"address":"([^"]+)"/.exec(run.said().text)?.[1], PATIENT);
  }

  async kill(): Promise<void> {
    this.rig.kill('cli.cjs');
    await vi.waitUntil(() => this.rig.running('cli.cjs').length === 0, PATIENT);
  }

  close(): Promise<void> {
    this.rig.close();
    return Promise.resolve();
  }
}
