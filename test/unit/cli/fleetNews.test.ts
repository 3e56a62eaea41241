import { describe, expect, it } from 'vitest';
import { tellFleetNews } from '../../../src/cli/fleetNews.js';
import type { CliOutput } from '../../../src/cli/output.js';
import type { FleetSnapshot, FleetWorker } from '../../../src/core/fleet/fleetSnapshot.js';

function worker(state: FleetWorker['state']): FleetWorker {
  return {
    ...{ id: state, name: 'n', state, slots: 1, tasks: [], since: 0 },
    kit: { id: 'k', engine: '6', models: 'm', ffmpeg: '5', provider: 'cpu' },
    made: { tasks: 0, frames: 0, failures: 0 },
  };
}

function standing(strangers: number, ...states: FleetWorker['state'][]): FleetSnapshot {
  return {
    ...{ kind: 'connected', queue: 'redis://q', waiting: 3, strangers },
    workers: states.map(worker),
  };
}

function told(json: boolean, ...snapshots: readonly FleetSnapshot[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const output: CliOutput = {
    ...{ locale: 'en', json, columns: undefined, control: () => undefined },
    out: (line) => out.push(line),
    err: (text) => err.push(text),
  };
  const tell = tellFleetNews(output);
  for (const snapshot of snapshots) tell(snapshot);
  return { out, err };
}

describe('what a batch says of its fleet', () => {
  it('is that nobody is there, once, and when somebody comes', () => {
    const nobody = standing(0);
    const { err } = told(false, { kind: 'connecting' }, nobody, nobody, standing(0, 'working'));
    expect(err).toHaveLength(2);
    expect(err[0]).toContain('heygem worker');
    expect(err[0]).toContain('redis://q');
    expect(err[1]).toContain('1');
  });

  it('names machines of another version, and those that rest', () => {
    expect(told(false, standing(2)).err[0]).toContain('another version, which make nothing');
    expect(told(false, standing(0, 'resting')).err[0]).toContain('heygem fleet');
    expect(told(false, standing(0, 'resting', 'idle')).err[0]).not.toContain('rest');
  });

  it('is that the queue does not answer', () => {
    const failure = { code: 'queue-unreachable', params: { queue: 'redis://q' } } as const;
    expect(told(false, { kind: 'unreachable', failure }).err[0]).toContain('does not answer');
  });

  it('is a line of JSON for programs', () => {
    const { out, err } = told(true, standing(1));
    expect(err).toEqual([]);
    expect(JSON.parse(out[0])).toMatchObject({
      ...{ event: 'fleet', state: 'connected', machines: 0, strangers: 1, waiting: 3 },
    });
  });
});
