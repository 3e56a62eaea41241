import { describe, expect, it } from 'vitest';
import { bandOf, FLEET_PRIORITIES, nextTurn } from '../../../../src/core/fleet/turns.js';

/** Serves pairs as the queue does: the smallest turn first, and of one turn whoever came first. */
class Queue {
  private readonly waiting: { readonly party: string; readonly turn: number }[] = [];
  private readonly last = new Map<string, number>();

  add(party: string, priority: 'high' | 'normal' | 'low' = 'normal'): void {
    const { from, to } = bandOf(priority);
    const turns = this.waiting.map(({ turn }) => turn).filter((turn) => turn >= from && turn <= to);
    const now = turns.length === 0 ? 0 : Math.min(...turns);
    if (now === 0) this.last.clear();
    const turn = nextTurn(priority, this.last.get(party) ?? 0, now);
    this.last.set(party, turn);
    this.waiting.push({ party, turn });
  }

  serve(count: number): string {
    let served = '';
    for (let k = 0; k < count; k += 1) {
      const first = this.waiting.reduce((best, each) => (each.turn < best.turn ? each : best));
      this.waiting.splice(this.waiting.indexOf(first), 1);
      served += first.party;
    }
    return served;
  }
}

function filled(...parties: readonly string[]): Queue {
  const queue = new Queue();
  for (const party of parties) queue.add(party);
  return queue;
}

describe('turns of projects', () => {
  it('are taken one by one', () => {
    expect(filled('a', 'a', 'a', 'b', 'b', 'b').serve(6)).toBe('ababab');
  });

  it('do not make who comes late wait for all that was there', () => {
    const queue = filled(...Array.from('a'.repeat(1000)));
    expect(queue.serve(10)).toBe('a'.repeat(10));
    for (const party of 'bbb') queue.add(party);
    const served = queue.serve(8);
    expect(Array.from(served).filter((party) => party === 'b')).toHaveLength(3);
  });

  it('give nobody an advantage for having been away', () => {
    const queue = filled(...Array.from('ab'.repeat(50)));
    queue.serve(100);
    for (const party of 'aaaabbbb') queue.add(party);
    expect(Array.from(queue.serve(4)).filter((party) => party === 'a')).toHaveLength(2);
  });

  it('begin anew while nobody waits', () => {
    expect(nextTurn('normal', 900_000, 0)).toBe(bandOf('normal').from);
  });

  it('never leave their band, whoever waits in it', () => {
    for (const priority of FLEET_PRIORITIES) {
      const { from, to } = bandOf(priority);
      expect(nextTurn(priority, to, to)).toBe(to);
      expect(nextTurn(priority, 0, from)).toBe(from);
    }
  });

  it('are before all others of a lower priority', () => {
    const [high, normal, low] = FLEET_PRIORITIES.map(bandOf);
    expect(high.from).toBe(1);
    expect(high.to).toBeLessThan(normal.from);
    expect(normal.to).toBeLessThan(low.from);
    // What the queue takes.
    expect(low.to).toBeLessThanOrEqual(2 ** 21 - 1);
    const queue = filled('a', 'a');
    queue.add('l', 'low');
    queue.add('h', 'high');
    expect(queue.serve(4)).toBe('haal');
  });
});
