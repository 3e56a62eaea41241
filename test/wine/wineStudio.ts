import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { StudioServed } from '../e2e/studio/server.js';
import { WineRig } from './wineRig.js';

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
    const address = () => /"address":"([^"]+)"/.exec(run.said().text)?.[1];
    await expect.poll(address).toBeDefined();
    return address() ?? '';
  }

  async kill(): Promise<void> {
    this.rig.kill('cli.cjs');
    await expect.poll(() => this.rig.running('cli.cjs')).toEqual([]);
  }

  close(): Promise<void> {
    this.rig.close();
    return Promise.resolve();
  }
}
