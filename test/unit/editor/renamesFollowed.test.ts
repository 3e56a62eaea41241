import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fingerprint, PairId } from '../../../src/core/ids.js';
import { followRenames, moveResults } from '../../../src/editor/renamesFollowed.js';
import { changesOf } from '../../../src/editor/textEdits.js';
import { LedgerStore } from '../../../src/engine/ledgerStore.js';

const TEXT = `{
  "version": 1, // as the person wrote it
  "videos": [{ "id": "anna", "path": "takes/anna.mp4" }],
  "audios": [{ "id": "one", "path": "one.wav" }],
  "output": { "folder": "out" }
}
`;

describe('a project whose files were renamed', () => {
  let root: string;
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'heygem-moves-'));
    folder = join(root, 'course');
    for (const name of ['takes', 'out']) mkdirSync(at(name), { recursive: true });
    for (const name of ['takes/anna.mp4', 'one.wav', 'out/anna-one.mp4']) {
      writeFileSync(at(name), name);
    }
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  async function after(from: string, to: string) {
    mkdirSync(join(to, '..'), { recursive: true });
    renameSync(from, to);
    const followed = await followRenames(TEXT, { before: folder, now: folder }, [{ from, to }]);
    const changed = followed && changesOf(TEXT, followed.edits);
    return { followed, text: changed?.kind === 'changed' ? changed.text : undefined };
  }

  it('names them where they are, and changes nothing else', async () => {
    const { text } = await after(at('takes'), at('old/takes'));
    expect(text).toBe(TEXT.replace('takes/anna', 'old/takes/anna'));
  });

  it('leaves what its words still lead to', async () => {
    renameSync(at('one.wav'), at('two.wav'));
    writeFileSync(at('one.wav'), 'another take');
    const moves = [{ from: at('one.wav'), to: at('two.wav') }];
    expect(await followRenames(TEXT, { before: folder, now: folder }, moves)).toBeUndefined();
  });

  it('leaves what is not where it was said to go', async () => {
    rmSync(at('one.wav'));
    const moves = [{ from: at('one.wav'), to: at('two.wav') }];
    expect(await followRenames(TEXT, { before: folder, now: folder }, moves)).toBeUndefined();
  });

  it('tells that something left the folder, and lets the project name it', async () => {
    const { followed, text } = await after(at('one.wav'), join(root, 'archive', 'one.wav'));
    expect(followed?.outside).toBe(true);
    expect(text).toContain('"path": "../archive/one.wav"');
    expect(text).toContain('"outside": true');
  });

  it('does not write where outputs were moved to outside of the folder', async () => {
    const { followed } = await after(at('out'), join(root, 'elsewhere'));
    expect(followed).toBeUndefined();
  });

  it('keeps results current that moved with their folder', async () => {
    const project = at('p.heygem');
    const pair = 'anna+one' as PairId;
    const report = { frames: 1, passedThrough: 0, apertureR: null, lagFrames: null };
    const entry = {
      ...{ output: 'out/anna-one.mp4', bytes: 3, sha256: 'a'.repeat(64) },
      fingerprint: 'b'.repeat(64) as Fingerprint,
      report: { ...report, articulation: null, provider: 'cpu' },
    };
    await new LedgerStore(project).record(pair, entry, new Set([pair]));
    const { followed, text } = await after(at('out'), at('final/videos'));
    expect(text).toBe(TEXT.replace('"out"', '"final/videos"'));
    if (followed) await moveResults(project, followed);
    const ledger = await new LedgerStore(project).read();
    expect(ledger.get(pair)).toEqual({ ...entry, output: 'final/videos/anna-one.mp4' });
  });
});
