import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freeBytes } from '../../../src/engine/freeBytes.js';
import { StudioUploads } from '../../../src/studio/uploads.js';
import { StudioRig } from './studioRig.js';

const HOUR = 3_600_000;
const TUS = { 'tus-resumable': '1.0.0' };

let folder: string;
/** What the clock says, hours from now. */
let hours = 0;
let uploads: StudioUploads;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  folder = mkdtempSync(join(tmpdir(), 'heygem uploads '));
  hours = 0;
  uploads = new StudioUploads(folder, 2 ** 50, () => Date.now() + hours * HOUR);
});
afterEach(() => {
  uploads.dispose();
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

const files = () => readdirSync(folder).sort();

async function begin(size: number): Promise<{ status: number; id: string }> {
  const filename = `filename ${Buffer.from('talk.mp4').toString('base64')}`;
  const headers = { ...TUS, 'upload-length': String(size), 'upload-metadata': filename };
  const request = new Request('http://127.0.0.1/uploads', { method: 'POST', headers });
  const { status, headers: told } = await uploads.handle(request, undefined);
  return { status, id: told.get('location')?.split('/').at(-1) ?? '' };
}

async function send(id: string, from: number, content: string): Promise<number> {
  const type = { 'content-type': 'application/offset+octet-stream' };
  const headers = { ...TUS, ...type, 'upload-offset': String(from) };
  const address = `http://127.0.0.1/uploads/${id}`;
  const request = new Request(address, { method: 'PATCH', headers, body: content });
  return (await uploads.handle(request, id)).status;
}

/** An hour passes on the timers, and so many on the clock. */
async function pass(count: number): Promise<void> {
  hours += count;
  await vi.advanceTimersByTimeAsync(HOUR);
}

/** The last touch of an upload was so many hours ago. */
function age(id: string, count: number, names = [id, `${id}.json`]): void {
  const then = new Date(Date.now() - count * HOUR);
  for (const name of names) utimesSync(join(folder, name), then, then);
}

describe('what was begun and not gone on with', () => {
  it('stays for a day, and is removed in the hour after it', async () => {
    const { id } = await begin(10);
    expect(await send(id, 0, 'half ')).toBe(204);
    await pass(23);
    // As long as the clock said nothing else, it could be gone on with.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(files()).toEqual([id, `${id}.json`]);
    await pass(2);
    await expect.poll(files).toEqual([]);
    expect(await send(id, 5, 'whole')).toBe(404);
  });

  it('stays as long as somebody goes on with it, whenever it was begun', async () => {
    const { id } = await begin(10);
    const idle = await begin(10);
    age(id, 40);
    age(idle.id, 40);
    expect(await send(id, 0, 'half ')).toBe(204);
    await pass(0);
    await expect.poll(files).toEqual([id, `${id}.json`]);
    expect(await send(id, 5, 'whole')).toBe(204);
  });

  it('is removed where it is whole and nobody took it, or half of it is gone', async () => {
    const { id } = await begin(5);
    expect(await send(id, 0, 'whole')).toBe(204);
    const orphan = 'a'.repeat(32);
    writeFileSync(join(folder, orphan), 'without a word of what it is');
    writeFileSync(join(folder, `${'b'.repeat(32)}.json`), '{}');
    writeFileSync(join(folder, 'notes.txt'), 'not of ours');
    await pass(25);
    await expect.poll(files).toEqual(['notes.txt']);
  });

  it('keeps no room on the disk from others', async () => {
    const most = Math.floor(((await freeBytes(folder)) ?? 0) * 0.6);
    expect((await begin(most)).status).toBe(201);
    expect((await begin(most)).status).toBe(507);
    await pass(25);
    await expect.poll(files).toEqual([]);
    expect((await begin(most)).status).toBe(201);
  });
});

describe('a studio', () => {
  it('removes at its start what was left before', async () => {
    vi.useRealTimers();
    const rig = new StudioRig();
    await rig.start();
    const left = join(rig.root, '.heygem-studio/uploads');
    await rig.stop();
    for (const name of ['c', 'd'].map((sign) => sign.repeat(32)))
      writeFileSync(join(left, name), 'half');
    const then = new Date(Date.now() - 25 * HOUR);
    utimesSync(join(left, 'c'.repeat(32)), then, then);
    await rig.start();
    await expect.poll(() => readdirSync(left)).toEqual(['d'.repeat(32)]);
    await rig.stop();
  });
});
