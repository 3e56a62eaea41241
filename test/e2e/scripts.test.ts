import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { makeSample, type Sample } from '../rig/sample.js';
import { StudioPage } from '../rig/studioPage.js';
import { ROOT, steps, useSession } from './steps.js';

const PATIENT = { timeout: 60_000, interval: 150 };

describe('scripts in VS Code', () => {
  let sample: Sample;
  let studio: StudioPage;
  const session = useSession('scripts', (folder) => {
    sample = makeSample(ROOT, folder);
  });
  beforeAll(async () => {
    const { workbench } = session();
    studio = new StudioPage(workbench.webview());
    await workbench.openFile(sample.name);
    await studio.isShown();
  });

  const step = steps(session);
  const text = () => studio.frame.getByRole('textbox', { name: 'What is said' });
  const saved = () => readFileSync(join(sample.folder, sample.name), 'utf8');

  step('is written by the command, and saved as one step of undo', 'written', async (rig) => {
    const { workbench } = rig;
    await workbench.command('HeyGem: Write a Script');
    await text().fill('Hello. <b>你好。</b>');
    await studio.frame.getByText('Sentence 2 of 2').waitFor();
    await rig.picture('writing');
    await studio.button('Add the script').click();
    await studio.card('Not spoken yet').waitFor();
    await workbench.becomesDirty(sample.name);
    await workbench.command('Undo');
    await studio.card('Not spoken yet').waitFor({ state: 'detached' });
    await workbench.command('Redo');
    await studio.card('Not spoken yet').waitFor();
    await workbench.command('File: Save');
    await expect.poll(saved, PATIENT).toContain('"text": "Hello. <b>你好。</b>"');
  });

  step('is kept as it was typed when another tab hides it', 'kept', async ({ workbench }) => {
    await studio.button('Write a script…').click();
    await text().fill('Half a thought.');
    await studio.frame.getByText('Sentence 1 of 1').waitFor();
    await workbench.command('Help: Welcome');
    await workbench.tab(sample.name).click();
    await expect.poll(() => text().inputValue(), PATIENT).toBe('Half a thought.');
    await studio.button('Begin anew').click();
    await session().page.keyboard.press('Escape');
  });

  step('come many from a table that is dropped', 'table', async () => {
    const table = '\ufeffname,text,voice\nOne,"Well, one.",\nEmpty,,\n第二课,今天讲安全。,\n';
    await studio.drop('lessons.csv', Buffer.from(table));
    await studio.frame.getByText('2 scripts · 1 left out').waitFor();
    await studio.button('Add 2 scripts').click();
    await studio.card('第二课').waitFor();
    await studio.card('One').waitFor();
  });
});
