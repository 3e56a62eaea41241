import type { CheckReport, Severity } from '../core/check.js';
import type { Worded } from '../core/strings/locale.js';
import type { Notice } from '../protocol/editorView.js';
import type { NamedCheck } from '../engine/projectChecks.js';

/** One thing that a check says of an input. */
export interface Remark {
  readonly severity: Severity;
  readonly notice: Worded<Notice>;
}

/** What a check said of one input. */
export interface CheckedInput {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of the content that was looked at, as the library tells it. */
  readonly version: string | undefined;
  readonly remarks: readonly Remark[];
  /** Absent where the check itself failed. */
  readonly report?: CheckReport;
}

interface Kept extends CheckedInput {
  readonly asked: string;
}

/**
 * What checks said, until the input that it is about changes: its content, or a setting that a check
 * of it depends on. Nothing is forgotten, so that what is undone brings back what was said.
 */
export class KeptChecks {
  private readonly kept = new Map<string, Kept>();

  /** Takes the place of what was said of the same input before. */
  keep(check: NamedCheck, said: CheckedInput): void {
    this.kept.set(inputOf(check), { ...said, asked: questionOf(check) });
  }

  /** What was said of an input, if it still holds. @param version of its content now */
  of(check: NamedCheck, version: string | undefined): CheckedInput | undefined {
    const kept = this.kept.get(inputOf(check));
    const holds = kept?.version === version && kept?.asked === questionOf(check);
    return holds ? kept : undefined;
  }
}

/** What a person should look at; the rest is for the log. */
export function concernsOf({ remarks }: CheckedInput): readonly Remark[] {
  return remarks.filter(({ severity }) => severity === 'warning' || severity === 'problem');
}

function inputOf({ list, name }: NamedCheck): string {
  return `${list}/${name}`;
}

/** All besides the content that an answer depends on: changes of other settings leave it standing. */
function questionOf({ list, request }: NamedCheck): string {
  const { settings, face, audioTrack } = request;
  const { maxYaw, minEyeDistance, videoTrack, backdrop, silenceThreshold } = settings;
  return JSON.stringify(
    list === 'videos'
      ? [maxYaw, minEyeDistance, videoTrack, backdrop, face]
      : [silenceThreshold, audioTrack],
  );
}
