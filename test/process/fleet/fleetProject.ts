import { cpSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ffmpeg } from '../media/samples.js';

const PRESENTER = resolve('test/fixtures/presenter-small.mp4');
const SPEECHES = ['en', 'zh'].map((tag) => resolve(`media/demo/speech-${tag}.flac`));
/** No video is like another, and the face is found in each. */
const LOOKS = ['null', 'hflip', 'eq=brightness=-0.06', 'hflip,eq=brightness=0.04'];
const QUICK = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18', '-pix_fmt', 'yuv420p'];

export interface ProjectWish {
  readonly videos: number;
  readonly audios: number;
  /** Of each output. Ten are one segment, and every ten more one more. */
  readonly seconds: number;
  /** Name of the first video; `a` unless told. */
  readonly first?: string;
}

/** A project file in a folder of its own, with its inputs beside it. */
export class FleetProject {
  constructor(readonly folder: string) {}

  get path(): string {
    return join(this.folder, 'p.heygem');
  }

  file(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  output(pair: string): string {
    return this.file('out', `${pair.replace('+', '-')}.mp4`);
  }

  /** The same inputs and wishes in another folder, with nothing made yet. */
  copyTo(folder: string): FleetProject {
    const isInput = (path: string) => !path.startsWith(this.file('out')) && !/\.lock/.test(path);
    cpSync(this.folder, folder, { recursive: true, filter: isInput, preserveTimestamps: true });
    return new FleetProject(folder);
  }
}

/** Each of the videos `a`, `b` ... with each of the recordings `1`, `2` ..., all of one length. */
export async function makeProject(folder: string, wish: ProjectWish): Promise<FleetProject> {
  mkdirSync(folder, { recursive: true });
  const project = new FleetProject(folder);
  const { first = 'a' } = wish;
  const videos = Array.from({ length: wish.videos }, (_, k) =>
    String.fromCharCode(first.charCodeAt(0) + k),
  );
  const audios = Array.from({ length: wish.audios }, (_, k) => String(k + 1));
  const length = ['-t', String(wish.seconds)];
  for (const [k, id] of videos.entries()) {
    const input = ['-stream_loop', '-1', '-i', PRESENTER, ...length, '-vf', LOOKS[k]];
    await ffmpeg(...input, '-an', ...QUICK, project.file(`${id}.mp4`));
  }
  for (const [k, id] of audios.entries()) {
    const input = ['-stream_loop', '-1', '-i', SPEECHES[k % 2], '-ss', String(k), ...length];
    await ffmpeg(...input, '-ac', '1', '-ar', '16000', project.file(`${id}.wav`));
  }
  writeProject(project, videos, audios, { defaults: { preset: 'ultrafast', crf: 12 } });
  return project;
}

/** All given recordings (by what their files tell the fake worker to do) with all videos. */
export function makeTextProject(
  folder: string,
  videos: readonly string[],
  audios: Readonly<Record<string, string>>,
): FleetProject {
  mkdirSync(folder, { recursive: true });
  const project = new FleetProject(folder);
  for (const id of videos) writeAged(project.file(`${id}.mp4`), `video ${id}`);
  for (const [id, ways] of Object.entries(audios)) writeAged(project.file(`${id}.wav`), ways);
  writeProject(project, videos, Object.keys(audios), {});
  return project;
}

/** A sum of each decoded picture and piece of sound, in order. */
export async function decodedSums(path: string): Promise<readonly string[]> {
  const table = await ffmpeg('-i', path, '-f', 'framemd5', '-');
  const lines = table.toString().split('\n');
  return lines
    .filter((line) => /^\d/.test(line))
    .map((line) => {
      const [stream, , , , , sum] = line.split(/,\s*/);
      return `${stream} ${sum}`;
    });
}

function writeProject(
  project: FleetProject,
  videos: readonly string[],
  audios: readonly string[],
  settings: object,
): void {
  const list = (ids: readonly string[], ending: string) =>
    ids.map((id) => ({ id, path: `${id}.${ending}` }));
  const inputs = { videos: list(videos, 'mp4'), audios: list(audios, 'wav') };
  const text = { version: 1, title: 'Fleet', ...inputs, matrix: {}, settings };
  writeFileSync(project.path, JSON.stringify(text));
}

/** Dated back, so that its hash may be remembered; to a whole second, as a fraction is not always read back. */
function writeAged(path: string, content: string): void {
  writeFileSync(path, content);
  const then = Math.floor(Date.now() / 1_000) - 60;
  utimesSync(path, then, then);
}
