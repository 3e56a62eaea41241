import { dirname } from 'node:path';
import PQueue from 'p-queue';
import { failureForLog, HeygemError, toFailure } from '../core/errors.js';
import type { JobProgress } from '../core/job.js';
import type { SpeakRequest, SpeakResult } from '../core/voice/speaking.js';
import { unlessAborted } from '../core/unlessAborted.js';
import { speechRecordPath, standingOf } from '../core/voice/speechRecord.js';
import { removeBegun } from '../files/leftovers.js';
import { makeFolder } from '../files/makeFolder.js';
import type { TaskWatch } from './device.js';
import type { DiskFacts } from './diskFacts.js';
import { lockOutput } from './outputLock.js';
import { readRecordOf } from './scriptFacts.js';

/** Attempts in a row that may end without a sentence more. */
const ATTEMPTS = 2;

/** What a speech came to. */
export interface MadeSpeech {
  /** Undefined where another process had spoken it meanwhile. */
  readonly result: SpeakResult | undefined;
  /** Seconds that it took. */
  readonly took: number;
}

export interface SpeechWatch extends TaskWatch {
  /** When its turn has come. */
  readonly onStart?: () => void;
}

interface Listener {
  readonly watch: SpeechWatch;
}

/** One speech under way, for all who want it. */
interface Shared {
  readonly request: SpeakRequest;
  readonly abort: AbortController;
  readonly listeners: Set<Listener>;
  readonly made: Promise<MadeSpeech>;
  started: boolean;
}

type Speak = (request: SpeakRequest, watch: TaskWatch) => Promise<SpeakResult>;

/**
 * Speaks scripts, as many at once as told, each once, whoever wants it. Owns those that wait and the one under way: it is
 * given up when nobody wants it any more.
 */
export class Speeches {
  private readonly turns: PQueue;
  private readonly shared = new Map<string, Shared>();

  constructor(
    private readonly speak: Speak,
    private readonly files: Pick<DiskFacts, 'hash' | 'remember' | 'stat'>,
    private readonly log: (line: string) => void,
    /** How many are spoken side by side. */
    atOnce = 1,
  ) {
    this.turns = new PQueue({ concurrency: atOnce });
  }

  /** Rejects with the failure, or with `cancelled` as soon as this one is not wanted any more. */
  async make(request: SpeakRequest, watch: SpeechWatch): Promise<MadeSpeech> {
    if (watch.signal.aborted) throw new HeygemError('cancelled');
    const shared = this.sharedOf(request);
    if (shared.started) watch.onStart?.();
    const listener: Listener = { watch };
    shared.listeners.add(listener);
    try {
      return await unlessAborted(shared.made, watch.signal);
    } finally {
      shared.listeners.delete(listener);
      if (shared.listeners.size === 0) {
        this.forget(shared);
        shared.abort.abort();
      }
    }
  }

  /** Whoever wants the same at the same place gets the same. */
  private sharedOf(request: SpeakRequest): Shared {
    const known = this.shared.get(placeOf(request));
    if (known) return known;
    const abort = new AbortController();
    const listeners = new Set<Listener>();
    const start = async (): Promise<MadeSpeech> => {
      // Whoever asked is listed first.
      await Promise.resolve();
      shared.started = true;
      for (const { watch } of listeners) watch.onStart?.();
      try {
        return await this.makeLocked(request, abort.signal, (progress) => {
          for (const { watch } of listeners) watch.onProgress(progress);
        });
      } finally {
        this.forget(shared);
      }
    };
    const made = this.turns.add(start, { signal: abort.signal });
    made.catch(() => undefined);
    const shared: Shared = { request, abort, listeners, made, started: false };
    this.shared.set(placeOf(request), shared);
    return shared;
  }

  private forget(shared: Shared): void {
    const place = placeOf(shared.request);
    if (this.shared.get(place) === shared) this.shared.delete(place);
  }

  private async makeLocked(
    request: SpeakRequest,
    signal: AbortSignal,
    onProgress: (progress: JobProgress) => void,
  ): Promise<MadeSpeech> {
    const { target, name } = request;
    const began = performance.now();
    const took = () => (performance.now() - began) / 1000;
    const onWait = (reason: string): void => {
      this.log(`speaking ${name}: ${reason}`);
    };
    const patienceMs = Number.POSITIVE_INFINITY;
    await makeFolder(dirname(target)).catch((error: unknown) => {
      throw new HeygemError('output-not-writable', { path: target }, String(error), error);
    });
    const lock = await lockOutput(target, { signal, onWait, patienceMs });
    try {
      if (await this.isThere(request)) return { result: undefined, took: took() };
      const result = await this.attempts(request, signal, onProgress);
      await this.files.remember(target, result.sha256);
      const { sentences, spoken, seconds } = result;
      const what = `${spoken} of ${sentences} sentences spoken now, ${seconds.toFixed(1)} s`;
      this.log(`speaking ${name} (${target}): ${what} in ${took().toFixed(1)} s`);
      return { result, took: took() };
    } catch (error) {
      const failure = signal.aborted ? 'cancelled' : failureForLog(toFailure(error));
      this.log(`speaking ${name} (${target}): ${failure}`);
      throw error;
    } finally {
      // A worker that ended in the middle of a sentence leaves what it had begun; behind the lock nobody else does.
      await removeBegun(target);
      await removeBegun(speechRecordPath(target));
      await lock.release().catch((error: unknown) => {
        this.log(`a lock could not be released: ${String(error)}`);
      });
    }
  }

  /** Another process, which made the same meanwhile, is not made to do it again. */
  private async isThere({ target, key }: SpeakRequest): Promise<boolean> {
    const record = await readRecordOf(target);
    if (key === undefined || record === undefined || record === 'foreign') return false;
    if (record.key !== key || (await this.files.stat(target)).kind !== 'file') return false;
    return standingOf(await this.files.hash(target), record) === 'spoken';
  }

  /** Whoever was lost may have been lost to anything: sentences are kept, so that it goes on from there. */
  private async attempts(
    request: SpeakRequest,
    signal: AbortSignal,
    onProgress: (progress: JobProgress) => void,
  ): Promise<SpeakResult> {
    let furthest = 0;
    for (let fruitless = 1; ;) {
      let done = 0;
      const watch = {
        signal,
        onProgress: (progress: JobProgress) => {
          done = progress.done;
          onProgress(progress);
        },
      };
      try {
        return await this.speak(request, watch);
      } catch (error) {
        fruitless = done > furthest ? 1 : fruitless + 1;
        furthest = Math.max(furthest, done);
        if (fruitless > ATTEMPTS || signal.aborted || !isLost(error)) throw error;
        this.log(`speaking ${request.name}: again after ${failureForLog(toFailure(error))}`);
      }
    }
  }
}

/** What is at one place and another speech is another one: whoever comes later waits for the lock. */
function placeOf({ target, key = '' }: SpeakRequest): string {
  return `${target}\0${key}`;
}

function isLost(error: unknown): boolean {
  const code = error instanceof HeygemError ? error.code : undefined;
  return code === 'worker-crashed' || code === 'worker-unresponsive';
}
