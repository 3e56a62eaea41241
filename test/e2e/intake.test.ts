import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { otherContent } from '../rig/otherContent.js';
import { makeSample, type Sample } from '../rig/sample.js';
import { StudioPage } from '../rig/studioPage.js';
import { ROOT, steps, useSession } from './steps.js';

describe('bringing files into a project', () => {
  let sample: Sample;
  let studio: StudioPage;
  const session = useSession('intake', (folder) => {
    sample = makeSample(ROOT, folder);
    renameSync(join(folder, 'video', 'second take.mp4'), join(folder, 'moved.mp4'));
  });
  beforeAll(async () => {
    const { workbench } = session();
    studio = new StudioPage(workbench.webview());
    await workbench.openFile(sample.name);
    await studio.isShown();
  });

  const step = steps(session);
  const onDisk = () => JSON.parse(readFileSync(sample.file, 'utf8')) as Project;
  const saved = async () => {
    await session().workbench.becomesDirty(sample.name);
    await session().page.keyboard.press('Control+s');
    await session().workbench.becomesClean(sample.name);
    return onDisk();
  };

  step('says that a file is missing, and finds it again', 'missing', async ({ workbench }) => {
    const card = studio.card('second take.mp4');
    await card.getByText('The file is missing').waitFor();
    await session().picture('missing-before');
    await card.getByRole('button', { name: /^Relink/ }).click();
    await workbench.fillDialog(join(sample.folder, 'moved.mp4'));
    await studio.card('moved.mp4').locator('img').waitFor();
    expect((await saved()).videos).toContainEqual({ id: 'second', path: 'moved.mp4' });
  });

  step('renames a source in place', 'renamed', async ({ page }) => {
    await studio.card('Hello').getByRole('button', { name: 'Rename Hello' }).click();
    await studio.frame.getByRole('textbox', { name: 'Name' }).fill('Greeting');
    await session().picture('renaming');
    await page.keyboard.press('Enter');
    await studio.card('Greeting').waitFor();
    expect((await saved()).audios).toContainEqual(
      expect.objectContaining({ id: 'hello', label: 'Greeting' }),
    );
  });

  step('takes a file that is dragged from the explorer', 'dragged', async ({ workbench, page }) => {
    await workbench.dragWithShift(
      workbench.explorerRow('extra.flac'),
      studio.frame.getByRole('heading', { name: /^Audios/ }),
    );
    await studio.card('extra.flac').waitFor();
    await expect.poll(() => page.locator('.tabs-container .tab').count()).toBe(1);
    expect((await saved()).audios).toContainEqual({ id: 'extra', path: 'extra.flac' });
  });

  step('copies a file that is dropped from outside, after asking', 'dropped', async () => {
    const bytes = otherContent(readFileSync(join(ROOT, 'media', 'demo', 'speech-zh.flac')));
    await studio.drop('outside 外.flac', bytes);
    await session().workbench.answer('Copy', () => session().picture('asked-to-copy'));
    await studio.card('outside 外.flac').waitFor();
    const { audios } = await saved();
    const path = audios.at(-1)?.path ?? '';
    expect(path).toBe('speech/outside 外.flac');
    expect(readFileSync(join(sample.folder, path))).toEqual(bytes);
  });

  step('names a file where it lies outside, if the person says so', 'linked', async () => {
    const file = join(dirname(sample.folder), 'far away.flac');
    const speech = readFileSync(join(ROOT, 'media', 'demo', 'speech-en.flac'));
    writeFileSync(file, otherContent(speech, 3));
    await studio.paste(file);
    await session().workbench.answer('Link', () => session().picture('link-or-copy'));
    await studio.card('far away.flac').waitFor();
    const named = (await saved()).audios.at(-1)?.path ?? '';
    expect(join(sample.folder, named)).toBe(file);
    expect(named).toMatch(/^\.\.\//);
  });

  step('tells that a file is there twice', 'twice', async () => {
    const { audios } = onDisk();
    const file = join(sample.folder, 'hello again.flac');
    writeFileSync(file, readFileSync(join(sample.folder, 'audio', 'hello.flac')));
    await studio.paste(file);
    const banner = studio.frame.getByText('is in this project already, as Greeting');
    await banner.waitFor();
    await session().picture('twice');
    expect(onDisk().audios).toEqual(audios);
    await studio.frame.getByRole('button', { name: 'Leave it' }).click();
    await banner.waitFor({ state: 'detached' });
  });

  step('finds what is missing in a folder', 'found', async ({ workbench }) => {
    const before = onDisk();
    mkdirSync(join(sample.folder, 'archive'));
    renameSync(join(sample.folder, 'extra.flac'), join(sample.folder, 'archive', 'extra.flac'));
    await studio.frame.getByText('extra.flac is missing').waitFor();
    await session().picture('missing-banner');
    await studio.frame.getByRole('button', { name: 'Find missing files' }).click();
    await workbench.chooseFolder(join(sample.folder, 'archive'), 'Look Through');
    await studio.frame.getByText('Found extra.flac in archive.').waitFor();
    const paths = (await saved()).audios.map(({ path }) => path);
    expect(paths).toEqual(
      before.audios.map(({ path }) => (path === 'extra.flac' ? 'archive/extra.flac' : path)),
    );
    await session().picture('found');
  });

  step('copies nothing where the answer is no', 'not-copied', async () => {
    await studio.drop('unwanted.flac', Buffer.from('some bytes'));
    await session().workbench.answer('Cancel');
    await expect.poll(() => studio.frame.getByText('unwanted.flac').count()).toBe(0);
    expect(await studio.frame.getByRole('alert').allInnerTexts()).toEqual([]);
    expect(existsSync(join(sample.folder, 'unwanted.flac'))).toBe(false);
  });

  step('takes a path that is pasted', 'pasted', async () => {
    const file = join(sample.folder, 'pasted.flac');
    const speech = readFileSync(join(ROOT, 'media', 'demo', 'speech-en.flac'));
    writeFileSync(file, otherContent(speech, 2));
    await studio.paste(file);
    await studio.card('pasted.flac').waitFor();
    expect((await saved()).audios).toContainEqual({ id: 'pasted', path: 'pasted.flac' });
  });

  step('keeps what is not saved over a reload of the window', 'hot-exit', async ({ workbench }) => {
    const before = readFileSync(sample.file, 'utf8');
    await studio.card('pasted.flac').getByRole('button', { name: 'Remove pasted.flac' }).click();
    await studio.card('pasted.flac').waitFor({ state: 'detached' });
    await workbench.becomesDirty(sample.name);
    // VS Code keeps a copy of what is not saved a second after the last change.
    await expect
      .poll(
        () =>
          session()
            .backups()
            .filter((text) => !text.includes('pasted.flac')).length,
      )
      .toBe(1);
    await workbench.reload();
    await studio.isShown();
    await workbench.becomesDirty(sample.name);
    await studio.card('extra.flac').waitFor();
    await expect.poll(() => studio.card('pasted.flac').count()).toBe(0);
    expect(readFileSync(sample.file, 'utf8')).toBe(before);
  });

  step('goes back to what is saved', 'reverted', async ({ workbench }) => {
    await workbench.command('File: Revert File');
    await studio.card('pasted.flac').waitFor();
    await workbench.becomesClean(sample.name);
  });
});

describe('a sample project', () => {
  let parent: string;
  const session = useSession('sample', (folder) => {
    parent = folder;
    return makeSample(ROOT, join(folder, 'mine'));
  });
  const step = steps(session);

  step('is put where the person says, and opened', 'sample', async ({ workbench }) => {
    await workbench.command('HeyGem: Sample Project');
    await workbench.chooseFolder(parent, 'Put It Here');
    const studio = new StudioPage(workbench.webview());
    await studio.card('Presenter (drawn)').locator('img').waitFor();
    await studio.card('Welcome, Mandarin').waitFor();
    expect(existsSync(join(parent, 'HeyGem sample', 'videos', 'presenter.mp4'))).toBe(true);
  });
});

interface Project {
  readonly audios: readonly Source[];
  readonly videos: readonly Source[];
}

interface Source {
  readonly id: string;
  readonly path: string;
}
