import { copyFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CliRig } from './cliRig.js';

beforeAll(() => {
  CliRig.prepare();
});

describe('a pair is current by the contents of its inputs', () => {
  it('and neither dates nor edits in place with a date restored deceive it', async () => {
    const rig = new CliRig();
    const project = rig.project({ one: 'plain' }, ['anna']);
    expect(await rig.run('batch', project)).toMatchObject({ code: 0 });
    const state = async () => {
      const { events } = await rig.run('status', project, '--json');
      const pair = events.find(({ event }) => event === 'pair');
      return [pair?.['state'], pair?.['reason']];
    };
    expect(await state()).toEqual(['current', undefined]);
    // Asked again: its hash is remembered by now.
    expect(await state()).toEqual(['current', undefined]);

    const audio = rig.path('one.wav');
    rig.age('one.wav', 7_000);
    expect(await state()).toEqual(['current', undefined]);
    copyFileSync(audio, rig.path('copy'));
    renameSync(rig.path('copy'), audio);
    expect(await state()).toEqual(['current', undefined]);

    rig.age('one.wav', 7_000);
    expect(await state()).toEqual(['current', undefined]);
    const { atime, mtime } = statSync(audio);
    writeFileSync(audio, 'plaid', { flag: 'r+' });
    utimesSync(audio, atime, mtime);
    // To the millisecond that it was set to, give or take a file system's rounding.
    expect(Math.abs(statSync(audio).mtimeMs - mtime.getTime())).toBeLessThan(1);
    expect(await state()).toEqual(['stale', 'changed']);
  });
});
