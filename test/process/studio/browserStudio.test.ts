import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import { NO_WISHES } from '../../../src/core/voice/voiceCommand.js';
import { BrowserStudio } from '../../../src/vscode/browserStudio.js';
import { bundle } from '../engine/bundle.js';
import { StudioRig } from './studioRig.js';

const base = mkdtempSync(join(tmpdir(), 'heygem window 窗口 '));
const before = { ...process.env };
let entry: string;
let folder: string;
let studio: BrowserStudio;
let changes: number;
/** What a window of VS Code does, as far as a test wants it otherwise. */
const window = { trusted: true, external: (address: string) => address, opens: true };
const opened: string[] = [];

beforeAll(() => {
  entry = bundle('test/fixtures/studioEntry.ts');
  mkdirSync(join(base, 'models'));
  writeFileSync(join(base, 'models/manifest.json'), '{"version": 1, "models": []}');
  process.env['HEYGEM_MODELS'] = join(base, 'models');
  process.env['HEYGEM_CACHE'] = join(base, 'cache');
});
afterAll(() => {
  process.env = before;
  rmSync(base, { recursive: true, force: true });
});
beforeEach(() => {
  folder = mkdtempSync(join(base, 'course '));
  Object.assign(window, { trusted: true, external: (address: string) => address, opens: true });
  opened.length = 0;
  changes = 0;
  studio = studioWith({});
});
afterEach(async () => {
  await studio.stop();
});

function studioWith(more: { readonly entry?: string; readonly port?: number }): BrowserStudio {
  return new BrowserStudio({
    ...{ entry, port: 0, ...more },
    settings: () => ({ locale: 'en', provider: 'cpu', parallel: 1, voices: NO_WISHES }),
    window: {
      trusted: () => window.trusted,
      asExternal: (address) => Promise.resolve(window.external(address)),
      openExternal: (address) => {
        opened.push(address);
        return Promise.resolve(window.opens);
      },
    },
    onChange: () => (changes += 1),
    log: () => undefined,
  });
}

/** The status of an address of this machine, asked for by another name; undefined where nobody listens. */
function asked(port: string, path: string, host = `localhost:${port}`) {
  return new Promise<number | undefined>((done) => {
    const asking = request(
      { host: '127.0.0.1', port, path, headers: { host }, agent: false },
      (response) => {
        response.resume();
        done(response.headers['set-cookie'] ? 200 : response.statusCode);
      },
    );
    asking.on('error', () => {
      done(undefined);
    });
    asking.end();
  });
}

/** Whether the ticket of an address lets in. */
function enters(address: string, port = new URL(address).port, host?: string) {
  const { pathname, search } = new URL(address);
  return asked(port, `${pathname}${search}`, host);
}

async function refusal(opening: Promise<unknown>): Promise<HeygemError> {
  const error = await opening.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof HeygemError) return error;
  throw new Error(`not refused: ${String(error)}`);
}

describe('the studio that VS Code opens in the browser', () => {
  it('is started, opened with a ticket, and opened again with another', async () => {
    const origin = await studio.open(folder);
    expect(studio.folders).toEqual([folder]);
    expect(await enters(opened[0])).toBe(200);
    expect(await enters(opened[0])).toBe(401);
    expect(await studio.open(folder)).toBe(origin);
    expect(await enters(opened[1])).toBe(200);
    expect(changes).toBe(1);
  });

  it('is started once by two who ask at once', async () => {
    const [one, two] = await Promise.all([studio.open(folder), studio.open(folder)]);
    expect(one).toBe(two);
  });

  it('ends when it is stopped, and is started anew', async () => {
    const { port } = new URL(await studio.open(folder));
    await studio.stop();
    expect(await asked(port, '/enter')).toBeUndefined();
    expect(studio.folders).toEqual([]);
    expect(changes).toBe(2);
    await studio.open(folder);
    expect(await enters(opened[1])).toBe(200);
  });

  it('opens one that was started elsewhere, and leaves it running', async () => {
    const rig = new StudioRig();
    await rig.start();
    try {
      await studio.open(rig.root);
      expect(new URL(opened[0]).port).toBe(String(rig.server.port));
      expect(studio.folders).toEqual([]);
      await studio.stop();
      expect(await enters(opened[0])).toBe(200);
    } finally {
      await rig.stop();
    }
  });

  it('takes another port where the usual one is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const second = studioWith({ port });
    try {
      await second.open(folder);
      expect(new URL(opened[0]).port).not.toBe(String(port));
      expect(await enters(opened[0])).toBe(200);
    } finally {
      await second.stop();
      other.close();
    }
  });

  it('is reached where a remote passes its port on, and nowhere else', async () => {
    let port = '';
    window.external = (address) => {
      ({ port } = new URL(address));
      return `https://${port}-talk.example.com/`;
    };
    const host = () => `${port}-talk.example.com`;
    expect(await studio.open(folder)).toBe(`https://${host()}`);
    expect(opened).toHaveLength(1);
    expect(new URL(opened[0]).host).toBe(host());
    expect(await asked(port, '/enter', host())).toBe(200);
    for (const other of ['example.com', `x.${host()}`, `${port}-other.example.com`])
      expect(await asked(port, '/enter', other), other).toBe(403);
    expect(await enters(opened[0], port, host())).toBe(200);
  });

  it('leaves the tunnel to VS Code where that leads from another port of the same name', async () => {
    let port = '';
    window.external = (address) => {
      ({ port } = new URL(address));
      return 'http://localhost:9/';
    };
    await studio.open(folder);
    expect(new URL(opened[0]).port).toBe(port);
    expect(await enters(opened[0], port, 'localhost:9')).toBe(200);
  });

  it('is not opened, nor left running, where ports share a host', async () => {
    window.external = (address) => `https://code.example.com/proxy/${new URL(address).port}/`;
    const { code, params } = await refusal(studio.open(folder));
    expect([code, String(params['address'])]).toEqual([
      'studio-under-path',
      expect.stringMatching(/^https:\/\/code\.example\.com\/proxy\/\d+\/$/),
    ]);
    expect([opened, studio.folders]).toEqual([[], []]);
  });

  it('is not started where nothing is trusted', async () => {
    window.trusted = false;
    expect((await refusal(studio.open(folder))).code).toBe('not-trusted');
    expect(existsSync(join(folder, '.heygem-studio'))).toBe(false);
  });

  it('says where it is when no browser was opened', async () => {
    window.opens = false;
    const { code, params } = await refusal(studio.open(folder));
    expect(code).toBe('studio-not-opened');
    expect(await enters(String(params['address']))).toBe(200);
  });

  it('says what the command says', async () => {
    const gone = join(folder, 'gone');
    expect(await refusal(studio.open(gone))).toMatchObject({
      code: 'folder-missing',
      params: { path: gone },
    });
  });

  it('says that it ended, with its last words', async () => {
    const broken = join(folder, 'broken.cjs');
    writeFileSync(broken, 'console.error("no such luck"); process.exit(3);');
    const { code, detail } = await refusal(studioWith({ entry: broken }).open(folder));
    expect([code, detail]).toEqual(['studio-ended', 'no such luck']);
  });

  it('does not outlive who opened it, however that ends', async () => {
    const host = spawn(process.execPath, [bundle('test/fixtures/studioHost.ts'), entry, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(host.stdout, 'data')) as [Buffer];
    const { address, pid } = JSON.parse(line.toString()) as { address: string; pid: number };
    const { port } = new URL(address);
    expect(await asked(port, '/enter')).toBe(200);
    host.kill('SIGKILL');
    await expect.poll(() => asked(port, '/enter'), { timeout: 15_000 }).toBeUndefined();
    await expect.poll(() => isAlive(pid), { timeout: 15_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
