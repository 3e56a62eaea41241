/** One text of a subtitle file, to be said while it would be shown. */
export interface ScriptCue {
  /** Seconds from the beginning. */
  readonly from: number;
  readonly to: number;
  /** Plain text, its lines apart by `\n`. */
  readonly text: string;
}

const TIMES =
  /^\s*(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})\s*-->\s*(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})/;
const TAGS = /<\/?[a-zA-Z][^<>]{0,300}>|\{\\[^{}]{0,300}\}/g;

/** The cues of .srt or .vtt by their beginnings; what has no readable times is left out. */
export function cuesOf(text: string): readonly ScriptCue[] {
  const blocks = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n/);
  const cues = blocks.flatMap((block): ScriptCue[] => {
    const lines = block.split('\n');
    const timeLine = lines.findIndex((line) => line.includes('-->'));
    const times = TIMES.exec(lines.at(timeLine) ?? '');
    if (timeLine < 0 || times === null) return [];
    const words = lines
      .slice(timeLine + 1)
      .join('\n')
      .replace(TAGS, '')
      .trim();
    const [from, to] = [seconds(times.slice(1, 5)), seconds(times.slice(5, 9))];
    return words === '' || to <= from ? [] : [{ from, to, text: words }];
  });
  return cues.sort((a, b) => a.from - b.from);
}

function seconds([hours, minutes, whole, part]: readonly (string | undefined)[]): number {
  const number = (digits: string | undefined): number => Number(digits ?? 0);
  return number(hours) * 3600 + number(minutes) * 60 + number(whole) + number(`0.${part ?? '0'}`);
}
