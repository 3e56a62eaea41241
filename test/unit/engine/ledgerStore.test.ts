import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Fingerprint, PairId } from '../../../src/core/ids.js';
import type { LedgerEntry } from '../../../src/core/plan/ledger.js';
import { LedgerStore } from '../../../src/engine/ledgerStore.js';

const pair = 'v+a' as PairId;
const entry: LedgerEntry = {
  ...{ output: 'out/v-a.mp4', fingerprint: 'f'.repeat(64) as Fingerprint },
  ...{ bytes: 1, sha256: '0'.repeat(64) },
  report: {
    ...{ frames: 1, passedThrough: 0, provider: 'cpu' },
    ...{ apertureR: null, lagFrames: null, articulation: null },
  },
};

it.each(['', '{"token":"0a'])(
  'a guard of %j, whose writer died, neither keeps an entry out nor stays',
  async (half) => {
    const folder = mkdtempSync(join(tmpdir(), 'heygem-ledger-'));
    const store = new LedgerStore(join(folder, 'p.heygem'));
    writeFileSync(`${store.path}.busy`, half);
    await store.record(pair, entry, new Set([pair]));
    expect([...(await store.read()).keys()]).toEqual([pair]);
    expect(readdirSync(folder)).toEqual(['p.heygem.lock']);
  },
);
