import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunningStudio } from '../../../src/studio/runningStudio.js';
import { StatePlace } from '../../../src/studio/statePlace.js';
import { StudioRig } from './studioRig.js';

const ORIGIN = 'https://7860-talk.example.com';
const HOST = '7860-talk.example.com';

let rig: StudioRig;
beforeEach(async () => {
  rig = new StudioRig();
  await rig.start();
  await rig.enter();
});
afterEach(async () => {
  await rig.stop();
});

async function home(headers: Record<string, string>): Promise<number> {
  return (await rig.ask('/api/home', { headers })).status;
}

async function write(headers: Record<string, string>): Promise<number> {
  const wish = { method: 'PUT', headers, body: '{"keepPrevious":true}' };
  return (await rig.ask('/api/settings', wish)).status;
}

function opened(headers: Record<string, string>): Promise<string> {
  const socket = rig.socket(`/projects/${'0'.repeat(24)}/socket`, headers);
  return new Promise((done) => {
    socket.on('unexpected-response', (_request, response) => {
      socket.terminate();
      done(String(response.statusCode));
    });
    socket.on('error', () => undefined);
  });
}

/** As a second start with `--also-at` does. */
const passOn = (origin: string) => new RunningStudio(new StatePlace(rig.root)).address(origin);

describe('a studio that somebody else passes on', () => {
  it('answers at that address only after it was told of it', async () => {
    expect([await home({ host: HOST }), await write({ host: HOST, origin: ORIGIN })]).toEqual([
      403, 403,
    ]);
    expect(await opened({ ...rig.own, host: HOST, origin: ORIGIN })).toBe('403');
    const address = await passOn(ORIGIN);
    expect(new URL(address ?? '').port).toBe(String(rig.server.port));
    expect([await home({ host: HOST }), await write({ host: HOST, origin: ORIGIN })]).toEqual([
      200, 200,
    ]);
    // Judged first, looked for then.
    expect(await opened({ ...rig.own, host: HOST, origin: ORIGIN })).toBe('404');
    expect(await home({})).toBe(200);
  });

  it('answers at no other, whatever looks like it', async () => {
    await passOn(ORIGIN);
    for (const host of ['example.com', `x.${HOST}`, `${HOST}.evil.example`, `${HOST}:8080`])
      expect(await home({ host }), host).toBe(403);
    for (const origin of ['http://7860-talk.example.com', 'https://evil.example', 'null'])
      expect(await write({ host: HOST, origin }), origin).toBe(403);
  });

  it('lets nobody in there without a ticket', async () => {
    await passOn(ORIGIN);
    const headers = { host: HOST };
    expect((await rig.ask('/api/home', { headers, stranger: true })).status).toBe(401);
  });

  it('takes no pattern, and nothing from who does not know its secret', async () => {
    expect(await passOn('https://*.example.com')).toBeUndefined();
    expect(await passOn('https://7860-talk.example.com/path')).toBeUndefined();
    const headers = { 'x-heygem-studio': 'guess', 'x-heygem-passed-on': ORIGIN };
    expect((await rig.ask('/address', { headers })).status).toBe(404);
    expect(await home({ host: HOST })).toBe(403);
    const note = readFileSync(join(rig.root, '.heygem-studio/server.json'), 'utf8');
    const { secret } = JSON.parse(note) as { secret: string };
    const known = { 'x-heygem-studio': secret, 'x-heygem-passed-on': '*' };
    expect((await rig.ask('/address', { headers: known })).status).toBe(400);
  });

  it('may be told when it starts', async () => {
    await rig.server.close();
    await rig.start({ passedOn: ORIGIN });
    await rig.enter();
    expect(await home({ host: HOST })).toBe(200);
  });
});
