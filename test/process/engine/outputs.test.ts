import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig } from './cliRig.js';

let rig: CliRig;

beforeAll(() => {
  CliRig.prepare();
});

beforeEach(() => {
  rig = new CliRig();
});

const read = (name: string) => readFileSync(rig.path(name), 'utf8');
const batch = (project = 'p.heygem', ...more: string[]) =>
  rig.run('batch', project, '--json', ...more);

function resultsOf({ events }: Awaited<ReturnType<CliRig['run']>>) {
  return events
    .filter(({ event }) => event === 'finished')
    .map(({ result, failure }) => (failure as { code?: string } | undefined)?.code ?? result);
}

/** A second project beside `p.heygem` with the same outputs and other words. */
function otherProject(): void {
  const project = JSON.parse(read('p.heygem')) as Record<string, unknown>;
  rig.write('other.wav', 'plain but other');
  const audios = [{ id: 'a', path: 'other.wav' }];
  rig.write('q.heygem', JSON.stringify({ ...project, audios }));
}

describe('what is at an output', () => {
  it('is current by its content, not by its size', async () => {
    rig.project({ a: 'plain' }, ['x']);
    await batch();
    const { size } = statSync(rig.path('out/x-a.mp4'));
    const whole = read('out/x-a.mp4');
    writeFileSync(rig.path('out/x-a.mp4'), Buffer.alloc(size));
    expect((await rig.run('status', 'p.heygem')).out).toContain('1 stale');
    const zipped = await rig.run('zip', 'p.heygem', '-o', 'p.zip', '--json');
    expect(zipped.events).toMatchObject([{ outputs: 0, leftOut: 1 }]);
    // Nobody made zeros; what else there may be, somebody may have made.
    expect(resultsOf(await batch())).toEqual(['done']);
    expect(read('out/x-a.mp4')).toBe(whole);
    writeFileSync(rig.path('out/x-a.mp4'), whole.toUpperCase());
    const refused = await rig.run('batch', 'p.heygem');
    expect(refused.out).toContain('changed or replaced since HeyGem Studio made it');
    expect(read('out/x-a.mp4')).toBe(whole.toUpperCase());
    expect(resultsOf(await batch('p.heygem', '--force'))).toEqual(['done']);
    expect(read('out/x-a.mp4')).toBe(whole);
  });

  it('is taken up, not made again, where only the ledger is lost', async () => {
    rig.project({ a: 'plain', b: 'plain' }, ['x']);
    await batch();
    const ledger = read('p.heygem.lock');
    rmSync(rig.path('p.heygem.lock'));
    const again = await batch();
    expect([again.code, ...resultsOf(again)]).toEqual([0, 'skipped', 'skipped']);
    expect(rig.runs()).toHaveLength(2);
    expect(read('p.heygem.lock')).toBe(ledger);
    // Lost, and the speech is another one: still this project's own.
    rmSync(rig.path('p.heygem.lock'));
    rig.write('a.wav', 'plain and new');
    expect(resultsOf(await batch())).toEqual(['done', 'skipped']);
  });

  it('of another project is refused with its name, and both stay as they are', async () => {
    rig.project({ a: 'plain' }, ['x']);
    otherProject();
    expect((await batch()).code).toBe(0);
    const report = read('out/x-a.report.json');
    const second = await rig.run('batch', 'q.heygem');
    expect(second.code).toBe(1);
    expect(second.out).toContain('out/x-a.mp4 was made for another project');
    expect(second.out).toContain(rig.path('p.heygem').split('/').at(-2) ?? '');
    expect(read('out/x-a.report.json')).toBe(report);
    expect(report).not.toContain(rig.folder);
    expect(
      (await rig.run('run', '--video', 'x.mp4', '--audio', 'a.wav', '-o', 'out/x-a.mp4')).code,
    ).toBe(1);
    expect((await batch()).events.at(-1)).toMatchObject({ skipped: 1 });
    expect((await batch('q.heygem', '--force')).code).toBe(0);
    expect(resultsOf(await batch())).toEqual(['output-of-another']);
    // What no longer exists wants nothing.
    rmSync(rig.path('q.heygem'));
    expect(resultsOf(await batch())).toEqual(['done']);
  });

  it('is shared by projects that want the very same', async () => {
    rig.project({ a: 'plain' }, ['x']);
    writeFileSync(rig.path('q.heygem'), read('p.heygem'));
    await batch();
    const second = await batch('q.heygem');
    expect([second.code, ...resultsOf(second)]).toEqual([0, 'skipped']);
    expect(rig.runs()).toHaveLength(1);
  });

  it('is made once by two batches of one project', async () => {
    rig.project({ a: 'plain', b: 'slow', c: 'plain' }, ['x', 'y']);
    const both = await Promise.all([batch(), batch()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(rig.runs()).toHaveLength(6);
    const results = both.flatMap(resultsOf);
    expect(results.filter((result) => result === 'done')).toHaveLength(6);
    expect(results.filter((result) => result === 'skipped')).toHaveLength(6);
  }, 120_000);
});

describe('files of others beside an output', () => {
  it('are not touched, whatever they are called', async () => {
    rig.project({ a: 'plain' }, ['x']);
    const names = ['x-a.partial.mp4', 'x-a.picture.partial.mp4', 'x-a.report.partial.json'];
    for (const name of names) rig.write(`out/${name}`, 'mine');
    expect((await batch()).code).toBe(0);
    for (const name of names) expect(read(`out/${name}`)).toBe('mine');
  });

  it('keep an output from being made where one has its report’s name', async () => {
    rig.project({ a: 'plain' }, ['x']);
    rig.write('out/x-a.report.json', '{"mine":1}');
    const refused = await rig.run('batch', 'p.heygem');
    expect([refused.code, rig.runs().length]).toEqual([1, 0]);
    expect(refused.out).toContain('x-a.report.json exists and was not made by HeyGem Studio');
    expect(read('out/x-a.report.json')).toBe('{"mine":1}');
    expect((await batch('p.heygem', '--force')).code).toBe(0);
    expect(read('out/x-a.report.json')).toContain('"aiGenerated": true');
  });

  it('are not reached through links', async () => {
    rig.project({ a: 'plain' }, ['x']);
    rig.write('victim.txt', 'precious');
    mkdirSync(rig.path('out'));
    for (const name of ['out/x-a.mp4', 'out/x-a.report.json', 'p.heygem.lock']) {
      symlinkSync(rig.path('victim.txt'), rig.path(name));
    }
    expect((await batch()).code).toBe(1);
    expect((await batch('p.heygem', '--force')).code).toBe(0);
    expect(read('victim.txt')).toBe('precious');
    expect((await rig.run('status', 'p.heygem')).out).toContain('1 current');
  });
});

describe('a full disk', () => {
  it('ends a batch with 1: it gave up, nobody interrupted it', async () => {
    rig.project({ a: 'plain', b: 'disk-full', c: 'plain' }, ['x']);
    const result = await batch();
    expect(resultsOf(result)).toEqual(['done', 'disk-full', 'cancelled']);
    expect(result.code).toBe(1);
    expect(rig.files().filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
