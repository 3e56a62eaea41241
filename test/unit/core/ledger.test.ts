import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fingerprint, PairId } from '../../../src/core/ids.js';
import {
  type Ledger,
  type LedgerEntry,
  parseLedger,
  serializeLedger,
} from '../../../src/core/plan/ledger.js';

function entry(seed: string): LedgerEntry {
  return {
    output: `out/${seed} "é".mp4`,
    fingerprint: seed.charCodeAt(0).toString(16).repeat(32) as Fingerprint,
    bytes: 1000,
    sha256: seed.charCodeAt(0).toString(16).repeat(32),
    report: {
      frames: 200,
      passedThrough: 3,
      apertureR: 0.91,
      lagFrames: null,
      articulation: 0.8,
      provider: 'cpu',
    },
  };
}

function ledgerOf(...names: string[]): Ledger {
  return new Map(names.map((name) => [`v+${name}` as PairId, entry(name)]));
}

/** What git makes of two changes of one ledger. */
function merged(base: Ledger, ours: Ledger, theirs: Ledger): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  try {
    const files = Object.entries({ ours, base, theirs }).map(([name, ledger]) => {
      writeFileSync(join(folder, name), serializeLedger(ledger));
      return join(folder, name);
    });
    try {
      execFileSync('git', ['merge-file', '-q', ...files]);
    } catch {
      // A conflict is an exit status above 0; the markers are in the file.
    }
    return readFileSync(join(folder, 'ours'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('ledger', () => {
  it('reads what it wrote, and writes it the same in any order', () => {
    const ledger = ledgerOf('b', 'a', 'c');
    const text = serializeLedger(ledger);
    expect(parseLedger(text)).toEqual(ledger);
    expect(serializeLedger(ledgerOf('c', 'b', 'a'))).toBe(text);
    expect(JSON.parse(text)).toMatchObject({ version: 1 });
    expect(serializeLedger(parseLedger(serializeLedger(new Map())))).toBe(
      serializeLedger(new Map()),
    );
  });

  it('merges changes of neighbouring pairs without a conflict', () => {
    const base = ledgerOf('a', 'b', 'c');
    const change = (name: string) => new Map(base).set(`v+${name}` as PairId, entry('x'));
    const text = merged(base, change('a'), change('b'));
    expect(text).not.toContain('<<<<<<<');
    expect(parseLedger(text).get('v+a' as PairId)).toEqual(entry('x'));
    expect(parseLedger(text).get('v+b' as PairId)).toEqual(entry('x'));
    expect(parseLedger(text).get('v+c' as PairId)).toEqual(entry('c'));
  });

  it('drops what conflicts and keeps the rest', () => {
    const base = ledgerOf('a', 'b', 'c', 'd');
    const ours = new Map(base).set('v+b' as PairId, entry('x'));
    const theirs = new Map(base).set('v+b' as PairId, entry('y'));
    const text = merged(base, ours, theirs);
    expect(text).toContain('<<<<<<<');
    for (const each of [text, text.replaceAll('\n', '\r\n')]) {
      expect([...parseLedger(each).keys()]).toEqual(['v+a', 'v+c', 'v+d']);
    }
  });

  it('trusts neither side of a pair that both added', () => {
    const base = ledgerOf('a', 'd');
    const ours = new Map(ledgerOf('a', 'b', 'd'));
    const theirs = new Map(ours).set('v+b' as PairId, entry('y'));
    const text = merged(base, ours, theirs);
    expect(text).toContain('<<<<<<<');
    expect([...parseLedger(text).keys()]).toEqual(['v+a', 'v+d']);
  });

  it.each([
    ['', 0],
    ['nonsense', 0],
    ['[]', 0],
    ['['.repeat(100_000), 0],
    ['{"version": 2, "pairs": {}}', 0],
    [serializeLedger(ledgerOf('a', 'b')).replace('"bytes": 1000', '"bytes": -1'), 1],
    [serializeLedger(ledgerOf('a', 'b')).replace('"bytes": 1000', '"bytes": "1000"'), 1],
    [serializeLedger(ledgerOf('a', 'b')).replace(/"fingerprint": "6/, '"fingerprint": "G'), 1],
    // As entries were before outputs were hashed.
    [serializeLedger(ledgerOf('a', 'b')).replace(/ *"sha256": .*\n/, ''), 1],
    [serializeLedger(ledgerOf('a', 'b')).slice(0, -60), 1],
  ])('never throws: %.30s', (text, left) => {
    expect(parseLedger(text).size).toBe(left);
  });
});
