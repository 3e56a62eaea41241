import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
  cpSync(join(demo, 'speech-en.flac'), join(folder, 'extra.flac'));
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
