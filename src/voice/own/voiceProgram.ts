import { HeygemError } from '../../core/errors.js';
import { startTool, throwIfAborted, type ToolExit } from '../../media/childProcess.js';
import type { Program } from '../../media/program.js';

export interface VoiceRun {
  /** Whose failure it would be: what a person calls the voice. */
  readonly voice: string;
  /** For its stdin, in UTF-8. */
  readonly input?: string;
  /** Where it is started: never a folder of somebody else's files. */
  readonly cwd: string;
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** Beside what this process's environment says. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Bytes of stdout that are taken: half an hour of any sound. */
const MOST_OUTPUT = 512 * 1024 * 1024;
/** What concerns this process or ffmpeg alone: a person's program must not see it. */
const OURS = ['GCONV_PATH', 'ELECTRON_RUN_AS_NODE', 'HEYGEM_WORKER_OWN_GROUP'];

/**
 * Runs a program that speaks, to its end, with all that it starts; gives its stdout.
 * @throws HeygemError voice-failed (detail: how it ended, and its last words on stderr), cancelled
 */
export async function runVoiceProgram(
  program: Program,
  args: readonly string[],
  { voice, input, cwd, limitMs, signal, env = {} }: VoiceRun,
): Promise<Buffer> {
  throwIfAborted(signal);
  const inherited = Object.entries(process.env).filter(([name]) => !OURS.includes(name));
  const surroundings = { cwd, env: { ...Object.fromEntries(inherited), ...env } };
  const run = startTool(program, args, signal, { ...surroundings, withChildren: true });
  let stopped: string | undefined;
  const stop = (why: string): void => {
    stopped ??= why;
    void run.stop();
  };
  const timer = setTimeout(stop, limitMs, `it did not end within ${limitMs / 1000} s`);
  const chunks: Buffer[] = [];
  let size = 0;
  run.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_OUTPUT) stop('it gave more than 512 MB');
    else chunks.push(chunk);
  });
  run.stdin.end(input ?? '');
  const exit = await run.done;
  clearTimeout(timer);
  throwIfAborted(signal);
  const problem = stopped ?? endingOf(exit);
  if (problem === undefined) return Buffer.concat(chunks);
  throw voiceFailed(voice, `${problem}\n${run.stderrTail()}`.trim(), exit.startError);
}

export function voiceFailed(voice: string, detail: string, cause?: unknown): HeygemError {
  return new HeygemError('voice-failed', { voice }, detail, cause);
}

function endingOf({ code, signal, startError }: ToolExit): string | undefined {
  if (startError !== undefined) return `it could not be started: ${startError.message}`;
  if (signal !== null) return `it was ended by ${signal}`;
  return code === 0 ? undefined : `it ended with exit code ${code ?? '?'}`;
}
