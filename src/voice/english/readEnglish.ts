/** English text to the sounds a voice is given, in misaki's alphabet, each with its place in the text. */
import type { Reading, ReadStretch } from '../../core/voice/reading.js';
import type { Accent } from './accent.js';
import { onlyKnownSounds } from './alphabet.js';
import { NOTHING_FOLLOWS, type Following, type Lexicon } from './lexicon.js';
import { normalizeEnglish, type SpokenStretch } from './normalize.js';
import { followingOf, lightly, readWord, type Guess, type WordReader } from './readWord.js';
import type { Tagger } from './tagger.js';
import { taggedWords, type TaggedWord } from './words.js';

export interface EnglishOptions {
  readonly accent: Accent;
  /** Of that accent. */
  readonly lexicon: Lexicon;
  /** Absent: words that are written alike are not told apart. */
  readonly tagger?: Tagger;
  /** Asked for words that no list has; absent, they are read by their spelling. */
  readonly guess?: Guess;
}

/**
 * Reads one sentence, or a stretch of one inside another language. Empty where nothing can be said. Never throws;
 * all sounds are in the voice's alphabet.
 */
export function readEnglish(text: string, options: EnglishOptions): Reading {
  const { accent, lexicon, tagger, guess } = options;
  const stretches = normalizeEnglish(text, accent);
  const words = taggedWords(calm(text, stretches, lexicon), tagger);
  const reader: WordReader = guess === undefined ? { lexicon } : { lexicon, guess };
  const reading: ReadStretch[] = [];
  let following = NOTHING_FOLLOWS;
  // From the end: how a word is said depends on what comes after it.
  for (let i = stretches.length - 1; i >= 0; i--) {
    const { kind, start, end, spoken } = stretches[i];
    const said = kind === 'word' ? readWords(words[i], following, reader) : undefined;
    const sounds = said === undefined ? spoken : onlyKnownSounds(said.sounds);
    following = said?.following ?? afterPause(kind, spoken, following);
    reading.push({ kind, start, end, sounds });
  }
  return withoutSilent(reading.reverse());
}

function readWords(
  words: readonly TaggedWord[],
  after: Following,
  reader: WordReader,
): { sounds: string; following: Following } {
  let following = after;
  let sounds = '';
  for (const word of [...words].reverse()) {
    if (word.hasComma) following = NOTHING_FOLLOWS;
    const said = readWord(word, following, reader);
    sounds = `${word.isPoint ? lightly(said) : said}${word.hasComma ? ',' : ''} ${sounds}`;
    following = followingOf(said, word.text, following);
  }
  // Kokoro has letters of its own for the tap in "better" and the stop in "button".
  return { sounds: sounds.trim().replaceAll('ɾ', 'T').replaceAll('ʔ', 't'), following };
}

/** Brackets do not change how the word before them is said; other pauses do. */
function afterPause(kind: ReadStretch['kind'], mark: string, following: Following): Following {
  return kind === 'space' || mark === '(' || mark === ')' ? following : NOTHING_FOLLOWS;
}

const CAPITALS = /^[\p{Lu}'-]+$/u;

/** A text all in capitals is read as if it were not, but for what is no word in small letters: "THE HDMI PORT". */
function calm(
  text: string,
  stretches: readonly SpokenStretch[],
  lexicon: Lexicon,
): readonly SpokenStretch[] {
  const isLoud = /\p{Lu}{5}/u.test(text) && !/\p{Ll}/u.test(text) && /\p{L}\P{L}+\p{L}/u.test(text);
  if (!isLoud) return stretches;
  return stretches.map((stretch) => {
    const small = stretch.spoken.toLowerCase();
    const isWord = CAPITALS.test(stretch.spoken) && lexicon.lists(small);
    return isWord && small !== 'i' ? { ...stretch, spoken: small } : stretch;
  });
}

/** Words that have no sounds go, and the spaces that they leave. */
function withoutSilent(reading: readonly ReadStretch[]): Reading {
  const heard: ReadStretch[] = [];
  for (const stretch of reading) {
    if (stretch.sounds === '') continue;
    const last = heard.at(-1);
    if (stretch.kind === 'space' && (last === undefined || last.kind === 'space')) continue;
    if (stretch.kind === 'pause' && last?.kind === 'space' && !/[(—]/.test(stretch.sounds)) {
      heard.pop();
    }
    heard.push(stretch);
  }
  if (heard.at(-1)?.kind === 'space') heard.pop();
  return heard.some(({ kind }) => kind === 'word') ? heard : [];
}
