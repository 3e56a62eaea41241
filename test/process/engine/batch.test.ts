import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig } from './cliRig.js';

let rig: CliRig;

beforeAll(() => {
  CliRig.prepare();
});

beforeEach(() => {
  rig = new CliRig();
});

describe('heygem batch', () => {
  it('makes every pair, says where, and nothing the second time', async () => {
    rig.project({ a: 'plain', b: 'plain' }, ['x', 'y']);
    const first = await rig.run('batch', 'p.heygem');
    expect(first.code).toBe(0);
    expect(first.out).toContain('4 done, 0 current, 0 failed');
    expect(first.err).toContain('heygem.log');
    expect(rig.files()).toEqual(
      ['x-a', 'x-b', 'y-a', 'y-b'].flatMap((name) => [`${name}.mp4`, `${name}.report.json`]),
    );
    const second = await rig.run('batch', 'p.heygem');
    expect(second.code).toBe(0);
    expect(second.out).toContain('0 done, 4 current');
    expect(rig.runs()).toHaveLength(4);
    expect(new Set(rig.runs().map((line) => line.split(' ').at(-1))).size).toBe(1);
  });

  it('is quick on an unchanged project of 100 pairs and starts no worker', async () => {
    const audios = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`a${index}`, 'plain']),
    );
    const videos = Array.from({ length: 10 }, (_, index) => `v${index}`);
    rig.project(audios, videos);
    expect((await rig.run('batch', 'p.heygem')).code).toBe(0);
    expect(rig.runs()).toHaveLength(100);
    rmSync(rig.runLog);
    rmSync(rig.path('.cache/logs'), { recursive: true });
    for (const command of ['batch', 'status']) {
      const started = performance.now();
      const result = await rig.run(command, 'p.heygem');
      expect(performance.now() - started).toBeLessThan(2_000);
      expect(result.code).toBe(0);
      expect(result.out).toContain('100 current');
    }
    expect(rig.runs()).toEqual([]);
    // The engine logs the start of a worker: there was none.
    expect(existsSync(rig.path('.cache/logs/heygem.log'))).toBe(false);
  });

  it('makes only what the changed audio is in, and nothing for a touched one', async () => {
    rig.project({ a: 'plain', b: 'plain' }, ['x', 'y']);
    await rig.run('batch', 'p.heygem');
    utimesSync(rig.path('a.wav'), new Date(), new Date());
    const touched = await rig.run('batch', 'p.heygem');
    expect(touched.out).toContain('0 done, 4 current');
    rig.write('b.wav', 'plain but other');
    const changed = await rig.run('batch', 'p.heygem');
    expect(changed.out).toContain('2 done, 2 current');
    expect(rig.runs().slice(4).join()).toMatch(/x-b.*y-b/);
  });

  it('carries on past failures, crashes and missing files, in order, with code 1', async () => {
    rig.project({ bad: 'no-face', bug: 'throw', dead: 'crash', good: 'plain' }, ['x']);
    const result = await rig.run('batch', 'p.heygem', '--json');
    expect(result.code).toBe(1);
    const ends = result.events.filter(({ event }) => event === 'finished');
    expect(ends.map(({ output, result: how }) => [output, how])).toEqual([
      ['out/x-bad.mp4', 'failed'],
      ['out/x-bug.mp4', 'failed'],
      ['out/x-dead.mp4', 'failed'],
      ['out/x-good.mp4', 'done'],
    ]);
    expect(ends.map(({ failure }) => (failure as { code?: string } | undefined)?.code)).toEqual([
      'no-face',
      'internal',
      'worker-crashed',
      undefined,
    ]);
    expect(rig.files()).toEqual(['x-good.mp4', 'x-good.report.json']);
    // Once and once more.
    expect(rig.runs().filter((line) => line.includes('x-dead'))).toHaveLength(2);
    rmSync(rig.path('good.wav'));
    const later = await rig.run('batch', 'p.heygem', '--only', '*good*');
    expect(later.code).toBe(1);
    expect(later.out).toContain('good.wav does not exist');
  });

  it('tries a crashed job again and gets it done', async () => {
    rig.project({ a: 'crash-once', b: 'plain' }, ['x']);
    const result = await rig.run('batch', 'p.heygem', '--json');
    expect(result.code).toBe(0);
    const starts = result.events.filter(({ event }) => event === 'started');
    expect(starts.map(({ output, attempt }) => [output, attempt])).toEqual([
      ['out/x-a.mp4', 1],
      ['out/x-a.mp4', 2],
      ['out/x-b.mp4', 1],
    ]);
    expect(rig.files()).toContain('x-a.mp4');
  });

  it('selects with --only and refuses a glob that matches nothing', async () => {
    rig.project({ a: 'plain', b: 'plain' }, ['x', 'y']);
    expect((await rig.run('batch', 'p.heygem', '--only', 'y+*')).out).toContain('2 done');
    expect(rig.files().filter((name) => name.endsWith('.mp4'))).toEqual(['y-a.mp4', 'y-b.mp4']);
    const none = await rig.run('batch', 'p.heygem', '--only', 'z*');
    expect(none.code).toBe(2);
    expect(none.err).toContain('No pair matches z*');
  });

  it('never replaces a file that it did not make, unless forced', async () => {
    rig.project({ a: 'plain' }, ['x']);
    rig.write('out/x-a.mp4', 'my holiday');
    const refused = await rig.run('batch', 'p.heygem');
    expect(refused.code).toBe(1);
    expect(readFileSync(rig.path('out/x-a.mp4'), 'utf8')).toBe('my holiday');
    expect((await rig.run('batch', 'p.heygem', '--force')).code).toBe(0);
    expect(readFileSync(rig.path('out/x-a.mp4'), 'utf8')).toContain('video of x.mp4');
  });

  it('makes everything again with --force', async () => {
    rig.project({ a: 'plain' }, ['x']);
    await rig.run('batch', 'p.heygem');
    expect((await rig.run('batch', 'p.heygem', '--force')).out).toContain('1 done');
  });

  it('shows the mistakes of a project with their lines, and makes nothing', async () => {
    rig.write('p.heygem', '{\n  "version": 1,\n  "audios": 5\n}');
    const result = await rig.run('batch', 'p.heygem');
    expect(result.code).toBe(1);
    expect(result.err).toMatch(/line 3/);
    expect((await rig.run('status', 'p.heygem')).code).toBe(1);
    expect((await rig.run('status', 'nothing.heygem')).err).toContain('does not exist');
  });

  it('lets two batches of one project share the work without breaking the ledger', async () => {
    rig.project({ a: 'plain', b: 'plain', c: 'plain', d: 'plain' }, ['x', 'y', 'z']);
    const [one, two] = await Promise.all([
      rig.run('batch', 'p.heygem'),
      rig.run('batch', 'p.heygem'),
    ]);
    expect([one.code, two.code]).toEqual([0, 0]);
    const ledger = JSON.parse(readFileSync(rig.path('p.heygem.lock'), 'utf8')) as {
      pairs: Record<string, unknown>;
    };
    expect(Object.keys(ledger.pairs)).toHaveLength(12);
    expect(rig.files().filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('scaffolds a project, and packs what is current', async () => {
    rig.write('talk one.mp4', 'video');
    rig.write('你好.wav', 'plain');
    // By what is in them: a sound in a container of videos, a video of an unknown name, and no medium.
    rig.write('sound.webm', 'plain');
    rig.write('take.rec', 'video\0');
    rig.write('broken.mp4', '\0none');
    rig.write('photo.jpg', '\0none');
    rig.write('notes.txt', 'plain');
    const made = await rig.run('new', '.', '--json');
    expect(made.code).toBe(0);
    expect(made.events.at(-1)).toMatchObject({
      event: 'created',
      ...{ videos: 2, audios: 2, leftOut: ['broken.mp4', 'photo.jpg'] },
    });
    const project = rig.files('.').find((name) => name.endsWith('.heygem')) ?? '';
    expect((await rig.run('new', '.')).code).toBe(1);
    const early = await rig.run('zip', project, '-o', 'all.zip');
    expect(early.code).toBe(1);
    expect((await rig.run('batch', project)).code).toBe(0);
    const zipped = await rig.run('zip', project, '-o', 'all.zip', '--force');
    expect(zipped.code).toBe(0);
    expect(readFileSync(rig.path('all.zip')).subarray(0, 2).toString()).toBe('PK');
    const packed = () => readFileSync(rig.path('all.zip'), 'latin1');
    expect(packed()).toContain('talk-one-a1.mp4');
    expect(packed()).not.toContain('report.json');
    expect((await rig.run('zip', project, '-o', 'all.zip', '--force', '--reports')).code).toBe(0);
    expect(packed()).toContain('talk-one-a1.report.json');
  });

  it('is not fooled by a damaged ledger or hash cache', async () => {
    rig.project({ a: 'plain' }, ['x']);
    await rig.run('batch', 'p.heygem');
    writeFileSync(rig.path('.cache/hashes.txt'), '\0garbage');
    expect((await rig.run('batch', 'p.heygem')).out).toContain('1 current');
    writeFileSync(rig.path('p.heygem.lock'), '{"version": 1, "pairs": {"x+a": 7');
    // The report beside the output says as much as the ledger did.
    expect((await rig.run('status', 'p.heygem')).out).toContain('1 new');
    expect((await rig.run('batch', 'p.heygem')).out).toContain('0 done, 1 current');
    expect((await rig.run('status', 'p.heygem')).out).toContain('1 current');
  });
});
