import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findTelemetryLeftovers,
  removeTelemetryLeftovers,
} from '../../../src/engine/telemetryLeftovers.js';

const FILES = ['deviceid', 'deviceid.lock', 'onnxruntime.db', 'onnxruntime.db-wal'];

describe('what onnxruntime kept for its telemetry', () => {
  let home: string;
  let folder: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'heygem-home-'));
    folder = join(home, '.cache', 'Microsoft', 'DeveloperTools', '.onnxruntime');
    mkdirSync(folder, { recursive: true });
  });

  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it('is found by its files, where each system has it', async () => {
    expect(await findTelemetryLeftovers({}, 'linux', home)).toBeUndefined();
    for (const name of FILES) writeFileSync(join(folder, name), '');
    expect(await findTelemetryLeftovers({}, 'linux', home)).toBe(folder);
    const cache = { XDG_CACHE_HOME: join(home, '.cache') };
    expect(await findTelemetryLeftovers(cache, 'linux', '/nowhere')).toBe(folder);
    expect(await findTelemetryLeftovers({}, 'darwin', home)).toBeUndefined();
    expect(await findTelemetryLeftovers({}, 'win32', home)).toBeUndefined();
  });

  it('goes as a whole, with folders that are empty then', async () => {
    for (const name of FILES) writeFileSync(join(folder, name), '');
    await removeTelemetryLeftovers(folder);
    expect(readdirSync(join(home, '.cache'))).toEqual([]);
  });

  it('goes without what others keep beside it', async () => {
    writeFileSync(join(folder, 'deviceid'), '');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    mkdirSync(join(folder, 'onnxruntime.db'));
    writeFileSync(join(folder, '..', 'deviceid'), 'of other tools');
    await removeTelemetryLeftovers(folder);
    expect(readdirSync(folder).sort()).toEqual(['notes.txt', 'onnxruntime.db']);
    expect(existsSync(join(folder, '..', 'deviceid'))).toBe(true);
  });
});
