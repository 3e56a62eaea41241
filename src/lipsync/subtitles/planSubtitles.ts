import type { LipSyncJob } from '../../core/job.js';
import type { ReportWarning, SubtitleReport } from '../../core/report.js';
import {
  buildCues,
  CUE_RULES,
  UPRIGHT_LINE,
  type CueRules,
} from '../../core/subtitles/buildCues.js';
import type { Cue } from '../../core/subtitles/cue.js';
import { languageOf } from '../../core/subtitles/language.js';
import { onOutput } from '../../core/subtitles/onOutput.js';
import type { TimedSentence } from '../../core/subtitles/spokenText.js';
import { textWidth } from '../../core/subtitles/textWidth.js';
import { usedParts } from '../../core/usedPart.js';
import type { VideoInfo } from '../../core/videoInfo.js';
import type { SpeechRecord } from '../../core/voice/speechRecord.js';
import type { Actor } from '../actor/actor.js';
import { alignTranscript } from './alignTranscript.js';
import { clearOfMouths, withFont } from './burntSubtitles.js';
import { shownMouths } from './shownMouths.js';
import { saidText } from './saidText.js';
import type { Workshop } from '../workshop.js';

export interface PlannedSubtitles {
  /** Absent where there is no text, or none were wished for. */
  readonly subtitles?: SubtitleReport;
  readonly warnings: readonly ReportWarning[];
}

export interface SubtitledOutput {
  readonly info: VideoInfo;
  readonly actor: Actor;
  /** Seconds. */
  readonly duration: number;
  /** Of a recording that was spoken here. */
  readonly record?: SpeechRecord;
  readonly signal: AbortSignal;
}

/**
 * What is to be read in an output, when, and where: for all its segments, and for the files beside it.
 * @throws HeygemError as `saidText`, ffmpeg-failed, cancelled
 */
export async function planSubtitles(
  workshop: Workshop,
  job: LipSyncJob,
  { info, actor, duration, record, signal }: SubtitledOutput,
): Promise<PlannedSubtitles> {
  const way = job.settings.subtitles;
  if (way === 'none') return { warnings: [] };
  const said = await saidText(job, record);
  if (said === undefined) return { warnings: ['subtitles-without-text'] };
  const rules = rulesFor(info);
  const { audioPart: part, speechOffset: offset = 0 } = usedParts(job);
  const heard = { part, offset, duration };
  const plan = async (
    cues: readonly Cue[],
    from: SubtitleReport['from'],
    warnings: readonly ReportWarning[] = [],
  ): Promise<PlannedSubtitles> => {
    const language = languageOf(cues.map(({ text }) => text).join(' '));
    const written = await withFont(workshop.tools, {
      way,
      from,
      language,
      cues: cues.map(rounded),
    });
    const picture = { info, label: job.settings.label };
    const mouths = shownMouths(actor, info, written.cues);
    const subtitles = await clearOfMouths(written, picture, mouths);
    const lost: readonly ReportWarning[] = subtitles.missing ? ['subtitle-letters-missing'] : [];
    return { subtitles, warnings: [...warnings, ...lost] };
  };
  switch (said.kind) {
    case 'spoken':
      return plan(buildCues(onOutput(said.sentences, heard), rules), 'script');
    case 'timed':
      return plan(keptCues(said.cues, heard, rules), 'transcript');
    case 'untimed': {
      // Heard as the output has it, so that nothing is to be moved.
      const { sentences, sure } = await alignTranscript(workshop, job, said.sentences, signal);
      const warnings: readonly ReportWarning[] = sure ? [] : ['subtitles-doubtful'];
      return plan(buildCues(sentences, rules), 'transcript', warnings);
    }
  }
}

/** Upright pictures have room for fewer letters. */
export function rulesFor({ width, height }: Pick<VideoInfo, 'width' | 'height'>): CueRules {
  return width < height * 0.9 ? { ...CUE_RULES, line: UPRIGHT_LINE } : CUE_RULES;
}

/** Cues that somebody made stay as they are, where they can be read so. */
function keptCues(
  cues: readonly Cue[],
  heard: Parameters<typeof onOutput>[1],
  rules: CueRules,
): readonly Cue[] {
  return cues.flatMap((cue) => {
    const timed = onOutput([{ ...cue, words: [] }], heard).at(0);
    if (timed === undefined) return [];
    const lines = cue.text.split('\n');
    const fits = lines.length <= 2 && lines.every((line) => textWidth(line) <= rules.line);
    if (fits) return [timed].map(({ from, to, text }) => ({ from, to, text }));
    const sentence: TimedSentence = { ...timed, text: lines.join(' ') };
    return buildCues([sentence], { ...rules, shortest: 0, longest: Infinity, reading: Infinity });
  });
}

function rounded({ from, to, text }: Cue): Cue {
  return { from: thousandths(from), to: thousandths(to), text };
}

function thousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
