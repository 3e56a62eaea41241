import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig } from './cliRig.js';

let rig: CliRig;

beforeAll(() => {
  CliRig.prepare();
});

beforeEach(() => {
  rig = new CliRig();
  rig.project({ a: 'plain' }, ['x']);
  rig.write('a.txt', 'Hello');
  wish({ subtitles: 'files' });
});

const read = (name: string) => readFileSync(rig.path(name), 'utf8');
const SRT = '1\n00:00:00,000 --> 00:00:00,120\nHello\n';
const ALL = ['x-a.mp4', 'x-a.report.json', 'x-a.srt', 'x-a.vtt'];

function wish(defaults: object, transcript = 'a.txt'): void {
  const project = JSON.parse(read('p.heygem')) as Record<string, unknown>;
  const audios = [{ id: 'a', path: 'a.wav', transcript }];
  rig.write('p.heygem', JSON.stringify({ ...project, audios, settings: { defaults } }));
}

async function batch(...more: string[]) {
  const { code, events, out } = await rig.run('batch', 'p.heygem', '--json', ...more);
  const finished = events.filter(({ event }) => event === 'finished');
  const results = finished.map(
    ({ result, failure }) => (failure as { code?: string } | undefined)?.code ?? result,
  );
  return { code, results, out };
}

describe('subtitle files', () => {
  it('lie beside the output and go with it', async () => {
    expect((await batch()).results).toEqual(['done']);
    expect(rig.files()).toEqual(ALL);
    expect(read('out/x-a.srt')).toBe(SRT);
    expect(read('out/x-a.vtt')).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:00.120\nHello\n');
    // Another text, and only that makes it anew; without any wish they are gone.
    expect((await batch()).results).toEqual(['skipped']);
    rig.write('a.txt', 'Goodbye');
    expect((await rig.run('status', 'p.heygem')).out).toContain('transcript');
    expect((await batch()).results).toEqual(['done']);
    expect(read('out/x-a.srt')).toContain('Goodbye');
    wish({});
    expect((await batch()).results).toEqual(['done']);
    expect(rig.files()).toEqual(ALL.slice(0, 2));
  });

  it('change nothing where none are wished for', async () => {
    wish({}, 'b.txt');
    await batch();
    const ledger = read('p.heygem.lock');
    wish({ subtitles: 'none' }, 'not-there.txt');
    expect((await batch()).results).toEqual(['skipped']);
    expect(read('p.heygem.lock')).toBe(ledger);
    expect(rig.files()).toEqual(ALL.slice(0, 2));
  });

  it('never replace what somebody wrote, unless told to', async () => {
    await batch();
    writeFileSync(rig.path('out/x-a.srt'), `${SRT}\nmine`);
    rig.write('a.txt', 'Goodbye');
    const { results } = await batch();
    expect(results).toEqual(['output-exists']);
    expect(read('out/x-a.srt')).toBe(`${SRT}\nmine`);
    expect((await batch('--force')).results).toEqual(['done']);
    expect(read('out/x-a.srt')).toContain('Goodbye');
    // Changed by hand, it stays where there are none any more.
    writeFileSync(rig.path('out/x-a.srt'), 'mine');
    wish({});
    expect((await batch()).results).toEqual(['done']);
    expect(rig.files()).toEqual([...ALL.slice(0, 2), 'x-a.srt']);
  });

  it('never take the place of an input', async () => {
    rig.write('out/x-a.srt', SRT);
    wish({ subtitles: 'files' }, 'out/x-a.srt');
    expect((await rig.run('status', 'p.heygem')).out).toContain('input');
    expect((await batch('--force')).code).not.toBe(0);
    expect(read('out/x-a.srt')).toBe(SRT);
  });

  it('are missed with their text', async () => {
    rmSync(rig.path('a.txt'));
    expect((await rig.run('status', 'p.heygem')).out).toContain('a.txt');
    expect((await batch()).code).not.toBe(0);
    expect(existsSync(rig.path('out'))).toBe(false);
  });

  it('are packed with the videos', async () => {
    await batch();
    await rig.run('zip', 'p.heygem', '-o', 'p.zip');
    const bytes = readFileSync(rig.path('p.zip')).toString('latin1');
    for (const name of ['x-a.mp4', 'x-a.srt', 'x-a.vtt']) expect(bytes).toContain(`out/${name}`);
    expect(bytes).not.toContain('report.json');
  });

  it('are finished after a crash that came before their report', async () => {
    await batch();
    // As it lies when the machine goes down between the video and what belongs to it.
    const staged = '.x-a.report.json.00112233445566778899aabbccddeeff.tmp';
    renameSync(rig.path('out/x-a.report.json'), rig.path('out', staged));
    rmSync(rig.path('out/x-a.srt'));
    rmSync(rig.path('out/x-a.vtt'));
    rmSync(rig.path('p.heygem.lock'));
    expect((await batch()).results).toEqual(['skipped']);
    expect(rig.files()).toEqual(ALL);
    expect(read('out/x-a.srt')).toBe(SRT);
  });
});
