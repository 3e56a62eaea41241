/**
 * Words that no list has, by a small net over letters: `oov.onnx` and `oov_gb.onnx` of hibari-tts (Maureese
 * Williams, Apache-2.0). It gives one letter of the alphabet, or none, for each of four places a written
 * letter; the same one twice in a row counts once.
 */
import type { Model } from '../../core/model.js';
import { onlyKnownSounds } from './alphabet.js';

/** As it stands in `oov.json` beside the net. */
export interface GuessAlphabet {
  /** Written letters; the first is number 1, none is 0. */
  readonly in: readonly string[];
  /** Sounds; the first is number 1, none is 0. */
  readonly out: readonly string[];
  /** How many letters of a word it looks at. */
  readonly maxlen: number;
}

/** Words kept, so that a long script does not grow without end. */
const KEPT = 20_000;

export class SoundGuesser {
  private readonly letters: ReadonlyMap<string, number>;
  private readonly guesses = new Map<string, string>();

  constructor(
    private readonly model: Model,
    private readonly alphabet: GuessAlphabet,
  ) {
    this.letters = new Map(alphabet.in.map((letter, index) => [letter, index + 1]));
  }

  /** What was guessed before for `word`; undefined where nothing was. For `readEnglish`. */
  readonly guess = (word: string): string | undefined => this.guesses.get(word);

  /** Guesses those `words` that were not guessed before. Rejects with what the model rejects with. */
  async prepare(words: Iterable<string>): Promise<void> {
    if (this.guesses.size >= KEPT) this.guesses.clear();
    for (const word of words) {
      if (!this.guesses.has(word)) this.guesses.set(word, await this.ask(word));
    }
  }

  private async ask(word: string): Promise<string> {
    const numbers = Array.from(word).flatMap((letter) => this.letters.get(letter) ?? []);
    const known = numbers.slice(0, this.alphabet.maxlen);
    if (known.length === 0) return '';
    const chars = { dims: [1, known.length], data: Float32Array.from(known) };
    const { ids } = await this.model.run({ chars });
    const places = Array.from(ids.data, Number);
    const heard = places.filter((id, index) => id !== 0 && id !== places[index - 1]);
    return onlyKnownSounds(heard.map((id) => this.alphabet.out[id - 1] ?? '').join(''));
  }
}
