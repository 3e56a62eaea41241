import type { Voice } from '../core/voice/voice.js';
import type { ScriptVoices } from './scriptVoices.js';

/** What voices are called, for who shows their ids. Asks once, when a name is first wanted; owns what was told. */
export class VoiceNames {
  private names: ReadonlyMap<string, string> | undefined;
  private asked = false;

  /** @param mayAsk whether anything may be started here */
  constructor(
    private readonly voices: Pick<ScriptVoices, 'list'>,
    private readonly mayAsk: () => boolean,
    private readonly onChange: () => void,
  ) {}

  /** Undefined where it is not known, or not yet. */
  of(id: string): string | undefined {
    if (!this.asked && this.mayAsk()) {
      this.asked = true;
      void this.ask();
    }
    return this.names?.get(id);
  }

  /** Some may have been installed meanwhile. */
  learn(voices: readonly Voice[]): void {
    this.asked = true;
    this.names = new Map(voices.map(({ id, name }) => [id, name]));
    this.onChange();
  }

  /** Never rejects: without names, ids are shown. */
  private async ask(): Promise<void> {
    try {
      this.learn(await this.voices.list());
    } catch {
      // Where no voices can be asked for, whoever wants to speak is told why.
    }
  }
}
