import type { VoiceHere } from '../core/plan/speechFacts.js';
import { isOfPack, lackOf } from '../core/voice/usualVoice.js';
import type { KnownVoices, VoicesQuery } from '../core/voice/speaking.js';

/** Milliseconds after which voices that were not there are asked for again. */
const AGAIN_MS = 3_000;

type Ask = (query: VoicesQuery) => Promise<KnownVoices>;

/**
 * The voices of this machine as a worker told them. Owns what was told: to plan an unchanged project again asks
 * nobody, and a voice that is not there is asked for again, for it may be installed meanwhile.
 */
export class VoiceBook {
  private told: Pick<KnownVoices, 'voices' | 'problems'> = { voices: [] };
  private readonly versions = new Map<string, string>();
  /** When each that is not there was asked for last. */
  private readonly missedAt = new Map<string, number>();
  private asking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ask: Ask,
    private readonly log: (line: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** All of them, looked for anew. Rejects as the worker does. */
  async list(): Promise<KnownVoices> {
    return this.learn({ all: true, versionsOf: [...this.versions.keys()] });
  }

  /** Where nobody can be asked, there are none. */
  async here(id: string): Promise<VoiceHere> {
    // One after the other: a plan asks for all its scripts at once.
    const turn = this.asking.then(() => this.find(id));
    this.asking = turn;
    return turn;
  }

  private async find(id: string): Promise<VoiceHere> {
    const missed = this.missedAt.get(id);
    const isDue = missed === undefined || this.now() - missed > AGAIN_MS;
    if (!this.versions.has(id) && isDue) {
      // For a voice of the pack nobody's programs are started, whatever other voices are known.
      const beside = [...this.versions.keys()].filter((known) => isOfPack(known) || !isOfPack(id));
      await this.learn({ all: false, versionsOf: [...beside, id] }).catch((error: unknown) => {
        this.log(`voices: ${String(error)}`);
      });
      if (!this.versions.has(id)) this.missedAt.set(id, this.now());
    }
    const version = this.versions.get(id);
    if (version !== undefined) return { kind: 'here', version };
    return lackOf(id, this.told);
  }

  private async learn(query: VoicesQuery): Promise<KnownVoices> {
    const known = await this.ask(query);
    const { versions } = known;
    this.told = known;
    for (const id of query.versionsOf) this.versions.delete(id);
    for (const [id, version] of Object.entries(versions)) this.versions.set(id, version);
    return known;
  }
}
