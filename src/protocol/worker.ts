import type { DoctorReport } from '../core/doctor.js';
import { MEDIA_KINDS } from '../core/inspection.js';
import type { JobId } from '../core/ids.js';
import { lipModelProbeRequestShape, lipModelTriedShape } from './lipModelShapes.js';
import { checkReportShape, checkRequestShape } from './checkShapes.js';
import {
  faceBoxesShape,
  facesRequestShape,
  inspectionShape,
  inspectRequestShape,
  previewRequestShape,
  stillRequestShape,
} from './inspectionShapes.js';
import {
  jobShape,
  kitShape,
  joinResultShape,
  preparedOutputShape,
  progressShape,
  segmentResultShape,
} from './jobShapes.js';
import {
  knownVoicesShape,
  speakRequestShape,
  speakResultShape,
  voiceWishesShape,
} from './speakShapes.js';
import { tryRequestShape, tryResultShape } from './tryShapes.js';
import { EXECUTION_PROVIDERS } from '../core/model.js';
import type { Conversation } from './rpc.js';
import {
  array,
  boolean,
  branded,
  literal,
  nullable,
  number,
  object,
  record,
  string,
  type Shape,
} from './shape.js';

const doctorShape: Shape<DoctorReport> = object({
  ffmpeg: object({
    path: nullable(string),
    probePath: nullable(string),
    version: nullable(string),
    year: nullable(number),
    old: boolean,
    blocked: nullable(string),
    tried: array(object({ source: string, path: string, problem: nullable(string) })),
  }),
  providers: array(object({ name: string, works: boolean, detail: string })),
  provider: string,
  models: array(object({ name: string, problem: nullable(string) })),
  voices: object({ folder: string, count: number, problem: nullable(string) }),
  versions: record(string),
});

const nothing = object({});
const jobId = branded<JobId>();

/**
 * The engine (client) with its worker process (server).
 *
 * `start` comes first. What takes a while names itself by an id, under which its `progress` arrives and
 * by which it can be cancelled; it then fails with the code `cancelled`, once it has put away what is
 * partial.
 *
 * `kit` tells what this worker draws with. `learn`, `prepare`, `segments` and `join` are the steps of an output, for several workers on one cache to share:
 * one prepares, each makes segments in any order, one joins, and when the output is in its place one
 * is told to `forget`.
 */
export const workerConversation = {
  requests: {
    start: {
      params: object(
        { modelsRoot: string, cacheRoot: string, idleMs: number },
        { scratchRoot: string, ffmpeg: string, voicesRoot: string, voiceWishes: voiceWishesShape },
      ),
      result: object({ pid: number, node: string }),
    },
    kit: {
      params: object({ id: jobId, provider: literal(...EXECUTION_PROVIDERS) }),
      result: kitShape,
    },
    learn: { params: object({ id: jobId, job: jobShape }), result: nothing },
    prepare: { params: object({ id: jobId, job: jobShape }), result: preparedOutputShape },
    segments: {
      params: object(
        { id: jobId, job: jobShape, indices: array(number) },
        { missingOnly: boolean },
      ),
      result: segmentResultShape,
    },
    join: { params: object({ id: jobId, job: jobShape }), result: joinResultShape },
    forget: { params: object({ journal: string }), result: nothing },
    /** Some seconds of an output, to be looked at; nothing of it is kept in a journal. */
    tryOut: { params: object({ id: jobId, request: tryRequestShape }), result: tryResultShape },
    check: {
      params: object({ id: branded<JobId>(), request: checkRequestShape }),
      result: checkReportShape,
    },
    /** What an editor shows of a file; each can be cancelled, and then fails with `cancelled`. */
    inspect: {
      params: object({ id: jobId, request: inspectRequestShape }),
      result: inspectionShape,
    },
    identify: {
      params: object({ id: jobId, paths: array(string) }),
      result: object({ kinds: array(literal(...MEDIA_KINDS)) }),
    },
    still: { params: object({ id: jobId, request: stillRequestShape }), result: nothing },
    faces: {
      params: object({ id: jobId, request: facesRequestShape }),
      result: object({ faces: faceBoxesShape }),
    },
    preview: { params: object({ id: jobId, request: previewRequestShape }), result: nothing },
    /** A script spoken into a file, its record beside it. Progress counts sentences. */
    speak: { params: object({ id: jobId, request: speakRequestShape }), result: speakResultShape },
    /** The voices of this machine, and the versions of those named. */
    voices: {
      params: object({ id: jobId, all: boolean, versionsOf: array(string) }),
      result: knownVoicesShape,
    },
    /** How a lip model does on one provider. It may end the process. */
    probeLipModel: {
      params: object({ id: jobId, request: lipModelProbeRequestShape }),
      result: lipModelTriedShape,
    },
    /** `known` is false when nothing of that id is running any more. */
    cancel: { params: object({ id: branded<JobId>() }), result: object({ known: boolean }) },
    doctor: { params: nothing, result: doctorShape },
    /** Answered at once by a worker whose main thread is not stuck. */
    ping: { params: nothing, result: nothing },
    /** Answered when everything is put away; the process then ends by itself. */
    shutdown: { params: nothing, result: nothing },
  },
  events: {
    progress: object({ id: branded<JobId>(), progress: progressShape }),
    log: object({ line: string }),
  },
} as const satisfies Conversation;

export type WorkerConversation = typeof workerConversation;
