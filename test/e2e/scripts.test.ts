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
    await text().fill('Hello there. 你好。');
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
    await expect.poll(saved, PATIENT).toContain('"text": "Hello there. 你好。"');
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
});
