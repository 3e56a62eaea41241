import { constants } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { newProjectText } from '../core/project/newProject.js';
import { PROJECT_EXTENSION } from '../core/project/project.js';
import { footageText } from '../core/strings/footageTexts.js';
import type { Locale } from '../core/strings/locale.js';
import { isMissing } from '../files/missing.js';
import { writeStaged } from '../files/replaceFile.js';

/** Where each of the demo's files goes. */
const FILES = {
  'presenter.mp4': ['videos', 'presenter.mp4'],
  'speech-en.flac': ['speech', 'welcome-en.flac'],
  'speech-zh.flac': ['speech', 'welcome-zh.flac'],
} as const;
/** Samples beside each other. */
const MOST_NUMBER = 1000;

/**
 * Makes a folder with the drawn presenter, two recordings and a project of them, under a name that is free; returns
 * the project's path. All of it or nothing.
 * @param demo folder with the demo's files
 * @throws HeygemError output-not-writable, output-exists, input-missing where the program came without the files
 */
export async function makeSampleProject(
  demo: string,
  parent: string,
  locale: Locale,
): Promise<string> {
  const folder = await freshFolder(parent, footageText(locale, 'sample-folder'));
  try {
    for (const [name, place] of Object.entries(FILES)) {
      await mkdir(join(folder, place[0]), { recursive: true });
      await copyFile(join(demo, name), join(folder, ...place), constants.COPYFILE_EXCL);
    }
    const project = join(folder, `sample${PROJECT_EXTENSION}`);
    await writeStaged(project, sampleText(locale));
    return project;
  } catch (error) {
    // It is ours alone: it was not there before.
    await rm(folder, { recursive: true, force: true });
    const path = isMissing(error) ? demo : folder;
    const code = isMissing(error) ? 'input-missing' : 'output-not-writable';
    throw new HeygemError(code, { path }, String(error), error);
  }
}

async function freshFolder(parent: string, name: string): Promise<string> {
  for (let number = 1; number <= MOST_NUMBER; number += 1) {
    const folder = join(parent, number === 1 ? name : `${name} ${number}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new HeygemError('output-not-writable', { path: folder }, String(error), error);
    }
  }
  throw new HeygemError('output-exists', { path: join(parent, name) });
}

function sampleText(locale: Locale): string {
  const base = JSON.parse(newProjectText(footageText(locale, 'sample-title'))) as object;
  const pathOf = (name: keyof typeof FILES) => FILES[name].join('/');
  const source = (id: string, name: keyof typeof FILES) => {
    return { id, path: pathOf(name), label: footageText(locale, `sample-${name}`) };
  };
  const videos = [source('presenter', 'presenter.mp4')];
  const audios = [source('english', 'speech-en.flac'), source('mandarin', 'speech-zh.flac')];
  return `${JSON.stringify({ ...base, videos, audios }, null, 2)}\n`;
}
