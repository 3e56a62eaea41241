import type { PairId } from '../core/ids.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import { lockedOutputs } from '../engine/madeElsewhere.js';

const LOOK_MS = 1_500;

export interface OtherWindowsWatch {
  readonly jobs: () => readonly PlannedJob[];
  /** Pairs that are made or wait here: their locks are ours, or will be. */
  readonly busy: () => ReadonlySet<PairId>;
  readonly onChange: () => void;
  /** Somebody else is through with a pair: it may be current now. */
  readonly onEnd: () => void;
}

/** Knows which pairs another window or program makes, by looking at their locks now and then. */
export class OtherWindows {
  private found: ReadonlySet<PairId> = new Set();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly watch: OtherWindowsWatch,
    private readonly everyMs = LOOK_MS,
  ) {}

  get pairs(): ReadonlySet<PairId> {
    return this.found;
  }

  start(): void {
    if (this.timer) return;
    this.timer = setInterval(() => void this.look(), this.everyMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Looks once. Never rejects. */
  async look(): Promise<void> {
    const { jobs, busy, onChange, onEnd } = this.watch;
    const ours = busy();
    const candidates = jobs().filter(({ pair, output }) => output !== '' && !ours.has(pair));
    const locked = await lockedOutputs(candidates.map(({ output }) => output));
    // One that was begun here meanwhile is not another's.
    const now = new Set(
      candidates
        .filter(({ pair, output }) => locked.has(output) && !busy().has(pair))
        .map(({ pair }) => pair),
    );
    const before = this.found;
    this.found = now;
    const ended = [...before].some((pair) => !now.has(pair));
    if (ended) onEnd();
    if (ended || now.size !== before.size) onChange();
  }
}
