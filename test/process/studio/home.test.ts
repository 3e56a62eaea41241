import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HomeView } from '../../../src/protocol/studio.js';
import { RunningStudio } from '../../../src/studio/runningStudio.js';
import { StatePlace } from '../../../src/studio/statePlace.js';
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

const home = async () => JSON.parse((await rig.ask('/api/home')).body) as HomeView;
const titles = async () => (await home()).projects.map(({ title, path }) => [title, path]);

describe('the home page', () => {
  it('makes projects of one name beside each other', async () => {
    await rig.create('Talk: 1/2?');
    await rig.create('Talk: 1/2?');
    expect((await titles()).sort()).toEqual([
      ['Talk: 1/2?', 'Talk 1 2 2/Talk 1 2.heygem'],
      ['Talk: 1/2?', 'Talk 1 2/Talk 1 2.heygem'],
    ]);
  });

  it('makes a sample project, beside others of it', async () => {
    const paths = async () => (await titles()).map(([, path]) => path).sort();
    for (let number = 1; number <= 2; number += 1) {
      const { status } = await rig.json('/api/projects/sample', 'POST', {});
      expect(status).toBe(201);
    }
    expect(await paths()).toEqual(['HeyGem sample 2/sample.heygem', 'HeyGem sample/sample.heygem']);
    const place = join(rig.root, 'HeyGem sample');
    expect(readdirSync(place).sort()).toEqual(['sample.heygem', 'speech', 'videos']);
  });

  it('duplicates a project without its results', async () => {
    const id = await rig.create('Talk');
    await rig.json(`/api/projects/${id}/duplicate`, 'POST', {});
    expect((await titles()).map(([, path]) => path).sort()).toEqual([
      'Talk/Talk 2.heygem',
      'Talk/Talk.heygem',
    ]);
  });

  it('moves what is deleted into the bin, and nothing else', async () => {
    const id = await rig.create('Talk');
    writeFileSync(join(rig.root, 'Talk/talk.mp4'), 'mine');
    const text = readFileSync(join(rig.root, 'Talk/Talk.heygem'), 'utf8');
    expect((await rig.ask(`/api/projects/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await titles()).toEqual([]);
    expect(readFileSync(join(rig.root, 'Talk/talk.mp4'), 'utf8')).toBe('mine');
    const [day] = readdirSync(join(rig.root, 'heygem-bin'));
    expect(readFileSync(join(rig.root, 'heygem-bin', day, 'Talk.heygem'), 'utf8')).toBe(text);
  });

  it('is given in the language that its browser prefers', async () => {
    const langOf = async (accepted: string, path = '/', stranger = false) => {
      const headers = { 'accept-language': accepted };
      return /<html lang="([^"]+)">/.exec((await rig.ask(path, { headers, stranger })).body)?.[1];
    };
    expect(await langOf('zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh-CN');
    expect(await langOf('en-GB,zh;q=0.9')).toBe('en');
    expect(await langOf('fr')).toBe('en');
    expect(await langOf('zh-TW', '/enter', true)).toBe('zh-CN');
  });

  it('tells the log from where it was read to', async () => {
    rig.engine.log.write('first');
    const piece = JSON.parse((await rig.ask('/api/log')).body) as { text: string; next: number };
    expect(piece.text).toContain('first');
    rig.engine.log.write('second 第二');
    const { body } = await rig.ask(`/api/log?from=${piece.next}`);
    const { text } = JSON.parse(body) as { text: string };
    expect(text).toContain('second 第二');
    expect(text).not.toContain('first');
  });
});

describe('one studio a folder', () => {
  it('is found by a second start, which is given an address of its own', async () => {
    const address = await new RunningStudio(new StatePlace(rig.root)).address();
    const { pathname, search, port } = new URL(address ?? '');
    expect(Number(port)).toBe(rig.server.port);
    const { headers } = await rig.ask(`${pathname}${search}`, { stranger: true });
    expect(headers['set-cookie']).toHaveLength(1);
  });

  it('is not found after it was closed, nor when its note is of another', async () => {
    const second = new RunningStudio(new StatePlace(rig.root));
    const note = join(rig.root, '.heygem-studio/server.json');
    const text = readFileSync(note, 'utf8');
    await rig.server.close();
    expect(existsSync(note)).toBe(false);
    expect(await second.address()).toBeUndefined();
    // As after a kill: the port is nobody's, or another program's.
    writeFileSync(note, text);
    expect(await second.address()).toBeUndefined();
    writeFileSync(note, '{"port":"x"}');
    expect(await second.address()).toBeUndefined();
    await rig.start();
  });

  it('is found where its connections are encrypted, and where it listens to all', async () => {
    const other = new StudioRig();
    const tls = { cert: join(other.folder, 'cert.pem'), key: join(other.folder, 'key.pem') };
    const made = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=x', '-keyout', tls.key];
    execFileSync('openssl', ['req', '-x509', ...made, '-out', tls.cert], { stdio: 'ignore' });
    await other.start({ tls, host: '0.0.0.0', password: 'secret' });
    try {
      const address = await new RunningStudio(new StatePlace(other.root)).address();
      expect(new URL(address ?? '')).toMatchObject({
        protocol: 'https:',
        port: String(other.server.port),
      });
    } finally {
      await other.stop();
    }
  });

  it('is not asked for on another machine, whatever a note says', async () => {
    const note = join(rig.root, '.heygem-studio/server.json');
    const kept = JSON.parse(readFileSync(note, 'utf8')) as object;
    const second = new RunningStudio(new StatePlace(rig.root));
    expect(await second.address()).toBeDefined();
    // Each leads here, and so would be answered if it were asked.
    for (const host of ['127.1', '2130706433', 'localhost.', '0']) {
      writeFileSync(note, JSON.stringify({ ...kept, host }));
      expect(await second.address(), host).toBeUndefined();
    }
  });

  it('listens to others only with a password', async () => {
    const other = new StudioRig();
    await expect(other.start({ host: '0.0.0.0' })).rejects.toMatchObject({
      code: 'studio-needs-password',
    });
    await other.engine.dispose();
  });

  it('says that a port is taken', async () => {
    const other = new StudioRig();
    const taken = other.start({ port: rig.server.port });
    await expect(taken).rejects.toMatchObject({ code: 'port-in-use' });
    await other.engine.dispose();
  });
});
