import { isIP } from 'node:net';
import { Redis, type RedisOptions } from 'ioredis';
import { HeygemError } from '../core/errors.js';
import { shownQueue } from '../core/fleet/fleetWish.js';
import { parseQueueAddress } from '../core/fleet/queueAddress.js';
import { TRIED_KEY } from './names.js';
import { settlesWithin } from './patience.js';
import { queueFailure } from './queueFailure.js';
import { SaidOnce } from './saidOnce.js';

/** How long the first answer may take. */
const FIRST_MS = 8_000;
const MOST_DELAY_MS = 2_000;
/**
 * A line on which nothing comes back for so long is dead, though nobody said so: a cable, a firewall that forgot it, a
 * queue whose machine lost its power. Longer than the queue's library waits for jobs and events, 10 s at most.
 */
const SILENCE_MS = 15_000;
/** How long what was sent last may take when the connection is closed. */
const LAST_MS = 1_000;

/** A queue that answered once. Connections to it come back by themselves when they are lost. */
export interface QueueLink {
  /** For people, without name and password. */
  readonly shown: string;
  readonly redis: Redis;
  /** Milliseconds since 1970 by the queue's clock, which all machines share. */
  readonly now: () => number;
  /** Whether the line is cut now: what is asked waits until it is back. */
  readonly isAway: () => boolean;
  /** Closes this connection, and all that were made after it: what waits for an answer is rejected. */
  readonly close: () => Promise<void>;
}

/** Owns the connections that were made after it, such as those that wait for jobs: none outlives it. */
class MotherLine extends Redis {
  private readonly daughters: Redis[] = [];

  override duplicate(override?: Partial<RedisOptions>): Redis {
    const daughter = super.duplicate(override);
    this.daughters.push(daughter);
    return daughter;
  }

  disconnectAll(): void {
    // One that has ended would wait for a while to end again.
    for (const line of [this, ...this.daughters]) if (line.status !== 'end') line.disconnect();
  }
}

/** Rejects with `fleet-queue-invalid`, `queue-unreachable` or `queue-refused`. */
export async function connectQueue(url: string, log: (line: string) => void): Promise<QueueLink> {
  const address = parseQueueAddress(url);
  const shown = shownQueue(url);
  if (!address) throw new HeygemError('fleet-queue-invalid', { queue: shown });
  const { host, port, tls, database: db, username, password } = address;
  const options = {
    ...{ host, port, db, lazyConnect: true },
    // What is asked while the line is cut is asked when it is back.
    maxRetriesPerRequest: null,
    socketTimeout: SILENCE_MS,
    retryStrategy: (times: number) => Math.min(100 * 2 ** times, MOST_DELAY_MS),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    // A name that is asked for is none of these.
    ...(tls && { tls: isIP(host) > 0 ? {} : { servername: host } }),
  };
  const redis = new MotherLine(options);
  const trouble = new SaidOnce((message) => {
    log(`queue ${shown}: ${message}`);
  });
  redis.on('error', ({ message }: Error) => {
    trouble.say(message);
  });
  redis.on('ready', () => {
    if (trouble.last !== '') log(`queue ${shown}: connected again`);
    trouble.over();
  });
  try {
    const offset = await answered(redis);
    await tellWhatIsRisky(redis, shown, log);
    return {
      ...{ shown, redis, now: () => Date.now() + offset },
      isAway: () => redis.status !== 'ready',
      close: async () => {
        if (redis.status === 'ready') await settlesWithin(redis.quit(), LAST_MS);
        redis.disconnectAll();
      },
    };
  } catch (error) {
    redis.disconnect();
    const unreachable = () =>
      new HeygemError('queue-unreachable', { queue: shown }, trouble.last || String(error), error);
    throw queueFailure(String(error), shown) ?? unreachable();
  }
}

/** Rejects with `queue-refused` or `queue-full` where a queue takes nothing from us. */
export async function assertWritable({ redis, shown }: QueueLink): Promise<void> {
  const answers = await redis
    .pipeline()
    .set(TRIED_KEY, '1', 'PX', 1_000)
    .publish(TRIED_KEY, '')
    .eval("return redis.call('exists', KEYS[1])", 1, TRIED_KEY)
    .exec();
  const refused = answers?.find(([error]) => error)?.[0];
  if (refused) throw queueFailure(refused.message, shown) ?? refused;
}

/** How far the queue's clock is ahead of ours, in milliseconds. */
async function answered(redis: Redis): Promise<number> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    late = setTimeout(() => {
      reject(new Error(`no answer within ${FIRST_MS / 1000} s`));
    }, FIRST_MS);
  });
  // A refusal is told by an event, while the connection is tried again and again.
  const refused = new Promise<never>((_, reject) => {
    redis.on('error', (error: Error) => {
      if (queueFailure(error.message, '')) reject(error);
    });
  });
  const ask = async () => {
    await redis.connect();
    const sent = Date.now();
    // Said to be numbers, and text in the older of the two protocols.
    const [seconds, micros] = (await redis.time()).map(String).map(Number);
    const theirs = seconds * 1000 + micros / 1000;
    return theirs - (sent + Date.now()) / 2;
  };
  try {
    return await Promise.race([ask(), tooLate, refused]);
  } finally {
    clearTimeout(late);
    refused.catch(() => undefined);
  }
}

/** A queue that throws jobs away, or forgets them when it ends, loses what people wait for. */
async function tellWhatIsRisky(
  redis: Redis,
  shown: string,
  log: (line: string) => void,
): Promise<void> {
  // Where others run the queue, asking may be forbidden.
  const memory = await redis.info('memory').catch(() => '');
  const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1];
  if (policy !== undefined && policy !== 'noeviction') {
    log(
      `queue ${shown}: it may throw jobs away when memory is short (maxmemory-policy ${policy}): set noeviction`,
    );
  }
  const persistence = await redis.info('persistence').catch(() => '');
  if (/aof_enabled:0/.test(persistence)) {
    log(`queue ${shown}: it forgets what waits when it ends: set appendonly yes`);
  }
}
