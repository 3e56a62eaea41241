import { setTimeout as delay } from 'node:timers/promises';
import { HeygemError } from '../../core/errors.js';
import { chooseKit, slotsOf, type KitNeeds } from '../../core/fleet/kitChoice.js';
import type { FleetPriority } from '../../core/fleet/turns.js';
import type { DiskFacts } from '../../engine/diskFacts.js';
import type { QueueLink } from '../connection.js';
import { drawingQueue } from '../names.js';
import { unlessAborted } from '../../core/unlessAborted.js';
import { settlesWithin } from '../patience.js';
import { ANSWER_MS, CANCEL_MS } from '../policy.js';
import type { Storage } from '../storage.js';
import { FleetWatch } from './fleetWatch.js';
import { Lane } from './lane.js';
import { SharedWaits } from './sharedWaits.js';
import { Turnstile } from './turnstile.js';

const LOOK_AGAIN_MS = 500;
/** Pairs in a queue that nobody pulls from for so long are given to machines of another kit, where there are any. */
const ABANDONED_MS = 30_000;

/** A queue of machines with one kit, and how many of our pairs are in it. */
interface HeldLane {
  readonly kit: string;
  readonly lane: Lane;
  held: number;
  /** When its last machine was seen. */
  seenAt: number;
  abandoned: AbortController;
}

export interface OfficeParts {
  readonly link: QueueLink;
  readonly storage: Storage;
  readonly needs: KitNeeds;
  readonly files: Pick<DiskFacts, 'hash'>;
  readonly priority: FleetPriority;
  readonly log: (line: string) => void;
}

/** What all pairs share that one planner gives to a fleet. Owns the queues that it has opened. */
export class FleetOffice {
  readonly link: QueueLink;
  readonly storage: Storage;
  readonly files: Pick<DiskFacts, 'hash'>;
  readonly log: (line: string) => void;
  readonly watch: FleetWatch;
  private readonly turnstile: Turnstile;
  private readonly opening = new Map<string, Promise<HeldLane>>();
  private readonly open = new Map<string, HeldLane>();
  private readonly learningNow = new SharedWaits();
  /** What goes on though nobody waits for it: it is brought to its end before the queue is left. */
  private readonly loose = new Set<Promise<unknown>>();
  private users = 0;
  private unwatch: (() => void) | undefined;
  private toldOfNobody = false;

  constructor(private readonly parts: OfficeParts) {
    const { link, storage, files, log, needs } = parts;
    this.link = link;
    this.storage = storage;
    this.files = files;
    this.log = log;
    this.watch = new FleetWatch(link, storage.id, needs);
    this.turnstile = new Turnstile(link.redis);
  }

  /** Hands of all machines that can make something for us. */
  get hands(): number {
    return this.watch.workers.reduce((sum, { slots }) => sum + slots, 0);
  }

  /** Looks at the fleet as long as somebody works with it. Returns how to end that. */
  attend(): () => void {
    this.users += 1;
    this.unwatch ??= this.watch.listen(() => {
      this.leaveAbandoned();
    });
    return () => {
      this.users -= 1;
      if (this.users > 0) return;
      this.unwatch?.();
      this.unwatch = undefined;
    };
  }

  /** The queue of machines that have the most hands free. Waits until there are any. Rejects with `cancelled`. */
  async laneOfSome(signal: AbortSignal): Promise<Lane> {
    const { needs, log } = this.parts;
    await Promise.race([this.watch.known, pause(signal)]);
    for (;;) {
      if (signal.aborted) throw new HeygemError('cancelled');
      const kit = chooseKit(this.watch.workers, needs, (id) => this.open.get(id)?.held ?? 0);
      if (kit !== undefined) return (await unlessAborted(this.laneOf(kit), signal)).lane;
      if (!this.toldOfNobody)
        log('no machine of the fleet is at work that could make this: waiting');
      this.toldOfNobody = true;
      await pause(signal);
    }
  }

  /** Puts a pair of a project into a queue when it has its turn, and with that. */
  inTurn<T>({ name }: Lane, party: string, enter: (turn: number) => Promise<T>): Promise<T> {
    const { priority } = this.parts;
    return this.turnstile.pass({ queue: name, party, priority }, enter);
  }

  /** Counts a pair into a queue. Returns how to count it out. */
  hold(lane: Lane): () => void {
    const held = this.heldBy(lane);
    if (held) held.held += 1;
    return () => {
      if (held) held.held -= 1;
    };
  }

  /** Aborted as the signal is, and when the queue's machines are gone and others are there. */
  leaving(lane: Lane, signal: AbortSignal): AbortSignal {
    const held = this.heldBy(lane);
    return held ? AbortSignal.any([signal, held.abandoned.signal]) : signal;
  }

  /** Waits together with whoever waits for the same; what is waited for is let go when nobody does any more. */
  learning(
    id: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    return this.learningNow.join(id, signal, (shared) => this.seeTo(work(shared)));
  }

  /** Sees to it that what nobody may wait for any more is ended before the queue is left. */
  seeTo<T>(work: Promise<T>): Promise<T> {
    const over = () => this.loose.delete(work);
    this.loose.add(work);
    work.then(over, over);
    return work;
  }

  async laneNamed(name: string): Promise<Lane> {
    return (await this.laneBy(name, name)).lane;
  }

  async close(): Promise<void> {
    this.watch.stop();
    await settlesWithin(Promise.allSettled(this.loose), 2 * ANSWER_MS + CANCEL_MS);
    const lanes = [...this.open.values()].map(({ lane }) => lane.close());
    await settlesWithin(Promise.all(lanes), this.link.isAway() ? 0 : ANSWER_MS);
    await this.link.close();
  }

  private laneOf(kit: string): Promise<HeldLane> {
    return this.laneBy(kit, drawingQueue(kit, this.storage.id));
  }

  private laneBy(kit: string, name: string): Promise<HeldLane> {
    const known = this.opening.get(kit);
    if (known) return known;
    const opening = Lane.open(name, this.link.redis, this.log).then((lane) => {
      const seenAt = performance.now();
      const held = { kit, lane, held: 0, seenAt, abandoned: new AbortController() };
      this.open.set(kit, held);
      return held;
    });
    this.opening.set(kit, opening);
    opening.catch(() => this.opening.delete(kit));
    return opening;
  }

  private heldBy(lane: Lane): HeldLane | undefined {
    return [...this.open.values()].find((held) => held.lane === lane);
  }

  private leaveAbandoned(): void {
    const { workers } = this.watch;
    if (workers.length > 0) this.toldOfNobody = false;
    const now = performance.now();
    for (const held of this.open.values()) {
      if (slotsOf(workers, held.kit) > 0) held.seenAt = now;
      // While the line is cut, or nobody else is there, they are as well off where they are.
      if (workers.length === 0 || now - held.seenAt < ABANDONED_MS) continue;
      held.abandoned.abort();
      held.abandoned = new AbortController();
      held.seenAt = now;
    }
  }
}

/** Ends at once when nobody waits any more. */
async function pause(signal: AbortSignal): Promise<void> {
  await delay(LOOK_AGAIN_MS, undefined, { signal, ref: false }).catch(() => undefined);
}
