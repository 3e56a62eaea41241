import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { resolvePath } from '../../../src/core/plan/resolvePath.js';
import { DiskFacts } from '../../../src/engine/diskFacts.js';
import { HashStore } from '../../../src/engine/hashStore.js';
import { likeNamed } from '../../../src/files/likeNamed.js';

const COMPOSED = 'caf\u00e9';
const APART = 'cafe\u0301';

let folder: string;
let facts: DiskFacts;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'heygem-accents-')));
  facts = new DiskFacts(new HashStore(join(folder, 'cache', 'hashes.txt')));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it.each([
  [COMPOSED, APART],
  [APART, COMPOSED],
])('finds what a project calls %j and the disk %j', async (wanted, there) => {
  mkdirSync(join(folder, there));
  writeFileSync(join(folder, there, `${there}.mp4`), 'x');
  const rules = { folder, outsideAllowed: false };
  const path = await resolvePath(`${wanted}/${wanted}.mp4`, rules, facts);
  expect(await facts.stat(path)).toEqual({ kind: 'file', size: 1 });
  // What is not there yet comes where the rest is.
  const next = await resolvePath(`${wanted}/next.mp4`, rules, facts);
  expect(next.normalize('NFC')).toBe(join(folder, COMPOSED, 'next.mp4'));
  expect(await facts.stat(join(next, '..'))).toEqual({ kind: 'other', size: 0 });
});

it('takes what is called exactly so before what only looks like it', async () => {
  writeFileSync(join(folder, APART), 'apart');
  writeFileSync(join(folder, COMPOSED), 'composed');
  for (const name of [APART, COMPOSED]) {
    expect((await facts.realpath(join(folder, name))).normalize('NFC')).toBe(
      join(folder, COMPOSED),
    );
    expect((await facts.stat(await facts.realpath(join(folder, name)))).kind).toBe('file');
  }
});

it('finds nothing for other accents, other letters and other capitals', async () => {
  for (const name of ['cafe', 'Cafe\u0301', 'cafe\u0300']) writeFileSync(join(folder, name), 'x');
  expect(await likeNamed(join(folder, COMPOSED))).toBeUndefined();
  expect(await likeNamed(join(folder, 'nowhere', COMPOSED))).toBeUndefined();
});
