import { afterEach, describe, expect, it } from 'vitest';
import type { FleetWords } from '../../../src/core/fleet/fleetWish.js';
import { HeygemError, toFailure } from '../../../src/core/errors.js';
import { exitCodeOf } from '../../../src/cli/exitCodes.js';
import { fleetPlace } from '../../../src/cli/fleetOptions.js';
import { buildProgram } from '../../../src/cli/program.js';

const VARIABLES = ['HEYGEM_QUEUE', 'HEYGEM_STORAGE'];

afterEach(() => {
  for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
});

/** What a command line says to its command. */
async function told(...args: string[]): Promise<FleetWords> {
  let heard: FleetWords = {};
  const program = buildProgram(
    '0',
    (shared) => {
      heard = shared;
      return Promise.resolve();
    },
    (_, shared) => {
      heard = shared;
      return Promise.resolve();
    },
  );
  await program.parseAsync(args, { from: 'user' });
  return heard;
}

describe('a fleet on the command line', () => {
  it('is that of the options, else of the environment', async () => {
    process.env['HEYGEM_QUEUE'] = 'redis://:secret@host';
    process.env['HEYGEM_STORAGE'] = '/env';
    expect(fleetPlace(await told('studio'))).toEqual({
      queue: 'redis://:secret@host',
      storage: '/env',
    });
    expect(fleetPlace(await told('studio', '--storage', '/mnt/share'))).toEqual({
      ...{ queue: 'redis://:secret@host', storage: '/mnt/share' },
    });
  });

  it('is none of a command that makes nothing, whatever the environment says', async () => {
    process.env['HEYGEM_QUEUE'] = 'redis://host';
    expect(fleetPlace(await told('doctor'))).toBeUndefined();
    expect(fleetPlace(await told('status', 'p'))).toBeUndefined();
  });

  it('is a mistake of usage where it cannot be', async () => {
    for (const args of [
      ['--queue', 'redis://host'],
      ['--queue', 'http://host', '--storage', '/mnt/share'],
    ]) {
      const words = await told('studio', ...args);
      expect(() => fleetPlace(words)).toThrow(HeygemError);
      try {
        fleetPlace(words);
      } catch (error) {
        expect(exitCodeOf(toFailure(error).code)).toBe(2);
      }
    }
  });
});
