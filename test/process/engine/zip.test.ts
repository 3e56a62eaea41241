import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig } from './cliRig.js';

let rig: CliRig;

beforeAll(() => {
  CliRig.prepare();
});

beforeEach(async () => {
  rig = new CliRig();
  rig.project({ a: 'plain', b: 'plain' }, ['x']);
  rig.write('victim.txt', 'SECRETKEY');
  expect((await rig.run('batch', 'p.heygem')).code).toBe(0);
});

const zip = (target: string, ...more: string[]) =>
  rig.run('zip', 'p.heygem', '-o', target, '--json', ...more);
const packed = (name: string) => readFileSync(rig.path(name), 'latin1');

describe('heygem zip', () => {
  it('writes through no link that lies where it writes', async () => {
    for (const name of ['p.zip.partial', 'p.zip']) {
      symlinkSync(rig.path('victim.txt'), rig.path(name));
    }
    expect((await zip('p.zip', '--force')).code).toBe(0);
    expect(packed('p.zip').slice(0, 2)).toBe('PK');
    expect(readFileSync(rig.path('victim.txt'), 'utf8')).toBe('SECRETKEY');
    expect(rig.files('.').filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('packs videos alone, and their reports where that is asked for', async () => {
    expect((await zip('p.zip', '--force')).code).toBe(0);
    expect(packed('p.zip')).toContain('out/x-a.mp4');
    expect(packed('p.zip')).not.toContain('report.json');
    expect((await zip('p.zip', '--force', '--reports')).code).toBe(0);
    expect(packed('p.zip')).toContain('out/x-a.report.json');
  });

  it('packs no report but ours', async () => {
    rmSync(rig.path('out/x-a.report.json'));
    symlinkSync(rig.path('victim.txt'), rig.path('out/x-a.report.json'));
    writeFileSync(rig.path('out/x-b.report.json'), 'SECRETKEY');
    const { events, code } = await zip('p.zip', '--reports');
    expect([code, events]).toMatchObject([0, [{ outputs: 2, leftOut: 0 }]]);
    expect(packed('p.zip')).toContain('video of x.mp4');
    expect(packed('p.zip')).not.toContain('SECRETKEY');
    expect(packed('p.zip')).not.toContain('report.json');
  });

  it('packs no output from outside', async () => {
    const outside = new CliRig();
    outside.write('away.mp4', readFileSync(rig.path('out/x-a.mp4'), 'utf8'));
    rmSync(rig.path('out/x-a.mp4'));
    symlinkSync(outside.path('away.mp4'), rig.path('out/x-a.mp4'));
    const { events, code } = await zip('p.zip');
    expect([code, events]).toMatchObject([1, [{ outputs: 1, leftOut: 1 }]]);
  });

  it.each(['x.mp4', 'a.wav', 'p.heygem', 'p.heygem.lock', 'out/x-a.mp4', 'out/x-b.report.json'])(
    'replaces %s not even when forced',
    async (name) => {
      const before = packed(name);
      const result = await zip(name, '--force');
      expect(result.code).toBe(1);
      expect(result.events).toMatchObject([{ event: 'error', code: 'archive-in-project' }]);
      expect(packed(name)).toBe(before);
      symlinkSync(rig.path(name), rig.path('link'));
      expect((await zip('link', '--force')).code).toBe(1);
    },
  );

  it.runIf(process.platform !== 'win32')('replaces no pipe, device or folder', async () => {
    execFileSync('mkfifo', [rig.path('pipe')]);
    for (const name of ['pipe', 'out']) {
      const { events, code } = await zip(name, '--force');
      expect([code, events]).toMatchObject([1, [{ code: 'output-not-writable' }]]);
    }
    expect(lstatSync(rig.path('pipe')).isFIFO()).toBe(true);
  });

  it('replaces no video that is in no pair', async () => {
    rig.write('spare.mp4', 'spare');
    const project = JSON.parse(readFileSync(rig.path('p.heygem'), 'utf8')) as { videos: unknown[] };
    project.videos.push({ id: 'spare', path: 'spare.mp4' });
    const matrix = { videos: ['x'] };
    writeFileSync(rig.path('p.heygem'), JSON.stringify({ ...project, pairs: undefined, matrix }));
    const { events } = await zip('spare.mp4', '--force');
    expect(events).toMatchObject([{ event: 'error', code: 'archive-in-project' }]);
    expect(packed('spare.mp4')).toBe('spare');
  });
});
