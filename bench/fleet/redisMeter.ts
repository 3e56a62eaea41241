import type { Redis } from 'ioredis';

/** What a Redis has done since it started, and what it holds, as it tells itself. */
export interface RedisFigures {
  /** Those within scripts too. */
  readonly commands: number;
  /** Scripts and other commands that came over a line. */
  readonly scripts: number;
  readonly cpuSeconds: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly memory: number;
  readonly logBytes: number;
  readonly clients: number;
  /** Microseconds and calls of each command; a script has its own, and all of its commands theirs. */
  readonly byCommand: ReadonlyMap<string, { readonly calls: number; readonly micros: number }>;
}

export async function readRedis(redis: Redis): Promise<RedisFigures> {
  const info = await redis.info('everything');
  const field = (name: string) =>
    Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1] ?? NaN);
  const byCommand = new Map(
    [...info.matchAll(/^cmdstat_(\S+?):calls=(\d+),usec=(\d+)/gm)].map(
      ([, name, calls, micros]) =>
        [name, { calls: Number(calls), micros: Number(micros) }] as const,
    ),
  );
  return {
    commands: field('total_commands_processed'),
    scripts: byCommand.get('evalsha')?.calls ?? 0,
    cpuSeconds: field('used_cpu_sys') + field('used_cpu_user'),
    bytesIn: field('total_net_input_bytes'),
    bytesOut: field('total_net_output_bytes'),
    memory: field('used_memory'),
    logBytes: field('aof_current_size'),
    clients: field('connected_clients'),
    byCommand,
  };
}

/** What lies between two readings; of what is held, how much more it is. */
export function between(before: RedisFigures, after: RedisFigures): RedisFigures {
  const grown = (of: Exclude<keyof RedisFigures, 'byCommand'>) => after[of] - before[of];
  const byCommand = [...after.byCommand].map(([name, { calls, micros }]) => {
    const earlier = before.byCommand.get(name) ?? { calls: 0, micros: 0 };
    return [name, { calls: calls - earlier.calls, micros: micros - earlier.micros }] as const;
  });
  return {
    commands: grown('commands'),
    scripts: grown('scripts'),
    cpuSeconds: grown('cpuSeconds'),
    bytesIn: grown('bytesIn'),
    bytesOut: grown('bytesOut'),
    memory: grown('memory'),
    logBytes: grown('logBytes'),
    clients: after.clients,
    byCommand: new Map(byCommand),
  };
}
