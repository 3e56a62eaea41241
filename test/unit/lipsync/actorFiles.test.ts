import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seeded } from '../../../src/core/seeded.js';
import type { LearntActor } from '../../../src/lipsync/actor/actor.js';
import { readActor } from '../../../src/lipsync/actor/actorFiles.js';
import { storeSample } from './sampleActor.js';

const FLIPS = 300;

let root: string;
let folder: string;
let written: LearntActor;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'heygem-actor-'));
  folder = join(root, 'a'.repeat(40));
  written = await storeSample(folder, 1);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Reads, and closes what was opened. */
async function kindOf(path: string): Promise<string> {
  const stored = await readActor(path);
  if (stored.kind === 'whole') stored.actor.track.close();
  return stored.kind;
}

const files = () => readdirSync(folder).map((name) => join(folder, name));

describe('a stored actor', () => {
  it('is read as it was written, and counts as of use now', async () => {
    utimesSync(folder, new Date(0), new Date(0));
    const stored = await readActor(folder);
    if (stored.kind !== 'whole') throw new Error(stored.kind);
    const { track, digest, ...actor } = stored.actor;
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(actor).toEqual(written);
    expect(track.read(5)).toHaveLength(478 * 3);
    track.close();
    expect(statSync(folder).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
  });

  it('is damaged when any bit of any of its files is', async () => {
    const draw = seeded(7);
    const below = (count: number) => Math.floor(count * draw());
    const hit = new Map<string, number>();
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const path = files()[below(files().length)];
      const bytes = readFileSync(path);
      const flipped = Buffer.from(bytes);
      flipped[below(bytes.length)] ^= 1 << below(8);
      writeFileSync(path, flipped);
      expect(await kindOf(folder)).toBe('damaged');
      writeFileSync(path, bytes);
      hit.set(path, (hit.get(path) ?? 0) + 1);
    }
    expect(hit.size).toBe(5);
    expect(await kindOf(folder)).toBe('whole');
  });

  it('is damaged when a digit of its header is another, which is as good JSON', async () => {
    const path = join(folder, 'actor.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/"aperture":0\.\d/, '"aperture":0.9'));
    expect(readFileSync(path, 'utf8')).not.toBe(text);
    expect(await kindOf(folder)).toBe('damaged');
  });

  it('is damaged when a file is cut, longer, empty, another or missing', async () => {
    const spare = join(root, 'spare');
    cpSync(folder, spare, { recursive: true });
    const other = join(root, 'other');
    await storeSample(other, 2);
    const harms: ((path: string, name: string) => void)[] = [
      (path) => {
        truncateSync(path, statSync(path).size - 1);
      },
      (path) => {
        truncateSync(path, 0);
      },
      (path) => {
        appendFileSync(path, '\n');
      },
      (path, name) => {
        cpSync(join(other, name), path);
      },
      (path) => {
        rmSync(path);
      },
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
    ];
    for (const name of readdirSync(spare)) {
      for (const harm of harms) {
        harm(join(folder, name), name);
        expect(await kindOf(folder)).toBe('damaged');
        rmSync(folder, { recursive: true });
        cpSync(spare, folder, { recursive: true });
        expect(await kindOf(folder)).toBe('whole');
      }
    }
  });

  it('is absent where nothing is, and damaged where a file is in its place', async () => {
    expect(await kindOf(join(root, 'no'))).toBe('absent');
    writeFileSync(join(root, 'file'), '');
    expect(await kindOf(join(root, 'file'))).toBe('damaged');
  });

  it.runIf(process.platform === 'linux')('can be checked without us', () => {
    const sums = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
    expect(sums.match(/: OK$/gm)).toHaveLength(4);
  });
});
