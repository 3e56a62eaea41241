import type { FleetSnapshot } from '../core/fleet/fleetSnapshot.js';
import type { Locale } from '../core/strings/locale.js';
import { ScreenPace } from '../engine/screenPace.js';
import type { FleetView } from '../protocol/fleetViews.js';
import { fleetView } from './fleetView.js';

/** What tells how the machines of a fleet stand. */
export interface FleetWatch {
  /** Tells at once, as far as it knows, and whenever something changed. Returns what ends it. */
  watch(listener: (snapshot: FleetSnapshot) => void): () => void;
}

/** A page's place among those that may be told. */
export interface FleetSeat {
  /** The page shows the fleet, or does no more. */
  show(on: boolean): void;
  /** The page was made anew, and knows nothing. */
  again(): void;
  leave(): void;
}

export interface FleetFeedParts {
  /** The one of now: another after settings changed, none where videos are made here. */
  readonly fleet: () => FleetWatch | undefined;
  /** Something is being made. */
  readonly running: () => boolean;
  /** The project's. */
  readonly folder: string;
}

interface Listening {
  readonly listener: (view: FleetView) => void;
  readonly locale: Locale;
  shown: boolean;
  /** What it was told last, as text. */
  told?: string;
}

const INTERVAL_MS = 1000;

/**
 * Tells pages how the fleet stands, at most once a second and only what is new: those that show it, and all
 * while something is made. Owns the watch on the fleet, which is there only while somebody is to be told.
 */
export class FleetFeed {
  private readonly seats = new Set<Listening>();
  private readonly pace: ScreenPace;
  private watched: FleetWatch | undefined;
  private unwatch: (() => void) | undefined;
  private latest: FleetSnapshot | undefined;

  constructor(
    private readonly parts: FleetFeedParts,
    intervalMs = INTERVAL_MS,
  ) {
    this.pace = new ScreenPace(() => {
      this.tellAll();
    }, intervalMs);
  }

  /** Whether there is a fleet. */
  get wished(): boolean {
    return this.parts.fleet() !== undefined;
  }

  join(listener: (view: FleetView) => void, locale: Locale): FleetSeat {
    const seat: Listening = { listener, locale, shown: false };
    this.seats.add(seat);
    this.follow();
    return {
      show: (on) => {
        seat.shown = on;
        this.follow();
        if (on) this.tell(seat);
      },
      again: () => {
        delete seat.told;
        if (seat.shown || this.parts.running()) this.tell(seat);
      },
      leave: () => {
        this.seats.delete(seat);
        this.follow();
      },
    };
  }

  /** Something else may be running, or the fleet another. */
  follow(): void {
    const wanted = this.isWanted ? this.parts.fleet() : undefined;
    if (wanted === this.watched) return;
    this.unwatch?.();
    this.latest = undefined;
    this.watched = wanted;
    this.unwatch = wanted?.watch((snapshot) => {
      this.latest = snapshot;
      this.pace.changed();
    });
  }

  dispose(): void {
    this.seats.clear();
    this.follow();
    this.pace.stop();
  }

  private get isWanted(): boolean {
    const seats = [...this.seats];
    return seats.some(({ shown }) => shown) || (seats.length > 0 && this.parts.running());
  }

  private tellAll(): void {
    const running = this.parts.running();
    for (const seat of this.seats) if (running || seat.shown) this.tell(seat);
  }

  private tell(seat: Listening): void {
    if (!this.latest) return;
    const view = fleetView(this.latest, seat.locale, this.parts.folder);
    const text = JSON.stringify(view);
    if (text === seat.told) return;
    seat.told = text;
    seat.listener(view);
  }
}
