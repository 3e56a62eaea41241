import { existsSync } from 'node:fs';
import { access, chmod, constants, stat } from 'node:fs/promises';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { runTool, throwIfAborted } from './childProcess.js';

/** A pair of programs that was tried and works. */
export interface FfmpegTools {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  /** Where it was found: setting, environment, ffmpeg-static, PATH, installer. */
  readonly origin: string;
  readonly version: string;
}

export interface TriedCandidate {
  readonly origin: string;
  readonly path: string;
  /** Why it was passed over; absent for the winner. */
  readonly problem?: string;
}

export interface LocateOptions {
  /** The user's setting: the program, or the folder it lies in. */
  readonly setting?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

interface Candidate {
  readonly origin: string;
  readonly path: string;
}

const EXE = process.platform === 'win32' ? '.exe' : '';

/**
 * Finds an ffmpeg that can do what is asked of it, and an ffprobe: the setting, the environment
 * (HEYGEM_FFMPEG, FFMPEG_PATH), ffmpeg-static, PATH, then the installer packages. Each candidate
 * is run; the first that passes wins, and `tried` tells of those before it.
 * @throws HeygemError ffmpeg-missing (detail: what was tried), cancelled
 */
export async function locateFfmpeg(
  options: LocateOptions,
): Promise<{ tools: FfmpegTools; tried: readonly TriedCandidate[] }> {
  const tried: TriedCandidate[] = [];
  for (const { origin, path } of await candidates(options)) {
    throwIfAborted(options.signal);
    const outcome = await examine(path, options).catch((error: unknown) => {
      throwIfAborted(options.signal);
      return { problem: problemOf(error) };
    });
    if ('problem' in outcome) {
      tried.push({ origin, path, problem: outcome.problem });
    } else {
      tried.push({ origin, path });
      return { tools: { ...outcome, origin }, tried };
    }
  }
  const detail = tried.map(({ origin, path, problem }) => `${origin}: ${path}: ${problem ?? ''}`);
  throw new HeygemError('ffmpeg-missing', {}, detail.join('\n') || 'nothing to try');
}

async function candidates({ setting, env }: LocateOptions): Promise<Candidate[]> {
  const named: (Candidate | undefined)[] = [
    setting ? { origin: 'setting', path: await programIn(setting, 'ffmpeg') } : undefined,
    ...['HEYGEM_FFMPEG', 'FFMPEG_PATH'].map((name) =>
      env[name] ? { origin: 'environment', path: env[name] } : undefined,
    ),
    asCandidate('ffmpeg-static', await packagePath('ffmpeg-static')),
    ...onPath('ffmpeg', env).map((path) => ({ origin: 'PATH', path })),
    asCandidate('installer', await packagePath('@ffmpeg-installer/ffmpeg')),
  ];
  return named.filter((candidate) => candidate !== undefined);
}

function asCandidate(origin: string, path: string | undefined): Candidate | undefined {
  return path === undefined ? undefined : { origin, path };
}

/** Runs the candidate: version, the encoders needed, and an ffprobe for it. */
async function examine(ffmpeg: string, { env, signal }: LocateOptions) {
  await makeExecutable(ffmpeg);
  const version = await versionOf(ffmpeg, signal);
  const listed = await runTool(ffmpeg, ['-hide_banner', '-encoders'], { signal, subject: ffmpeg });
  const lacking = ['libx264', 'aac', 'rawvideo'].filter(
    (name) => !new RegExp(`^ \\S{6} ${name}\\s`, 'm').test(listed.toString()),
  );
  if (lacking.length > 0) return { problem: `has no ${lacking.join(', no ')}` };
  const ffprobe = await findFfprobe(ffmpeg, env, signal);
  if (ffprobe === undefined) return { problem: 'no working ffprobe was found for it' };
  return { ffmpeg, ffprobe, version };
}

async function findFfprobe(
  ffmpeg: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const places = [
    join(dirname(ffmpeg), basename(ffmpeg).replace(/ffmpeg/i, 'ffprobe')),
    join(dirname(ffmpeg), `ffprobe${EXE}`),
    env['HEYGEM_FFPROBE'],
    env['FFPROBE_PATH'],
    ...onPath('ffprobe', env),
    await packagePath('@ffprobe-installer/ffprobe'),
  ];
  for (const place of new Set(places)) {
    if (!place || place === ffmpeg) continue;
    try {
      await makeExecutable(place);
      await versionOf(place, signal);
      return place;
    } catch {
      throwIfAborted(signal);
    }
  }
  return undefined;
}

async function versionOf(program: string, signal: AbortSignal | undefined): Promise<string> {
  const text = (await runTool(program, ['-version'], { signal, subject: program })).toString();
  const version = /^ff(?:mpeg|probe) version (\S+)/.exec(text)?.[1];
  if (version === undefined) throw new Error('does not answer like ffmpeg');
  return version;
}

/** Some packages carry their program without the permission to run it. */
async function makeExecutable(path: string): Promise<void> {
  if (!isAbsolute(path)) throw new Error('is not an absolute path');
  if (!(await stat(path)).isFile()) throw new Error('is not a file');
  try {
    await access(path, constants.X_OK);
  } catch {
    await chmod(path, 0o755);
  }
}

/** Takes a folder for the program inside it. */
async function programIn(setting: string, program: string): Promise<string> {
  const isFolder = await stat(setting).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  return isFolder ? join(setting, `${program}${EXE}`) : setting;
}

function onPath(program: string, env: NodeJS.ProcessEnv): string[] {
  const path = env['PATH'] ?? env['Path'] ?? '';
  return path
    .split(delimiter)
    .map((folder) => folder.replace(/^"(.*)"$/, '$1'))
    .filter(isAbsolute)
    .map((folder) => join(folder, `${program}${EXE}`))
    .filter((file) => existsSync(file));
}

/**
 * Where an optional package keeps its program. Such a package may be absent, throw on a platform
 * it does not know (a string, even), or name a file that its install script never fetched.
 */
async function packagePath(name: string): Promise<string | undefined> {
  try {
    const loaded = (await import(name)) as { default?: unknown };
    const exported = loaded.default;
    if (typeof exported === 'string') return exported;
    if (typeof exported === 'object' && exported !== null && 'path' in exported) {
      return typeof exported.path === 'string' ? exported.path : undefined;
    }
  } catch {
    return undefined;
  }
  return undefined;
}

function problemOf(error: unknown): string {
  if (error instanceof HeygemError) return error.detail ?? error.code;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'does not exist';
  return error instanceof Error ? error.message : String(error);
}
