import type { SpokenLanguage } from '../../core/voice/voice.js';
import { normalizeChinese, type SpokenStretch } from '../chinese/normalize.js';
import { chinesePieces, type ChineseStretch } from '../chinese/readChinese.js';
import type { FoundPronunciation } from './findPronunciations.js';
import { languageRuns } from './languageRuns.js';
import { isSpelled } from './letterNames.js';
import { withYuanSigns } from './yuanSign.js';

/** A part of a sentence with how it is to be read. */
export type SentencePiece = {
  /** UTF-16 units of the sentence, the end not included. */
  readonly start: number;
  readonly end: number;
} & (
  | { readonly kind: 'chinese'; readonly syllables: readonly string[] }
  /** `isWhole`: all of it is said for one place, as what stands for a sign or another word is. */
  | { readonly kind: 'english'; readonly text: string; readonly isWhole: boolean }
  | { readonly kind: 'letters'; readonly text: string }
  | { readonly kind: 'sounds'; readonly sounds: string }
  | { readonly kind: 'pause'; readonly mark: string }
);

/**
 * The parts of a sentence in their order.
 * @param text without what nobody sees (`plainText`)
 * @param found where a project's pronunciations are used
 */
export function sentencePieces(
  text: string,
  language: SpokenLanguage,
  found: readonly FoundPronunciation[],
): readonly SentencePiece[] {
  const gatherer = new Gatherer(text, language);
  let from = 0;
  for (const each of [...found, undefined]) {
    gatherer.read(from, each?.start ?? text.length);
    if (each !== undefined) gatherer.say(each);
    from = each?.end ?? text.length;
  }
  return gatherer.end();
}

class Gatherer {
  private readonly pieces: SentencePiece[] = [];
  /** Chinese that is not pronounced yet: its tones depend on what comes next. */
  private waiting: ChineseStretch[] = [];
  private readonly runs;

  constructor(
    private readonly text: string,
    private readonly language: SpokenLanguage,
  ) {
    this.runs = languageRuns(text, language);
  }

  read(from: number, to: number): void {
    for (const run of this.runs) {
      const [start, end] = [Math.max(from, run.start), Math.min(to, run.end)];
      if (start >= end) continue;
      const text = this.text.slice(start, end);
      if (run.language === 'english') {
        const english = withYuanSigns(text, this.text, this.language);
        this.add({ kind: 'english', text: english, isWhole: false, start, end });
      } else this.waiting.push(...normalizeChinese(text).map((stretch) => moved(stretch, start)));
    }
  }

  say({ start, end, pronunciation }: FoundPronunciation): void {
    if (pronunciation.kind === 'sounds') {
      this.add({ kind: 'sounds', sounds: pronunciation.sounds, start, end });
    } else if (pronunciation.kind === 'syllables') {
      const said = this.text.slice(start, end);
      this.waiting.push({
        kind: 'syllables',
        syllables: pronunciation.syllables,
        said,
        start,
        end,
      });
    } else {
      const gap: SpokenStretch = { kind: 'gap', said: '', start, end: start, isWritten: false };
      if (/^\p{Script=Han}+$/u.test(pronunciation.text)) {
        this.waiting.push(gap, { ...gap, kind: 'chinese', said: pronunciation.text, end }, gap);
        return;
      }
      for (const piece of sentencePieces(pronunciation.text, this.language, [])) {
        if (piece.kind === 'pause') continue;
        this.add({ ...piece, ...(piece.kind === 'english' ? { isWhole: true } : {}), start, end });
      }
    }
  }

  end(): readonly SentencePiece[] {
    this.pronounce();
    return this.pieces;
  }

  private add(piece: SentencePiece): void {
    this.pronounce();
    this.pieces.push(piece);
  }

  private pronounce(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const piece of chinesePieces(waiting)) {
      const { start, end } = piece;
      if (piece.kind === 'word')
        this.pieces.push({ kind: 'chinese', syllables: piece.syllables, start, end });
      else if (piece.kind === 'pause')
        this.pieces.push({ kind: 'pause', mark: piece.said, start, end });
      else if (piece.kind === 'latin') this.pieces.push(...latinPieces(piece));
    }
  }
}

function moved(stretch: SpokenStretch, by: number): SpokenStretch {
  return { ...stretch, start: stretch.start + by, end: stretch.end + by };
}

/** Words that are spelled within Chinese, and the others together as English. */
function latinPieces({ said, start, end, isWritten }: SpokenStretch): SentencePiece[] {
  const place = (from: number, to: number) =>
    isWritten ? { start: start + from, end: start + to } : { start, end };
  const english = (from: number, to: number): SentencePiece[] => {
    const text = said.slice(from, to);
    return /[\p{L}]/u.test(text)
      ? [{ kind: 'english', text, isWhole: !isWritten, ...place(from, to) }]
      : [];
  };
  if (said.includes('&')) return english(0, said.length);
  const pieces: SentencePiece[] = [];
  const isOneWord = !isWritten || !/[ -]/.test(said);
  let from = 0;
  for (const { index, 0: word } of said.matchAll(/[^ -]+/g)) {
    if (!isSpelled(word) || (!isOneWord && /^[a-zI]$/.test(word))) continue;
    pieces.push(...english(from, index));
    from = index + word.length;
    pieces.push({ kind: 'letters', text: word, ...place(index, from) });
  }
  return [...pieces, ...english(from, said.length)];
}
