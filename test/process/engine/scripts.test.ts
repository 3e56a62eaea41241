import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig, finished, isAlive, until } from './cliRig.js';

let rig: CliRig;

beforeAll(() => {
  CliRig.prepare();
});

beforeEach(() => {
  rig = new CliRig();
});

interface Saying {
  readonly text?: string;
  readonly file?: string;
  readonly voice?: string;
  readonly speed?: number;
}

/** A project of scripts, by id, with one video unless more are named. */
function project(
  scripts: Readonly<Record<string, Saying>>,
  { videos = ['x'], ...more }: { videos?: readonly string[] } & Record<string, unknown> = {},
): void {
  for (const id of videos) rig.write(`${id}.mp4`, `video ${id}`);
  const audios = Object.entries(scripts).map(([id, say]) => {
    return { id, path: `speech/${id}.wav`, say };
  });
  const sources = { audios, videos: videos.map((id) => ({ id, path: `${id}.mp4` })) };
  rig.write('p.heygem', JSON.stringify({ version: 1, ...sources, matrix: {}, ...more }));
}

const FIVE = Object.fromEntries(
  [1, 2, 3, 4, 5].map((number) => {
    return [`s${number}`, { text: `Lesson ${number} begins. It goes on. It ends at ${number}.` }];
  }),
);

describe('a batch of scripts', () => {
  it('speaks each once, and anew only the sentence that changed, for that pair alone', async () => {
    project(FIVE);
    const first = await rig.run('batch', 'p.heygem', '--json');
    expect(first.code, first.err).toBe(0);
    expect(rig.files()).toHaveLength(10);
    expect(rig.files('speech')).toEqual(
      [1, 2, 3, 4, 5].flatMap((number) => [`s${number}.wav`, `s${number}.wav.json`]),
    );
    // "It goes on." is one sentence, whoever says it.
    expect(rig.said()).toHaveLength(11);
    const same = await rig.run('batch', 'p.heygem');
    expect(same.out).toContain('0 done, 5 current');
    expect(rig.said()).toHaveLength(11);

    project({ ...FIVE, s3: { text: 'Lesson 3 begins. It takes a turn. It ends at 3.' } });
    const changed = await rig.run('batch', 'p.heygem');
    expect(changed.out).toContain('1 done, 4 current');
    expect(rig.said().slice(11)).toEqual(['It takes a turn.']);
    expect(rig.runs().slice(5).join()).toMatch(/x-s3/);
    expect(rig.runs()).toHaveLength(6);
  });

  it('speaks a script once for all its videos, and tells how far it is', async () => {
    project({ s1: { text: 'One slowly. Two slowly. Three slowly.' } }, { videos: ['x', 'y', 'z'] });
    const made = await rig.run('batch', 'p.heygem', '--json');
    expect(made.code, made.err).toBe(0);
    expect(rig.said()).toHaveLength(3);
    const told = made.events.map(
      ({ job }) => job as { stage?: string; total?: number } | undefined,
    );
    expect(told.some((job) => job?.stage === 'speak' && job.total === 3)).toBe(true);
    const speaking = made.events.filter(({ event }) => event === 'speaking');
    expect(speaking.map(({ output }) => output)).toContain('out/x-s1.mp4');
    // Being spoken first is no second attempt.
    const starts = made.events.filter(({ event }) => event === 'started');
    expect(starts.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
    const report = JSON.parse(readFileSync(rig.path('out/x-s1.report.json'), 'utf8')) as {
      stages: Record<string, { frames: number }>;
    };
    expect(report.stages['speak'].frames).toBe(3);
    expect(readFileSync(rig.path('.cache/logs/heygem.log'), 'utf8')).toMatch(
      /speaking s1 .*3 of 3 sentences spoken now/,
    );
  });

  it('makes recordings meanwhile, and fails those alone that cannot be spoken', async () => {
    rig.write('scripts/bad.txt', 'x');
    writeFileSync(rig.path('scripts/bad.txt'), new Uint8Array([0xff, 0xfe, 0x41, 0]));
    const scripts = {
      slow: { text: 'This is said slowly. And slowly again.' },
      empty: { text: ' \n' },
      faulty: { text: 'This is faulty.' },
      bad: { file: 'scripts/bad.txt' },
      gone: { file: 'scripts/gone.md' },
      strange: { text: 'Hello.', voice: 'system:Nobody' },
    };
    project(scripts);
    const text = JSON.parse(readFileSync(rig.path('p.heygem'), 'utf8')) as { audios: object[] };
    rig.write('r.wav', 'plain');
    text.audios.push({ id: 'r', path: 'r.wav' });
    rig.write('p.heygem', JSON.stringify(text));
    const made = await rig.run('batch', 'p.heygem', '--json');
    expect(made.code).toBe(1);
    const ends = made.events.filter(({ event }) => event === 'finished');
    const told = Object.fromEntries(
      ends.map(({ output, result, failure }) => [
        String(output).replace(/^out\/x-|\.mp4$/g, ''),
        (failure as { code?: string } | undefined)?.code ?? result,
      ]),
    );
    expect(told).toEqual({
      slow: 'done',
      empty: 'script-empty',
      faulty: 'voice-failed',
      bad: 'script-unreadable',
      gone: 'input-missing',
      strange: 'voice-missing',
      r: 'done',
    });
    const order = ends.map(({ output }) => output);
    expect(order.indexOf('out/x-r.mp4')).toBeLessThan(order.indexOf('out/x-slow.mp4'));
  });

  it('goes on where it was killed', async () => {
    const sentences = Array.from({ length: 12 }, (_, at) => `Number ${at} is said slowly.`);
    project({ s: { text: sentences.join(' ') } });
    const child = rig.start(['batch', 'p.heygem']);
    await until(() => rig.said().length >= 4);
    child.kill('SIGKILL');
    await finished(child);
    await until(() => workers().every((pid) => !isAlive(pid)), 15_000);
    const before = rig.said().length;
    expect(existsSync(rig.path('speech/s.wav'))).toBe(false);
    const again = await rig.run('batch', 'p.heygem');
    expect(again.code, again.err).toBe(0);
    // The one that was being spoken is spoken again, none of those before.
    expect(rig.said().length).toBeLessThanOrEqual(13);
    expect(rig.said().length - before).toBeLessThan(10);
    expect(rig.files('speech')).toEqual(['s.wav', 's.wav.json']);
  });

  it('goes on in a fresh process where its own is lost, and says so when that is no help', async () => {
    project({ s: { text: 'This one is well. This one is deadly.' } });
    const made = await rig.run('batch', 'p.heygem', '--json');
    expect(made.code).toBe(1);
    expect(rig.said().filter((each) => each.includes('well'))).toHaveLength(1);
    expect(rig.said().filter((each) => each.includes('deadly')).length).toBeGreaterThan(1);
    const [end] = made.events.filter(({ event }) => event === 'finished');
    expect(end).toMatchObject({ failure: { code: 'worker-crashed' } });
    // Not even what was begun.
    expect(rig.files('speech')).toEqual([]);
  });

  it('stops within a second, in the middle of a sentence', async () => {
    project({ s: { text: 'It is well. This goes on forever.' } });
    const child = rig.start(['batch', 'p.heygem', '--json']);
    await until(() => rig.said().length === 2);
    const stopped = performance.now();
    child.kill('SIGINT');
    const { events } = await finished(child);
    expect(performance.now() - stopped).toBeLessThan(2_500);
    expect(events.find(({ event }) => event === 'finished')).toMatchObject({
      result: 'cancelled',
    });
    expect(existsSync(rig.path('speech/s.wav'))).toBe(false);
  });
});

describe('a recording of a script', () => {
  it('is taken as it is where its voice is missing, as long as the script is the same', async () => {
    project({ s: { text: 'Hello there.' } });
    await rig.run('batch', 'p.heygem');
    rmSync(rig.path('out'), { recursive: true });
    rmSync(rig.path('p.heygem.lock'));
    rig.write('.voices', '1 zf_xiaoxiao');
    const taken = await rig.run('batch', 'p.heygem');
    expect(taken.out).toContain('1 done');
    expect(rig.said()).toHaveLength(1);
    // Both agree about what it was made from.
    rig.write('.voices', '1 af_heart');
    expect((await rig.run('status', 'p.heygem')).out).toContain('1 current');

    project({ s: { text: 'Hello you.' } });
    rig.write('.voices', '1 zf_xiaoxiao');
    const refused = await rig.run('batch', 'p.heygem', '--json');
    expect(refused.events.find(({ event }) => event === 'finished')).toMatchObject({
      failure: { code: 'voice-missing', params: { voice: 'af_heart' } },
    });
    rig.write('.voices', '1');
    expect((await rig.run('batch', 'p.heygem')).out).toContain('No voices are installed');
  });

  it('is spoken anew with another version of the voice', async () => {
    project({ s: { text: 'Hello there.' } });
    await rig.run('batch', 'p.heygem');
    rig.write('.voices', '2 af_heart');
    expect((await rig.run('batch', 'p.heygem')).out).toContain('1 done');
    expect(rig.said()).toHaveLength(2);
  });

  it('need not be there for what is made of it to be current', async () => {
    project({ s: { text: 'Hello there.' } });
    await rig.run('batch', 'p.heygem');
    rmSync(rig.path('speech'), { recursive: true });
    const later = await rig.run('batch', 'p.heygem');
    expect(later.out).toContain('0 done, 1 current');
    expect(rig.said()).toHaveLength(1);
    // Wanted again, it is the same from what is remembered.
    await rig.run('batch', 'p.heygem', '--force');
    expect(rig.said()).toHaveLength(1);
    expect(rig.files('speech')).toEqual(['s.wav', 's.wav.json']);
  });

  it('is never written over when it is not ours', async () => {
    project({ s: { text: 'Hello there.' } });
    rig.write('speech/s.wav', 'a recording of my own');
    const refused = await rig.run('batch', 'p.heygem', '--force', '--json');
    expect(refused.code).toBe(1);
    expect(refused.events.find(({ event }) => event === 'finished')).toMatchObject({
      failure: { code: 'speech-altered', params: { path: 'speech/s.wav' } },
    });
    expect(readFileSync(rig.path('speech/s.wav'), 'utf8')).toBe('a recording of my own');

    renameSync(rig.path('speech/s.wav'), rig.path('mine.wav'));
    expect((await rig.run('batch', 'p.heygem')).out).toContain('1 done');
    const spoken = readFileSync(rig.path('speech/s.wav'));
    writeFileSync(rig.path('speech/s.wav'), Buffer.concat([spoken, Buffer.alloc(2)]));
    expect((await rig.run('batch', 'p.heygem')).out).toContain('speech/s.wav is not the recording');
  });

  it('reads a script from its file, and notices when that changes', async () => {
    rig.write('scripts/s.md', '# Title\n\nHello **there**.\n');
    project({ s: { file: 'scripts/s.md' } });
    expect((await rig.run('batch', 'p.heygem')).out).toContain('1 done');
    expect(rig.said()).toEqual(['Title', 'Hello there.']);
    rig.write('scripts/s.md', '# Title\n\nHello _there_.\n');
    expect((await rig.run('batch', 'p.heygem')).out).toContain('0 done, 1 current');
    rig.write('scripts/s.md', '# Title\n\nHello you.\n');
    expect((await rig.run('status', 'p.heygem')).out).toMatch(/changed|stale/i);
    expect((await rig.run('batch', 'p.heygem')).out).toContain('1 done');
  });

  it('is spoken by the voice of its language, and anew when a word in it is said otherwise', async () => {
    const scripts = { en: { text: 'Hello GIF.' }, zh: { text: '大家好。' } };
    project(scripts);
    await rig.run('batch', 'p.heygem');
    const voiceOf = (id: string) => {
      const text = readFileSync(rig.path(`speech/${id}.wav.json`), 'utf8');
      return (JSON.parse(text) as { parts: { voice: string } }).parts.voice;
    };
    expect([voiceOf('en'), voiceOf('zh')]).toEqual(['af_heart', 'zf_xiaoxiao']);
    project(scripts, { pronunciations: { GIF: '/ʤɪf/', other: 'word' } });
    expect((await rig.run('batch', 'p.heygem')).out).toContain('1 done, 1 current');
  });
});

/** Processes that worked, by what they logged. */
function workers(): readonly number[] {
  const log = readFileSync(rig.path('.cache/logs/heygem.log'), 'utf8');
  return [...log.matchAll(/worker (\d+) started/g)].map(([, pid]) => Number(pid));
}
