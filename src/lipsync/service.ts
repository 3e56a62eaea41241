import type { CheckReport, CheckRequest } from '../core/check.js';
import type { DoctorReport } from '../core/doctor.js';
import type { MediaKind } from '../core/inspection.js';
import type {
  FaceBox,
  FacesRequest,
  InspectRequest,
  Inspection,
  PreviewRequest,
  StillRequest,
} from '../core/inspection.js';
import type { JobProgress, LipSyncJob, MadeVideo } from '../core/job.js';
import type { Kit } from '../core/kit.js';
import type { ExecutionProvider } from '../core/model.js';
import type { LipModelProbeRequest, LipModelTried } from '../core/lipModelProbe.js';
import type { TryRequest, TryResult } from '../core/tryout.js';
import type {
  KnownVoices,
  SpeakRequest,
  SpeakResult,
  VoicesQuery,
} from '../core/voice/speaking.js';
import type { VoiceWishes } from '../core/voice/voiceCommand.js';
import type { LipPatience } from './wav2lip/stallWatch.js';
import type {
  JoinResult,
  PreparedOutput,
  SegmentRequest,
  SegmentResult,
} from '../core/outputSegments.js';

export interface TaskOptions {
  /**
   * Aborted: stop between frames, end ffmpeg, remove what is partial, then reject with `cancelled`.
   */
  readonly signal: AbortSignal;
  /** May be called as often as is handy, e.g. each frame: the caller thins it out. */
  readonly onProgress: (progress: JobProgress) => void;
}

/** What a worker process does. One lives per process and keeps models and actors in memory. */
export interface LipSyncService {
  /**
   * Writes `job.target`, whole: all of the following in order. Rejects with HeygemError, leaving
   * nothing partial there; what is made of it is kept in the cache,
   * and a later `run` of the same goes on from there.
   */
  run(job: LipSyncJob, options: TaskOptions): Promise<MadeVideo>;
  /** What this worker draws with on a provider. Rejects where it cannot draw: `ffmpeg-missing`, `model-missing` ... */
  kit(provider: ExecutionProvider): Promise<Kit>;
  /** Learns the face that an output shows, unless it is known. */
  learn(job: LipSyncJob, options: TaskOptions): Promise<void>;
  /**
   * Learns the face, hears the speech and makes every choice that concerns the whole output. From then
   * on any service on this cache can make segments of it, in any order and beside each other.
   */
  prepare(job: LipSyncJob, options: TaskOptions): Promise<PreparedOutput>;
  /** Makes segments in order. The frames of each depend on the job and its number alone. */
  segments(request: SegmentRequest, options: TaskOptions): Promise<SegmentResult>;
  /** Writes `job.target` of the segments. They are kept until `forget`. */
  join(job: LipSyncJob, options: TaskOptions): Promise<JoinResult>;
  /**
   * Removes what is kept of an output: it is in its place, or nobody wants it any more.
   * @param journal as `prepare` told
   */
  forget(journal: string): Promise<void>;
  /** Some seconds of an output, to be looked at. Nothing of it is kept in a journal. */
  tryOut(request: TryRequest, options: TaskOptions): Promise<TryResult>;
  check(request: CheckRequest, options: TaskOptions): Promise<CheckReport>;
  /** What an editor shows of a source file. Needs no models. */
  inspect(request: InspectRequest, options: TaskOptions): Promise<Inspection>;
  /** What each file holds, whatever its name says. Needs no models. */
  identify(paths: readonly string[], options: TaskOptions): Promise<MediaKind[]>;
  still(request: StillRequest, options: TaskOptions): Promise<void>;
  /** The faces in one frame, the largest first. Needs those models alone that look for faces. */
  faces(request: FacesRequest, options: TaskOptions): Promise<readonly FaceBox[]>;
  preview(request: PreviewRequest, options: TaskOptions): Promise<void>;
  /** A script spoken into a file, its record beside it. Needs voices alone. */
  speak(request: SpeakRequest, options: TaskOptions): Promise<SpeakResult>;
  /** The voices of this machine, and the versions of those named. */
  voices(query: VoicesQuery): Promise<KnownVoices>;
  /** How a lip model does on one provider. It may end the process. */
  probeLipModel(request: LipModelProbeRequest): Promise<LipModelTried>;
  doctor(): Promise<DoctorReport>;
  /** Ends what is left of children and frees the models. */
  dispose(): Promise<void>;
}

export interface LipSyncServiceOptions {
  /** Folder of manifest.json and the weights. */
  readonly modelsRoot: string;
  /** Folder for actors and whatever else is learnt once; may not exist yet. */
  readonly cacheRoot: string;
  /** Folder for what is needed only while one output is made; in the cache unless told. */
  readonly scratchRoot?: string;
  /** The user's own choice of ffmpeg, tried first. */
  readonly ffmpeg?: string;
  /** Folder of the voices pack, where it is not beside the models. */
  readonly voicesRoot?: string;
  /** The person's own voices beside the system's; none unless told. */
  readonly voiceWishes?: VoiceWishes;
  /** With lip models that do not answer; as usual unless told. */
  readonly lipPatience?: LipPatience;
  readonly log: (line: string) => void;
}

export type CreateLipSyncService = (options: LipSyncServiceOptions) => LipSyncService;
