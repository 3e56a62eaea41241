import { soundsOfSyllable } from '../../core/voice/syllable.js';
import type { ReadStretch } from '../../core/voice/reading.js';
import type { ChineseWord, WrittenCharacter } from './chineseWord.js';
import type { SpokenStretch } from './normalize.js';
import { pronounce } from './pronounce.js';

/** What is to be read as Chinese: as it is spoken, or syllables that a project gives for a word. */
export type ChineseStretch =
  | SpokenStretch
  | {
      readonly kind: 'syllables';
      readonly syllables: readonly string[];
      readonly said: string;
      readonly start: number;
      readonly end: number;
    };

/** A Chinese word that is said, or something else that stands between Chinese words. */
export type ChinesePiece =
  | {
      readonly kind: 'word';
      readonly syllables: readonly string[];
      readonly start: number;
      readonly end: number;
    }
  | SpokenStretch;

/** The words of Chinese with their syllables, in order, and what stands between them. */
export function chinesePieces(stretches: readonly ChineseStretch[]): readonly ChinesePiece[] {
  const pieces: ChinesePiece[] = [];
  let run: WrittenCharacter[] = [];
  let beginsWord = true;
  const endRun = (): void => {
    if (run.length > 0) pieces.push(...pronounce(run).flatMap(wordPiece));
    run = [];
  };
  for (const stretch of stretches) {
    if (stretch.kind === 'chinese' || stretch.kind === 'syllables') {
      run.push(...charactersOf(stretch, beginsWord));
      beginsWord = stretch.kind === 'syllables';
      continue;
    }
    beginsWord = true;
    if (stretch.kind === 'gap') continue;
    endRun();
    pieces.push(stretch);
  }
  endRun();
  return pieces;
}

function charactersOf(stretch: ChineseStretch, beginsWord: boolean): WrittenCharacter[] {
  const { start, end } = stretch;
  const characters = Array.from(stretch.said);
  if (stretch.kind === 'syllables') {
    const fits = characters.length === stretch.syllables.length;
    return stretch.syllables.map((reading, at) => ({
      character: fits ? characters[at] : '〇',
      start,
      end,
      beginsWord: at === 0,
      continuesWord: at > 0,
      reading,
    }));
  }
  let from = start;
  return characters.map((character, at) => {
    const place = stretch.isWritten
      ? { start: from, end: from + character.length }
      : { start, end };
    from += character.length;
    return { character, ...place, beginsWord: beginsWord && at === 0 };
  });
}

function wordPiece(word: ChineseWord): ChinesePiece[] {
  const syllables = word.map(({ syllable }) => syllable).filter((syllable) => syllable !== '');
  if (syllables.length === 0) return [];
  const start = Math.min(...word.map(({ written }) => written.start));
  const end = Math.max(...word.map(({ written }) => written.end));
  return [{ kind: 'word', syllables, start, end }];
}

/** A word as the voice is given it; its syllables are not apart. */
export function readWord(syllables: readonly string[], start: number, end: number): ReadStretch {
  return {
    kind: 'word',
    start,
    end,
    sounds: syllables.map((each) => soundsOfSyllable(each) ?? '').join(''),
  };
}
