import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceView } from '../../src/protocol/editorView.js';
import { ElementRig } from './rig/elementRig.js';
import { audioSource, courseProject, courseView, videoSource } from './rig/sampleViews.js';
import { scriptFiles, scriptSource } from './rig/scriptSamples.js';
import { PageRig } from './rig/testPage.js';

let rig: ElementRig;

beforeAll(async () => {
  rig = await ElementRig.start();
});

afterAll(async () => {
  await rig.close();
});

const transcript = { file: 'texts/talk.srt' };
const lost = { code: 'input-missing', sentence: 'It is gone.', hint: 'No subtitles.' };
const button = (name: string | RegExp) => rig.page.getByRole('button', { name });
const TEXT_OF = 'Text of this recording: Lesson…';
const lesson = (more: Partial<SourceView> = {}) => audioSource(1, 'Lesson', more);
const card = (source: SourceView) => rig.mount('hg-source-card', { source, current: true });

describe('the text of a recording', () => {
  it('is chosen from its card, by mouse and keyboard', async () => {
    await card(lesson());
    await button(TEXT_OF).click();
    expect(await rig.heard()).toContainEqual({ kind: 'find-transcript', audio: 'a1' });
    await button(TEXT_OF).press('Enter');
    expect(await rig.heard()).toContainEqual({ kind: 'find-transcript', audio: 'a1' });
    expect(await rig.page.getByText(/^Text: /).count()).toBe(0);
  });

  it('is named on the card, opened, replaced and taken away', async () => {
    await card(lesson({ transcript }));
    await rig.page.getByText('Text: talk.srt').waitFor();
    await button(TEXT_OF).press('Enter');
    await expect.poll(() => rig.focused()).toBe('Open talk.srt');
    await rig.press('Enter');
    await expect.poll(() => rig.focused()).toBe(TEXT_OF);
    expect(await rig.asked()).toContainEqual({ kind: 'open-script', id: 'a1' });
    await rig.press('Enter');
    await rig.page.getByRole('menuitem', { name: 'Choose another file…' }).click();
    expect(await rig.heard()).toContainEqual({ kind: 'find-transcript', audio: 'a1' });
    await button(TEXT_OF).click();
    await rig.page.getByRole('menuitem', { name: 'Take the text away' }).click();
    const edit = { kind: 'set-transcript', audio: 'a1' };
    expect(await rig.asked()).toContainEqual({ kind: 'edit', edit });
  });

  it('that is gone is told, and chosen anew', async () => {
    await card(lesson({ transcript: { ...transcript, notice: lost } }));
    await rig.page.getByText('It is gone. No subtitles.').waitFor();
    await button('Choose the text… Lesson').click();
    expect(await rig.heard()).toContainEqual({ kind: 'find-transcript', audio: 'a1' });
  });

  it('is none of videos and scripts', async () => {
    await card(videoSource(1, 'Lesson'));
    await button('Rename Lesson').waitFor();
    expect(await button(/^Text of this/).count()).toBe(0);
    await card(scriptSource(1, 'Lesson'));
    await button(/^Edit the script/).waitFor();
    expect(await button(/^Text of this/).count()).toBe(0);
  });
});

/** Drops a file on what holds the text. */
async function dropOn(page: PageRig, text: string, name: string): Promise<void> {
  await page.page
    .getByText(text, { exact: true })
    .first()
    .evaluate((element, called) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['Hello.'], called, { type: 'text/plain' }));
      const how = { dataTransfer, bubbles: true, cancelable: true, composed: true };
      element.dispatchEvent(new DragEvent('drop', how));
    }, name);
}

describe('a text that was dropped on a recording', () => {
  it('may become what is said there', async () => {
    const files = scriptFiles({ 'talk.txt': 'Hello.' });
    await rig.mount('hg-script-batch', { files, recording: lesson() });
    await button('Use it as the text of Lesson').click();
    expect(await rig.asked()).toContainEqual({
      ...{ kind: 'give-transcript', id: 'a1', name: 'talk.txt', text: 'Hello.' },
    });
    expect(await rig.heard()).toContainEqual(['close']);
  });

  it('is offered where it was dropped on a card of a recording only', async () => {
    const page = await PageRig.start({ reducedMotion: true });
    try {
      const project = courseProject();
      const [recording] = project.audios;
      const offer = page.page.getByRole('button', { name: /^Use it as the text of/ });
      const dropped = async (text: string): Promise<number> => {
        await page.open(courseView({ project }));
        await dropOn(page, text, 'talk.txt');
        await page.page.getByRole('button', { name: 'Add 1 script' }).waitFor();
        return offer.count();
      };
      expect(await dropped(project.videos[0].name)).toBe(0);
      expect(await dropped(recording.name)).toBe(1);
      await offer.click();
      const wish = { kind: 'give-transcript', id: recording.id, name: 'talk.txt', text: 'Hello.' };
      await expect.poll(() => page.sent()).toContainEqual(wish);
    } finally {
      await page.close();
    }
  });

  it('stays where it is in the project', async () => {
    const files = scriptFiles({ 'talk.txt': 'Hello.' }).map((file) => ({
      ...file,
      path: 'a/talk.txt',
    }));
    await rig.mount('hg-script-batch', { files, recording: lesson() });
    await button('Use it as the text of Lesson').click();
    expect(await rig.asked()).toContainEqual({
      ...{ kind: 'give-transcript', id: 'a1', name: 'talk.txt', path: 'a/talk.txt' },
    });
  });

  it('is not offered where there are several, or a table', async () => {
    const offered = async (texts: Record<string, string>): Promise<number> => {
      await rig.mount('hg-script-batch', { files: scriptFiles(texts), recording: lesson() });
      await button('Cancel').waitFor();
      return button(/^Use it as the text/).count();
    };
    expect(await offered({ 'a.txt': 'Hello.' })).toBe(1);
    expect(await offered({ 'a.txt': 'Hello.', 'b.txt': 'Bye.' })).toBe(0);
    expect(await offered({ 'a.csv': 'name,text\nA,Hi.' })).toBe(0);
  });
});
