import { mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig } from './cliRig.js';

let rig: CliRig;

beforeAll(() => {
  CliRig.prepare();
});

beforeEach(async () => {
  rig = new CliRig();
  rig.project({ a: 'plain', b: 'plain too' }, ['x']);
  // What was planned once is known by its content.
  expect((await rig.run('status', 'p.heygem')).code).toBe(0);
});

const text = () => readFileSync(rig.path('p.heygem'), 'utf8');

function move(name: string, to: string): void {
  mkdirSync(join(to, '..'), { recursive: true });
  renameSync(rig.path(name), to);
}

describe('heygem relink', () => {
  it('names anew what it finds, and nothing else', async () => {
    const before = text();
    move('a.wav', rig.path('takes/deep/lesson.flac'));
    move('x.mp4', rig.path('takes/x.mp4'));
    const { code, out } = await rig.run('relink', 'p.heygem', '--search', 'takes');
    expect(out).toContain('a.wav -> takes/deep/lesson.flac');
    expect(code).toBe(0);
    const named = before.replace('"a.wav"', '"takes/deep/lesson.flac"');
    expect(text()).toBe(named.replace('"x.mp4"', '"takes/x.mp4"'));
    expect((await rig.run('status', 'p.heygem')).code).toBe(0);
  });

  it('tells what it did not find, and what may not be named', async () => {
    const before = text();
    const outside = mkdtempSync(join(tmpdir(), 'heygem-outside-'));
    move('a.wav', join(outside, 'a.wav'));
    move('b.wav', join(outside, 'elsewhere', 'gone'));
    renameSync(join(outside, 'elsewhere'), rig.path('.hidden'));
    const { code, events } = await rig.run('relink', 'p.heygem', '--search', outside, '--json');
    expect(code).toBe(1);
    expect(events).toMatchObject([
      {
        event: 'relinked',
        cut: false,
        sources: [
          { id: 'a', outcome: 'outside' },
          { id: 'b', outcome: 'not-found' },
        ],
      },
    ]);
    expect(text()).toBe(before);
  });

  it('says where there is no such folder', async () => {
    const { code, events } = await rig.run('relink', 'p.heygem', '--search', 'nowhere', '--json');
    expect([code, events]).toMatchObject([1, [{ code: 'folder-missing' }]]);
  });
});
