import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'course.heygem';

const PROJECT = {
  version: 1,
  title: 'Spring course',
  videos: [
    { id: 'lecturer', path: 'videos/lecturer.mp4', label: 'Lecturer, desk' },
    { id: 'closeup', path: 'videos/close-up.mp4', label: 'Lecturer, close-up' },
  ],
  audios: [
    { id: 'welcome', path: 'speech/lesson-1.flac', label: 'Lesson 1 – Welcome' },
    { id: 'huanying', path: 'speech/第一课.flac', label: '第一课 欢迎' },
  ],
  matrix: {},
};

/**
 * Writes a project to try the studio with: the drawn presenter in two sizes, with speech in two
 * languages. What is there already is kept, so that a person's own changes are.
 * @param root of the repository
 * @returns the project's file name
 */
export function makeShowcase(root: string, folder: string): string {
  const copies = [
    ['media/demo/presenter.mp4', 'videos/lecturer.mp4'],
    ['test/fixtures/presenter-small.mp4', 'videos/close-up.mp4'],
    ['media/demo/speech-en.flac', 'speech/lesson-1.flac'],
    ['media/demo/speech-zh.flac', 'speech/第一课.flac'],
  ];
  for (const part of ['videos', 'speech']) mkdirSync(join(folder, part), { recursive: true });
  for (const [from, to] of copies) {
    if (!existsSync(join(folder, to))) cpSync(join(root, from), join(folder, to));
  }
  const file = join(folder, NAME);
  if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(PROJECT, null, 2)}\n`);
  return NAME;
}
