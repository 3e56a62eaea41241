/**
 * Parts of speech, which tell "I read it" from "to read it" and "the record" from "to record". An averaged
 * perceptron with the weights of hibari-tts (Maureese Williams, Apache-2.0), trained on the tags of spaCy's
 * en_core_web_sm (MIT); its features are those of that package, written anew.
 */

/** Of the Penn Treebank: `NN`, `VBD`, `IN` ... */
export type WordTag = string;

/** As it stands in `tagger.json.gz`. */
export interface TaggerModel {
  readonly tags: readonly string[];
  /** Words that nearly always have one tag. */
  readonly tagdict: Readonly<Record<string, string>>;
  readonly vocab: readonly string[];
  /** By feature, then by tag. */
  readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const BEFORE = ['-START2-', '-START-'] as const;
const BEHIND = ['-END-', '-END2-'] as const;

export class Tagger {
  private readonly vocabulary: ReadonlySet<string>;

  constructor(private readonly model: TaggerModel) {
    this.vocabulary = new Set(model.vocab);
  }

  /** A tag for each word or punctuation mark of a sentence; contractions come in two: "do", "n't". */
  tag(words: readonly string[]): WordTag[] {
    const around = [...BEFORE, ...words.map((word) => this.known(word)), ...BEHIND];
    const tags: WordTag[] = [];
    words.forEach((word, index) => {
      const dictionary = this.model.tagdict;
      tags.push(
        Object.hasOwn(dictionary, word)
          ? dictionary[word]
          : this.best(features(word, index, around, tags)),
      );
    });
    return tags;
  }

  private best(names: readonly string[]): WordTag {
    const scores = new Map<string, number>();
    for (const name of names) {
      if (!Object.hasOwn(this.model.weights, name)) continue;
      const weights = this.model.weights[name];
      for (const tag in weights) scores.set(tag, (scores.get(tag) ?? 0) + weights[tag]);
    }
    if (scores.size === 0) return 'NN';
    return this.model.tags.reduce((best, tag) => {
      const [score, highest] = [scores.get(tag) ?? 0, scores.get(best) ?? 0];
      return score > highest || (score === highest && tag > best) ? tag : best;
    });
  }

  private known(word: string): string {
    const common = commonForm(word);
    return this.vocabulary.has(common) ? common : `<${shape(word)}>`;
  }
}

function commonForm(word: string): string {
  if (word.includes('-') && !word.startsWith('-')) return '!HYPHEN';
  if (/^\d{4}$/.test(word)) return '!YEAR';
  return /^\d/.test(word) ? '!DIGITS' : word.toLowerCase();
}

function shape(word: string): string {
  if (/^\p{L}+$/u.test(word)) {
    const small = word.toLowerCase();
    const upper = word.toUpperCase();
    if (word === small) return 'x';
    if (word === upper) return Array.from(word).length > 1 ? 'XX' : 'X1';
    return word === upper[0] + small.slice(1) ? 'Xx' : 'xX';
  }
  if (/^\d+$/.test(word)) return 'd';
  return Array.from(word)
    .slice(0, 4)
    .map((each) => (/\d/.test(each) ? 'd' : /\p{L}/u.test(each) ? 'x' : each))
    .join('');
}

function features(
  word: string,
  index: number,
  around: readonly string[],
  tags: readonly WordTag[],
): string[] {
  const at = index + BEFORE.length;
  const last = tags.at(-1) ?? BEFORE[1];
  const oneBefore = tags.at(-2) ?? (tags.length === 1 ? BEFORE[1] : BEFORE[0]);
  return [
    'b',
    `s3=${word.slice(-3)}`,
    `p1=${word[0]}`,
    `w=${around[at]}`,
    `sh=${shape(word)}`,
    index === 0 ? 'i0' : 'i+',
    `t-1=${last}`,
    `t-2=${oneBefore}`,
    `t-12=${last},${oneBefore}`,
    `w-1=${around[at - 1]}`,
    `s3-1=${around[at - 1].slice(-3)}`,
    `w-2=${around[at - 2]}`,
    `w+1=${around[at + 1]}`,
    `s3+1=${around[at + 1].slice(-3)}`,
    `w+2=${around[at + 2]}`,
  ];
}
