import PQueue from 'p-queue';
import type { StatePlace } from './statePlace.js';

const FILE = 'runs.json';
type Runs = Record<string, readonly string[]>;

/** What is being made in each project, kept so that a server that was killed goes on with it. */
export class RunMemory {
  private readonly writing = new PQueue({ concurrency: 1 });
  private runs: Runs = {};
  private closing = false;

  constructor(
    private readonly place: StatePlace,
    private readonly log: (line: string) => void,
  ) {}

  /** What was not finished when the last server went, by the project's path. */
  async load(): Promise<ReadonlyMap<string, readonly string[]>> {
    const kept = await this.place.read(FILE);
    const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
    const runs = entries.flatMap(([path, pairs]: [string, unknown]) =>
      Array.isArray(pairs)
        ? [[path, pairs.filter((pair) => typeof pair === 'string')] as const]
        : [],
    );
    this.runs = Object.fromEntries(runs);
    return new Map(runs);
  }

  /** @param pairs that wait or run now; none: all is done */
  readonly remember = (path: string, pairs: readonly string[]): void => {
    if (this.closing) return;
    const others = Object.entries(this.runs).filter(([other]) => other !== path);
    this.runs = Object.fromEntries(pairs.length === 0 ? others : [...others, [path, pairs]]);
    if (this.writing.size > 0) return;
    void this.writing
      .add(() => this.place.write(FILE, this.runs))
      .catch((error: unknown) => {
        this.log(`${FILE}: ${String(error)}`);
      });
  };

  /** What is cancelled from now on was not cancelled by a person. */
  async close(): Promise<void> {
    this.closing = true;
    await this.writing.onIdle();
  }
}
