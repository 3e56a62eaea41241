import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { otherContent } from './otherContent.js';

/** Pretty enough to be a person's own file: an edit must leave all other lines alone. */
const PROJECT = {
  version: 1,
  title: 'Course',
  audios: [
    { id: 'hello', path: 'audio/hello.flac', label: 'Hello' },
    { id: 'nihao', path: 'audio/你好 1.flac' },
  ],
  videos: [
    { id: 'presenter', path: 'video/presenter.mp4', label: 'Presenter' },
    { id: 'second', path: 'video/second take.mp4' },
  ],
  matrix: {},
  output: { folder: 'out' },
};

export interface Sample {
  readonly folder: string;
  /** The project's file name. */
  readonly name: string;
  readonly file: string;
  /** As first written. */
  readonly text: string;
}

/**
 * Writes a small project with two videos, two audios and one audio more that is not yet part of it
 * (`extra.flac`). With `broken`, a third video is no video, so that its pairs fail.
 * @param root of the repository, for the demo's footage
 */
export function makeSample(root: string, folder: string, { broken = false } = {}): Sample {
  mkdirSync(join(folder, 'audio'), { recursive: true });
  mkdirSync(join(folder, 'video'), { recursive: true });
  const small = join(root, 'test', 'fixtures', 'presenter-small.mp4');
  const demo = join(root, 'media', 'demo');
  cpSync(small, join(folder, 'video', 'presenter.mp4'));
  cpSync(small, join(folder, 'video', 'second take.mp4'));
  cpSync(join(demo, 'speech-en.flac'), join(folder, 'audio', 'hello.flac'));
  cpSync(join(demo, 'speech-zh.flac'), join(folder, 'audio', '你好 1.flac'));
  const extra = otherContent(readFileSync(join(demo, 'speech-en.flac')));
  writeFileSync(join(folder, 'extra.flac'), extra);
  const project = structuredClone(PROJECT);
  if (broken) {
    writeFileSync(join(folder, 'video', 'broken.mp4'), 'not a video');
    project.videos.push({ id: 'broken', path: 'video/broken.mp4' });
  }
  const sample = { folder, name: 'course.heygem', file: join(folder, 'course.heygem') };
  const text = `${JSON.stringify(project, null, 2)}\n`;
  writeFileSync(sample.file, text);
  return { ...sample, text };
}

/** Writes `many.heygem`: 200 videos with 5 audios, a thousand pairs. Returns its name. */
export function makeManySample(root: string, folder: string): string {
  const small = join(root, 'test', 'fixtures', 'presenter-small.mp4');
  mkdirSync(join(folder, 'many'), { recursive: true });
  const videos = Array.from({ length: 200 }, (_, at) => {
    const path = `many/take ${at}.mp4`;
    cpSync(small, join(folder, path));
    return { id: `take${at}`, path };
  });
  const audios = Array.from({ length: 5 }, (_, at) => {
    const path = `many/lesson ${at}.flac`;
    cpSync(join(root, 'media', 'demo', 'speech-en.flac'), join(folder, path));
    return { id: `lesson${at}`, path };
  });
  const project = { version: 1, title: 'Many', audios, videos, matrix: {} };
  writeFileSync(join(folder, 'many.heygem'), `${JSON.stringify(project, null, 2)}\n`);
  return 'many.heygem';
}
