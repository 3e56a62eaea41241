import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, readdirSync, statSync, writeFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer as PageAnswer } from '../../../src/protocol/editor.js';
import { StudioRig } from './studioRig.js';

let rig: StudioRig;
beforeEach(async () => {
  rig = new StudioRig();
  await rig.start();
  await rig.enter();
});
afterEach(async () => {
  await rig.stop();
});

async function begin(size: number, name = 'talk.mp4'): Promise<string> {
  const { headers, status } = await rig.ask('/uploads', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(size),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  });
  expect(status).toBe(201);
  return String(headers.location);
}

/** Sends a stretch of a file; `after` bytes of it the connection is lost. */
function send(location: string, file: string, from: number, to: number, after = Infinity) {
  return new Promise<number | undefined>((done) => {
    const sending = request(
      {
        ...{ host: '127.0.0.1', port: rig.server.port, path: location, method: 'PATCH' },
        headers: {
          host: `127.0.0.1:${rig.server.port}`,
          ...rig.own,
          'tus-resumable': '1.0.0',
          'upload-offset': String(from),
          'content-type': 'application/offset+octet-stream',
          'content-length': String(to - from),
        },
      },
      (response) => {
        response.resume().once('end', () => {
          done(response.statusCode);
        });
      },
    );
    sending.on('error', () => {
      done(undefined);
    });
    const stream = createReadStream(file, { start: from, end: to - 1, highWaterMark: 1 << 20 });
    let sent = 0;
    stream.on('data', (chunk) => {
      sent += chunk.length;
      if (sent > after) sending.destroy();
    });
    stream.pipe(sending);
  });
}

async function offsetOf(location: string): Promise<number> {
  const headers = { 'tus-resumable': '1.0.0' };
  const answer = await rig.ask(location, { method: 'HEAD', headers });
  return Number(answer.headers['upload-offset']);
}

/** How much was kept of a connection that was lost, once all of it is. */
async function settled(location: string): Promise<number> {
  let offset = await offsetOf(location);
  for (let before = -1; before !== offset; offset = await offsetOf(location)) {
    before = offset;
    await new Promise((done) => setTimeout(done, 100));
  }
  return offset;
}

async function sumOf(file: string): Promise<string> {
  const sum = createHash('sha256');
  for await (const piece of createReadStream(file)) sum.update(piece as Buffer);
  return sum.digest('hex');
}

/** A file of so many bytes that takes no room. */
async function sparse(size: number): Promise<string> {
  const path = join(rig.folder, `sparse-${size}`);
  const file = await open(path, 'w');
  await file.truncate(size);
  await file.write(Buffer.from('end'), 0, 3, size - 3);
  await file.close();
  return path;
}

function addedBy(id: string, uploads: readonly string[]): Promise<PageAnswer> {
  const socket = rig.socket(`/projects/${id}/socket`);
  return new Promise((done) => {
    socket.on('open', () => {
      socket.send(JSON.stringify({ kind: 'add', id: 1, uploads }));
    });
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { kind: string; answer: PageAnswer };
      if (message.kind !== 'answer') return;
      socket.terminate();
      done(message.answer);
    });
  });
}

describe('an upload', () => {
  it('is gone on with where the connection was lost, and becomes a source', async () => {
    const size = 50 * 2 ** 20;
    const file = await sparse(size);
    const location = await begin(size, '讲师.mp4');
    expect(await send(location, file, 0, size, 0.6 * size)).toBeUndefined();
    let offset = 0;
    await expect
      .poll(async () => (offset = await offsetOf(location)), { timeout: 10_000 })
      .toBeGreaterThan(0.3 * size);
    expect(offset).toBeLessThan(size);
    expect(await send(location, file, offset, size)).toBe(204);
    const id = await rig.create('Talk');
    expect(await addedBy(id, [location.split('/')[2]])).toEqual({ kind: 'ok' });
    const made = join(rig.root, 'Talk/videos/讲师.mp4');
    expect(Buffer.compare(await readFile(made), await readFile(file))).toBe(0);
    expect(readdirSync(join(rig.root, '.heygem-studio/uploads'))).toEqual([]);
  });

  it('that is not whole becomes none, and is said so', async () => {
    const location = await begin(1000);
    const id = await rig.create('Talk');
    const answer = await addedBy(id, [location.split('/')[2]]);
    expect(answer).toMatchObject({ kind: 'refused', notice: { code: 'input-missing' } });
    expect(readdirSync(join(rig.root, 'Talk'))).toEqual(['Talk.heygem']);
  });

  it('of a gigabyte takes no memory, nor do three at once', { timeout: 120_000 }, async () => {
    const size = 350 * 2 ** 20;
    const file = await sparse(size);
    const locations = await Promise.all([begin(size), begin(size), begin(size)]);
    global.gc?.();
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
    const sent = await Promise.all(locations.map((location) => send(location, file, 0, size)));
    clearInterval(watch);
    expect(sent).toEqual([204, 204, 204]);
    // The server and the one who sends are one process here.
    expect((most - before) / 2 ** 20).toBeLessThan(250);
    for (const location of locations) {
      const kept = join(rig.root, '.heygem-studio/uploads', location.split('/')[2]);
      expect(statSync(kept).size).toBe(size);
    }
  });

  it('is the same bytes after three at once were broken off and gone on with', async () => {
    const size = 64 * 2 ** 20;
    const files = [1, 2, 3].map((n) => join(rig.folder, `noise-${n}`));
    for (const file of files) writeFileSync(file, randomBytes(size));
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
    const kept = await Promise.all(
      files.map(async (file) => {
        const location = await begin(size);
        expect(await send(location, file, 0, size, 0.6 * size)).toBeUndefined();
        const offset = await settled(location);
        expect(offset).toBeGreaterThan(0.4 * size);
        expect(offset).toBeLessThan(size);
        expect(await send(location, file, offset, size)).toBe(204);
        return join(rig.root, '.heygem-studio/uploads', location.split('/')[2]);
      }),
    );
    clearInterval(watch);
    expect(await Promise.all(kept.map(sumOf))).toEqual(await Promise.all(files.map(sumOf)));
    expect((most - before) / 2 ** 20).toBeLessThan(120);
  });

  it('that was given up leaves nothing', async () => {
    const location = await begin(1000);
    const headers = { 'tus-resumable': '1.0.0' };
    expect((await rig.ask(location, { method: 'DELETE', headers })).status).toBe(204);
    expect(readdirSync(join(rig.root, '.heygem-studio/uploads'))).toEqual([]);
  });
});
