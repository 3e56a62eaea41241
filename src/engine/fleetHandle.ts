import { toFailure } from '../core/errors.js';
import type { FleetSnapshot } from '../core/fleet/fleetSnapshot.js';
import type { SpeakRequest, SpeakResult } from '../core/voice/speaking.js';
import type { TaskWatch } from './device.js';
import type { Fleet } from './fleetPart.js';
import type { JobOutcome } from './jobOrder.js';
import type { Making, WaitingOutput } from './outputMaker.js';

/** How soon a queue that could not be reached is tried again for somebody who looks. */
const AGAIN_MS = 5_000;

/**
 * An engine's hold on its fleet, which is connected to when somebody wants something of it. Owns that connection; one
 * that failed is tried anew by whoever comes next.
 */
export class FleetHandle implements Making {
  private opened: Promise<Fleet> | undefined;
  private fleet: Fleet | undefined;

  constructor(private readonly open: () => Promise<Fleet>) {}

  async add(output: WaitingOutput): Promise<JobOutcome> {
    try {
      return await (await this.connected()).add(output);
    } catch (error) {
      return { kind: 'failed', failure: toFailure(error) };
    }
  }

  /** Has a script spoken by a machine that has voices; undefined where none is known to. Rejects as `speak` does. */
  async speak(request: SpeakRequest, watch: TaskWatch): Promise<SpeakResult | undefined> {
    const fleet = await this.connected();
    return (await fleet.speaks()) ? fleet.speak(request, watch) : undefined;
  }

  /** Tells how the fleet stands, as long as somebody listens. Returns how to stop it. */
  watch(listener: (snapshot: FleetSnapshot) => void): () => void {
    let stop: () => void = () => undefined;
    let isOver = false;
    const begin = () => {
      if (isOver) return;
      this.connected().then(
        (fleet) => {
          if (!isOver) stop = fleet.watch(listener);
        },
        (error: unknown) => {
          if (isOver) return;
          listener({ kind: 'unreachable', failure: toFailure(error) });
          const again = setTimeout(begin, AGAIN_MS);
          stop = () => {
            clearTimeout(again);
          };
        },
      );
    };
    if (!this.fleet) listener({ kind: 'connecting' });
    begin();
    return () => {
      isOver = true;
      stop();
    };
  }

  async dispose(): Promise<void> {
    const fleet = await this.opened?.catch(() => undefined);
    await fleet?.dispose();
  }

  private connected(): Promise<Fleet> {
    if (this.opened) return this.opened;
    const opening = Promise.resolve().then(this.open);
    this.opened = opening;
    opening.then(
      (fleet) => {
        this.fleet = fleet;
      },
      () => {
        this.opened = undefined;
      },
    );
    return opening;
  }
}
