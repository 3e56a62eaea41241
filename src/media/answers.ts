import { sameStamp, type FileStamp } from '../core/fileStamp.js';
import { stampOf } from '../files/fileStamp.js';
import { isSettled } from '../files/hashFile.js';
import type { Program } from './program.js';

/** Files whose answers are remembered: those of a batch's next few outputs. */
const MOST = 64;

/**
 * What was found out about files, to be asked once of each as long as it stays as it is. Owns the
 * answers; what was written just now is asked again, since it may change within its clock's grain.
 */
export class Answers<T> {
  private readonly known = new Map<string, { readonly stamp: FileStamp; readonly answer: T }>();

  /** @throws whatever `ask` throws, which is not remembered, and as `stampOf` */
  async of(path: string, ask: () => Promise<T>): Promise<T> {
    const startedAt = Date.now();
    const stamp = await stampOf(path);
    const before = this.known.get(path);
    if (before !== undefined && sameStamp(before.stamp, stamp)) return before.answer;
    this.known.delete(path);
    const answer = await ask();
    if (isSettled(stamp, startedAt)) this.keep(path, { stamp, answer });
    return answer;
  }

  private keep(path: string, entry: { readonly stamp: FileStamp; readonly answer: T }): void {
    this.known.set(path, entry);
    if (this.known.size <= MOST) return;
    const [oldest] = this.known.keys();
    this.known.delete(oldest);
  }
}

/** The answers that each ffmpeg or ffprobe of this process gave: another one may answer otherwise. */
export class ProgramAnswers<T> {
  private readonly byProgram = new WeakMap<Program, Answers<T>>();

  /** @throws as `Answers.of` */
  of(program: Program, path: string, ask: () => Promise<T>): Promise<T> {
    const known = this.byProgram.get(program) ?? new Answers<T>();
    this.byProgram.set(program, known);
    return known.of(path, ask);
  }
}
