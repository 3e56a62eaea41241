import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readActor } from '../../../src/lipsync/actor/actorFiles.js';
import { publishActor } from '../../../src/lipsync/actor/publishActor.js';
import { storeSample } from './sampleActor.js';

const ROUNDS = 25;
const RIVALS = 5;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heygem-publish-'));
  mkdirSync(join(root, 'actors'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const entries = () => readdirSync(join(root, 'actors'));

/** As many as there are rivals, each with what it learnt: as good as the others', but not the same. */
function learnt(round: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: RIVALS }, async (_, rival) => {
      const folder = join(root, 'actors', `${round}.partial-${rival}`);
      await storeSample(folder, round * RIVALS + rival);
      return folder;
    }),
  );
}

describe('publishActor', () => {
  it('lets one of several that publish at once win, and the others use what it stored', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const to = join(root, 'actors', `${round}`);
      const folders = await learnt(round);
      const actors = await Promise.all(folders.map((from) => publishActor(root, from, to)));
      const stored = await readActor(to);
      if (stored.kind !== 'whole') throw new Error(stored.kind);
      for (const actor of actors) expect(actor.facts).toEqual(stored.actor.facts);
      for (const { track } of [...actors, stored.actor]) track.close();
    }
    expect(entries().sort()).toEqual(Array.from({ length: ROUNDS }, (_, n) => `${n}`).sort());
    expect(readdirSync(root)).toEqual(['actors']);
  });

  it('takes nothing damaged for the winner, however many find it at once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const to = join(root, 'actors', `${round}`);
      await storeSample(to, 1_000 + round);
      truncateSync(join(to, 'patches.yuv'), 5);
      const folders = await learnt(round);
      const actors = await Promise.all(folders.map((from) => publishActor(root, from, to)));
      const stored = await readActor(to);
      if (stored.kind !== 'whole') throw new Error(stored.kind);
      for (const { track } of [...actors, stored.actor]) track.close();
    }
    expect(entries()).toHaveLength(ROUNDS);
    expect(readdirSync(root)).toEqual(['actors']);
  });

  it('takes the place of a file or a link, and of the link only itself', async () => {
    const precious = join(root, 'precious');
    mkdirSync(precious);
    writeFileSync(join(precious, 'thesis'), 'years');
    const [file, link] = [join(root, 'actors', 'file'), join(root, 'actors', 'link')];
    writeFileSync(file, 'x');
    symlinkSync(precious, link);
    for (const to of [file, link]) {
      const from = join(root, 'actors', 'new');
      await storeSample(from, 1);
      (await publishActor(root, from, to)).track.close();
    }
    expect(existsSync(join(precious, 'thesis'))).toBe(true);
    expect(entries().sort()).toEqual(['file', 'link']);
  });

  it('tells why where there is no place to go', async () => {
    const from = join(root, 'actors', 'new');
    await storeSample(from, 1);
    await expect(publishActor(root, from, join(root, 'nowhere', 'a'))).rejects.toThrow();
  });
});
