import { basename, dirname, join } from 'node:path';
import { HeygemError, type ErrorParams } from '../core/errors.js';
import { programsOnPath } from '../files/programsOnPath.js';
import { isBlocked } from './blockedProgram.js';
import { carriedProgram, verifyCarriedBuild } from './carriedBuild.js';
import { runTool, throwIfAborted } from './childProcess.js';
import { verifyPackagedTool } from './packagedTools.js';
import type { Program } from './program.js';
import { EXE, makeExecutable, packagePath, programIn } from './toolPlaces.js';
import { isOld, parseToolVersion, type ToolVersion } from './toolVersion.js';

/** A pair of programs that was tried and works. The version is ffmpeg's. */
export interface FfmpegTools extends ToolVersion {
  readonly ffmpeg: Program;
  readonly ffprobe: Program;
  /** Where it was found: setting, environment, ffmpeg-static, PATH, carried, installer. */
  readonly origin: Origin;
}

export interface TriedCandidate {
  readonly origin: Origin;
  readonly path: string;
  /** Why it was passed over; absent for the winner. */
  readonly problem?: string;
  /** The program of the two that the system does not let start, where that is why. */
  readonly blocked?: string;
}

/** None of the programs that were tried can be used. */
export class NoFfmpeg extends HeygemError {
  constructor(
    code: 'ffmpeg-unusable' | 'ffmpeg-blocked' | 'ffmpeg-missing',
    params: ErrorParams,
    readonly tried: readonly TriedCandidate[],
  ) {
    const lines = tried.map(({ origin, path, problem }) => `${origin}: ${path}: ${problem ?? ''}`);
    super(code, params, lines.join('\n') || 'nothing to try');
  }
}

export interface LocateOptions {
  /** The user's setting: the program, or the folder it lies in. */
  readonly setting?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where these programs' runs are written down, then and later. */
  readonly log?: (line: string) => void;
  /** Where the builds that come along lie, a folder for each platform; none are looked for without. */
  readonly carried?: string;
  readonly signal?: AbortSignal;
  /** This one's unless told. */
  readonly platform?: NodeJS.Platform;
}

type Origin = 'setting' | 'environment' | 'ffmpeg-static' | 'PATH' | 'carried' | 'installer';

interface Candidate {
  readonly origin: Origin;
  readonly path: string;
}

/** What a person chose by name is used whatever its age. */
const CHOSEN: readonly Origin[] = ['setting', 'environment'];

/**
 * Finds an ffmpeg that can do what is asked of it, and an ffprobe: the setting, the environment
 * (HEYGEM_FFMPEG, FFMPEG_PATH), ffmpeg-static, PATH, the build that comes along, then the installer
 * packages. Each candidate is run; the first that passes wins, and `tried` tells of those before it. One that nobody chose by
 * name and that is old (see `isOld`) wins only where all are, and then the youngest of them does.
 * @throws NoFfmpeg ffmpeg-unusable, where the setting does not work; ffmpeg-blocked, where the system does not let
 * one start and there is no other; ffmpeg-missing. HeygemError cancelled
 */
export async function locateFfmpeg(
  options: LocateOptions,
): Promise<{ tools: FfmpegTools; tried: readonly TriedCandidate[] }> {
  const { platform } = options;
  const tried: TriedCandidate[] = [];
  let blocked: string | undefined;
  const old: { readonly place: number; readonly tools: FfmpegTools }[] = [];
  for (const { origin, path } of await candidates(options)) {
    throwIfAborted(options.signal);
    const outcome = await examine(origin, path, options).catch((error: unknown) => {
      throwIfAborted(options.signal);
      const subject = isBlocked(error, platform) && { blocked: blockedPath(error, path) };
      return { problem: problemOf(error), ...subject };
    });
    if ('problem' in outcome) {
      tried.push({ origin, path, ...outcome });
      if ('blocked' in outcome) blocked ??= outcome.blocked;
      // A person who names a program must not get the work of another one.
      if (origin === 'setting') break;
      continue;
    }
    const tools = { ...outcome, origin };
    if (!isOld(tools) || CHOSEN.includes(origin)) {
      tried.push({ origin, path });
      return { tools, tried };
    }
    old.push({ place: tried.length, tools });
    tried.push({ origin, path, problem: `works, but is of ${tools.year ?? '?'}` });
  }
  const youngest = old.toSorted((a, b) => (b.tools.year ?? 0) - (a.tools.year ?? 0)).at(0);
  if (youngest !== undefined) {
    const { origin, ffmpeg } = youngest.tools;
    const { path } = ffmpeg;
    return { tools: youngest.tools, tried: tried.with(youngest.place, { origin, path }) };
  }
  // That one is there and only has to be allowed says more than that none was found.
  if (blocked !== undefined) throw new NoFfmpeg('ffmpeg-blocked', { path: blocked }, tried);
  const first = tried.at(0);
  if (first?.origin === 'setting') {
    const { path, problem = '' } = first;
    throw new NoFfmpeg('ffmpeg-unusable', { path, problem }, tried);
  }
  throw new NoFfmpeg('ffmpeg-missing', {}, tried);
}

async function candidates({ setting, env, carried }: LocateOptions): Promise<Candidate[]> {
  const at = (origin: Origin, path: string | undefined): Candidate[] =>
    path ? [{ origin, path }] : [];
  return [
    ...at('setting', setting && (await programIn(setting, 'ffmpeg'))),
    ...at('environment', env['HEYGEM_FFMPEG']),
    ...at('environment', env['FFMPEG_PATH']),
    ...at('ffmpeg-static', await packagePath('ffmpeg-static')),
    ...programsOnPath('ffmpeg', env).flatMap((path) => at('PATH', path)),
    ...at('carried', carried && carriedProgram('ffmpeg', carried)),
    ...at('installer', await packagePath('@ffmpeg-installer/ffmpeg')),
  ];
}

/** Runs the candidate: version, the encoders needed, and an ffprobe for it. */
async function examine(origin: Origin, path: string, options: LocateOptions) {
  const { log, signal } = options;
  if (origin === 'carried') await verifyCarriedBuild(dirname(path));
  if (origin === 'installer') await verifyPackagedTool('ffmpeg', path);
  await makeExecutable(path);
  const ffmpeg = { path, log };
  const version = await versionOf(ffmpeg, signal);
  const listed = await runTool(ffmpeg, ['-hide_banner', '-encoders'], { signal, subject: path });
  const lacking = ['libx264', 'aac', 'rawvideo'].filter(
    (name) => !new RegExp(`^ \\S{6} ${name}\\s`, 'm').test(listed.toString()),
  );
  if (lacking.length > 0) return { problem: `has no ${lacking.join(', no ')}` };
  const ffprobe = await findFfprobe(origin, path, options);
  if (ffprobe === undefined) return { problem: 'no working ffprobe was found for it' };
  return { ffmpeg, ffprobe, ...version };
}

/** @throws HeygemError where none works and the system does not let one start; cancelled */
async function findFfprobe(
  origin: Origin,
  ffmpeg: string,
  { env, log, signal, platform }: LocateOptions,
): Promise<Program | undefined> {
  let blocked: HeygemError | undefined;
  const packaged = await packagePath('@ffprobe-installer/ffprobe');
  const places = [
    // The two of the packages were tried together.
    ...(origin === 'installer' ? [packaged] : []),
    join(dirname(ffmpeg), basename(ffmpeg).replace(/ffmpeg/i, 'ffprobe')),
    join(dirname(ffmpeg), `ffprobe${EXE}`),
    env['HEYGEM_FFPROBE'],
    env['FFPROBE_PATH'],
    ...programsOnPath('ffprobe', env),
    packaged,
  ];
  for (const place of new Set(places)) {
    if (!place || place === ffmpeg) continue;
    try {
      if (place === packaged) await verifyPackagedTool('ffprobe', place);
      await makeExecutable(place);
      const ffprobe = { path: place, log };
      await versionOf(ffprobe, signal);
      return ffprobe;
    } catch (error) {
      throwIfAborted(signal);
      if (isBlocked(error, platform)) blocked ??= error;
    }
  }
  if (blocked !== undefined) throw blocked;
  return undefined;
}

async function versionOf(program: Program, signal: AbortSignal | undefined): Promise<ToolVersion> {
  const { path: subject } = program;
  const text = (await runTool(program, ['-version'], { signal, subject })).toString();
  const version = parseToolVersion(text);
  if (version === undefined) throw new Error('does not answer like ffmpeg');
  return version;
}

function blockedPath({ params }: HeygemError, ffmpeg: string): string {
  return String(params['path'] ?? ffmpeg);
}

function problemOf(error: unknown): string {
  if (error instanceof HeygemError) return error.detail ?? error.code;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'does not exist';
  return error instanceof Error ? error.message : String(error);
}
