import type { Failure } from '../errors.js';
import type { FaceChoice } from '../faceTrack.js';
import type { AudioId, Fingerprint, PairId, VideoId } from '../ids.js';
import type { Part } from '../part.js';
import type { Settings } from '../settings.js';
import type { FileFacts } from './fileFacts.js';
import type { Ledger } from './ledger.js';
import type { Change, LedgerParts } from './ledgerParts.js';
import type { PlannedSpeech } from './planSpeech.js';
import type { SpeechFacts } from './speechFacts.js';

/** Why an output that was made once has to be made again. */
export type StaleReason = 'changed' | 'output-missing' | 'output-altered' | 'output-renamed';

/** How a pair stands; only `new` and `stale` ones are to be made (and `current` ones if forced). */
export type PlanState =
  | { readonly kind: 'new'; readonly fingerprint: Fingerprint }
  | {
      readonly kind: 'stale';
      readonly fingerprint: Fingerprint;
      readonly reason: StaleReason;
      /** What changed, where the ledger knows what it was. */
      readonly changes?: readonly Change[];
    }
  | { readonly kind: 'current'; readonly fingerprint: Fingerprint }
  | { readonly kind: 'missing-input'; readonly failure: Failure }
  | { readonly kind: 'invalid'; readonly failure: Failure };

export interface PlannedInput {
  /** As in the project file. */
  readonly relative: string;
  /** Absolute and free of symlinks; empty when the path may not be followed. */
  readonly path: string;
  /** What a person calls it: the label, else the file name without its extension. */
  readonly label: string;
}

/** One pair of the plan, paths resolved. */
export interface PlannedJob {
  readonly pair: PairId;
  readonly videoId: VideoId;
  readonly audioId: AudioId;
  readonly video: PlannedInput;
  readonly audio: PlannedInput;
  readonly settings: Settings;
  readonly face?: FaceChoice;
  /** Counted from 1: which of the recording's sound tracks is the speech. The likeliest one unless told. */
  readonly audioTrack?: number;
  readonly videoPart?: Part;
  readonly audioPart?: Part;
  /** Seconds of the output before the speech begins. */
  readonly speechOffset?: number;
  /** The text that subtitles are made of; absent where none are made, or of a script. */
  readonly transcript?: PlannedInput;
  /** The script that the audio is spoken from; absent of a recording, and where the script cannot be read. */
  readonly speech?: PlannedSpeech;
  /** Absolute path of the mp4; empty when the output folder may not be written to. */
  readonly output: string;
  /** The same, relative to the project's folder with `/`: what the ledger records. */
  readonly outputRelative: string;
  /** What it would be made from now, for the ledger; absent where an input is missing. */
  readonly parts?: LedgerParts;
  readonly state: PlanState;
}

/** All that a plan depends on besides the project itself. */
export interface PlanFacts {
  readonly files: FileFacts;
  readonly speech: SpeechFacts;
  /** The project file's folder, absolute. */
  readonly folder: string;
  /** Whether the project's own wish for outside paths may be honoured. */
  readonly trusted: boolean;
  readonly ledger: Ledger;
  /** Changes whenever the same inputs could give other pictures. */
  readonly engineVersion: string;
  /** Content hashes of all models, by name. */
  readonly modelHashes: Readonly<Record<string, string>>;
  /** Lower-case hex sha256 of a text's UTF-8 bytes. */
  readonly hashText: (text: string) => string;
}
