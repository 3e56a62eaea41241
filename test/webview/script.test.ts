import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ElementRig } from './rig/elementRig.js';
import { scriptSource, VOICES } from './rig/scriptSamples.js';

let rig: ElementRig;

beforeAll(async () => {
  rig = await ElementRig.start();
});

afterAll(async () => {
  await rig.close();
});

beforeEach(async () => {
  await rig.answer('voices', { kind: 'voices', voices: VOICES });
  await rig.answer('listen', { kind: 'playable', address: '/video.mp4' });
});

const text = () => rig.page.getByRole('textbox', { name: 'What is said' });
const button = (name: string) => rig.page.getByRole('button', { name, exact: true });
const add = () => button('Add the script');
const listen = () => button('Listen to the sentence at the cursor');

/** What is marked in the text, by class. */
const marked = (name: string) =>
  rig.page.locator(`hg-script-text .lines .${name}`).allTextContents();
const numbered = () => rig.page.locator('hg-script-text .lines i').count();

/** The intents of a kind since the last call. */
const asked = async (kind: string) => (await rig.asked()).filter((each) => each.kind === kind);

describe('a new script', () => {
  it('has its sentences numbered and counted as they are typed', async () => {
    await rig.mount('hg-script');
    await text().pressSequentially('One is here. Two.');
    await expect.poll(numbered).toBe(2);
    await expect.poll(() => marked('current')).toEqual(['Two.']);
    await rig.page.getByText('14 characters · 2 sentences · about 0:01').waitFor();
    await text().press('Home');
    await expect.poll(() => marked('current')).toEqual(['One is here. ']);
    await rig.page.getByText('Sentence 1 of 2').waitFor();
  });

  it('is written with its name, voice, speed and pauses', async () => {
    await rig.mount('hg-script');
    expect(await rig.focused()).toBe('What is said');
    await text().fill('Hello there.');
    await rig.page.getByRole('textbox', { name: 'Name' }).fill('Lesson 1');
    await rig.page.getByRole('combobox', { name: 'Voice' }).selectOption('zf_xiaoxiao');
    await rig.page.getByRole('slider', { name: 'Speed' }).press('ArrowRight');
    await rig.page.getByRole('spinbutton', { name: 'After a sentence' }).fill('0.5');
    await expect.poll(() => add().isEnabled()).toBe(true);
    await add().click();
    expect(await asked('write-script')).toEqual([
      {
        kind: 'write-script',
        label: 'Lesson 1',
        say: {
          script: { kind: 'text', text: 'Hello there.' },
          ...{ voice: 'zf_xiaoxiao', speed: 1.05, pauses: { sentence: 0.5 } },
        },
      },
    ]);
    // What is saved is no draft any more.
    const heard = await rig.heard();
    expect(heard.slice(-2)).toEqual([{ kind: 'draft', key: '' }, ['close']]);
  });

  it('lists voices by language', async () => {
    await rig.mount('hg-script');
    const groups = rig.page.locator('hg-voice-picker optgroup');
    await expect.poll(() => groups.count()).toBe(5);
    const names = await groups.evaluateAll((all) => all.map((each) => each.getAttribute('label')));
    expect(names).toEqual([
      'American English',
      'British English',
      'Chinese (China)',
      'German (Germany)',
      'Other languages',
    ]);
    await rig.page
      .locator('option', { hasText: 'Anna (of the system)' })
      .waitFor({ state: 'attached' });
  });

  it('is kept as a draft when its window is closed, and gone on with', async () => {
    await rig.mount('hg-script');
    await text().fill('Half a thought');
    await rig.page.keyboard.press('Escape');
    const heard = await rig.heard();
    const draft = { key: '', text: 'Half a thought', label: '', voice: '', speed: 1, pauses: {} };
    expect(heard).toContainEqual({ kind: 'draft', key: '', draft });
    await rig.mount('hg-script', { draft });
    await rig.page.getByText('This goes on with what you typed before').waitFor();
    expect(await text().inputValue()).toBe('Half a thought');
    await button('Begin anew').click();
    await expect.poll(() => text().inputValue()).toBe('');
    expect(await rig.heard()).toContainEqual({ kind: 'draft', key: '' });
  });

  it('that is opened and closed leaves no draft', async () => {
    await rig.mount('hg-script');
    await rig.page.keyboard.press('Escape');
    const drafts = (await rig.heard()).filter((each) => JSON.stringify(each).includes('"text"'));
    expect(drafts).toEqual([]);
  });
});

describe('odd scripts', () => {
  it.each([
    ['', 'Nothing is written yet. Type what is to be said.', false],
    [' \n\n ', 'Nothing is written yet. Type what is to be said.', false],
    ['🎉 … 👩‍👧', 'Nothing in this text can be said: it has signs, but no words.', false],
    [
      'Ring\u0007 the \u001b[31mbell.',
      'Invisible control characters: 2. They are left out when you save.',
      true,
    ],
    ['a'.repeat(200_001), 'This is longer than 200,000 characters.', false],
  ])('are told: %.20s', async (written, sentence, savable) => {
    await rig.mount('hg-script');
    await text().fill(written);
    await rig.page.getByText(sentence).waitFor();
    await expect.poll(() => add().isEnabled()).toBe(savable);
  });

  it('are shown as they are: no mark-up, and in their own direction', async () => {
    await rig.mount('hg-script');
    await text().fill('<img src=x onerror=alert(1)> Bold.\nשלום לכם. שנית.');
    await expect.poll(numbered).toBeGreaterThan(2);
    expect(await rig.page.locator('hg-script-text .lines img').count()).toBe(0);
    // Marks stand where their letters do: the last line begins on the right.
    const places = await rig.page
      .locator('hg-script-text .lines i')
      .evaluateAll((marks) => marks.map((mark) => mark.getBoundingClientRect().left));
    expect(places[0]).toBeLessThan(Math.max(...places.slice(1)) - 100);
  });

  it('of 20 000 characters are typed in without a wait', async () => {
    await rig.mount('hg-script');
    const paragraph = 'This is a sentence of the long script. 这里是一句中文。 And so on. '.repeat(
      4,
    );
    await text().fill(`${paragraph}\n\n`.repeat(Math.ceil(20_000 / paragraph.length)));
    await expect.poll(numbered).toBeGreaterThan(400);
    await rig.page.waitForTimeout(500);
    await text().press('Control+Home');
    const meter = await rig.page.context().newCDPSession(rig.page);
    await meter.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await busyMs(meter);
    const lines = rig.page.locator('hg-script-text .lines');
    await lines.evaluate((root) => {
      const seen = { touched: 0 };
      Object.assign(globalThis, { seen });
      new MutationObserver((all) => {
        seen.touched += all.reduce((sum, { addedNodes }) => sum + addedNodes.length, 0);
      }).observe(root, { childList: true, subtree: true });
    });
    for (let key = 0; key < 30; key += 1) {
      await rig.page.keyboard.insertText('x');
      await rig.page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
    }
    const each = ((await busyMs(meter)) - before) / 30;
    console.log(`a key in 20 000 characters: ${each.toFixed(1)} ms`);
    expect((await text().inputValue()).length).toBeGreaterThan(20_000);
    const touched = await rig.page.evaluate(
      () => (globalThis as unknown as { seen: { touched: number } }).seen.touched,
    );
    expect(touched).toBeGreaterThan(0);
    // One line anew for each key.
    expect(touched).toBeLessThanOrEqual(30);
    // A frame has 16.
    expect(each).toBeLessThan(16);
  });
});

describe('the card of a script', () => {
  const card = (say: Parameters<typeof scriptSource>[2]) =>
    rig.mount('hg-source-card', { source: scriptSource(1, 'Lesson', say), current: true });

  it('calls the voice by its name, and its id where that is not known', async () => {
    await card({ voice: 'zf_xiaoxiao', voiceName: '晓晓', speed: 1.2 });
    await rig.page.getByText('Script · 晓晓 · × 1.2').waitFor();
    expect(await rig.page.getByText('晓晓', { exact: true }).getAttribute('title')).toBe(
      'zf_xiaoxiao',
    );
    await card({ voice: 'zf_xiaoxiao' });
    await rig.page.getByText('Script · zf_xiaoxiao').waitFor();
  });

  it('tells of subtitles that end late, and of words that nobody can follow', async () => {
    await card({ spoken: 'current', late: { count: 3, from: 12.5 }, unsaidWords: ['GIF', '重庆'] });
    await rig.page
      .getByText('3 subtitles are too long for their time and end late, the first at 0:12.5.')
      .waitFor();
    await rig.page.getByText(/can follow how the project says it: GIF, 重庆\.$/).waitFor();
    await card({ spoken: 'current', late: { count: 1, from: 5 } });
    await rig.page.getByText('A subtitle at 0:05 is too long').waitFor();
    await card({ spoken: 'current' });
    await expect.poll(() => rig.page.locator('.problem').count()).toBe(0);
  });
});

describe('listening', () => {
  it('speaks the sentence at the caret with a sign at once, marks it, and stops', async () => {
    await rig.mount('hg-script');
    await text().fill('One is here. Two is there.');
    await expect.poll(() => listen().isEnabled()).toBe(true);
    await text().press('Control+Home');
    await listen().click();
    await rig.page.getByText('Playing…').waitFor();
    expect(await marked('spoken')).toEqual(['One is here. ']);
    const [intent, ...others] = await asked('listen');
    expect(others).toEqual([]);
    expect(intent).toMatchObject({ text: 'One is here.', speed: 1 });
    await button('Stop: Listen to the sentence at the cursor').click();
    await expect.poll(() => marked('spoken')).toEqual([]);
  });

  it('says at once that it waits, and lets go of what is stopped', async () => {
    await rig.mount('hg-script');
    await rig.page.evaluate(() => {
      Object.assign(stage.answers, { listen: new Promise(() => undefined) });
    });
    await text().fill('Hello.');
    await expect.poll(() => listen().isEnabled()).toBe(true);
    const waited = await rig.page.evaluate(async () => {
      const root = document.querySelector('hg-script')?.shadowRoot;
      const begun = performance.now();
      root?.querySelector<HTMLElement>('.listen button')?.click();
      while (!root?.querySelector('.listen [role=status]')?.textContent.includes('Making')) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        if (performance.now() - begun > 2000) break;
      }
      return performance.now() - begun;
    });
    expect(waited).toBeLessThan(100);
    await rig.press('Escape');
    expect((await asked('stop-listen')).length).toBeGreaterThan(0);
    await expect.poll(() => rig.page.getByText('Making the sound…').count()).toBe(0);
  });

  it('goes on to the next sentences, and is quick to fetch them', async () => {
    await rig.mount('hg-script');
    await text().fill('One. Two. Three.');
    await expect.poll(() => listen().isEnabled()).toBe(true);
    await text().press('Control+Home');
    await text().press('Control+Shift+Enter');
    await rig.page.getByText('Playing…').waitFor();
    const first = await asked('listen');
    // The second is made while the first is heard, in a place of its own.
    expect(first.map((each) => 'text' in each && each.text)).toEqual(['One.', 'Two.']);
    expect(new Set(first.map((each) => 'window' in each && each.window)).size).toBe(2);
    await rig.page.keyboard.press('Escape');
    // It silences first, and closes when pressed again.
    await expect.poll(() => marked('spoken')).toEqual([]);
    expect(await text().isVisible()).toBe(true);
  });

  it('to a voice says a sentence of its language', async () => {
    await rig.mount('hg-script');
    await rig.page.getByRole('combobox', { name: 'Voice' }).selectOption('zf_xiaoxiao');
    await button('Listen to this voice').click();
    const [intent] = await asked('listen');
    expect(intent).toMatchObject({ voice: 'zf_xiaoxiao' });
    expect('text' in intent && intent.text).toContain('大家好');
  });

  it('without voices is not offered, and it is told how to get some', async () => {
    await rig.answer('voices', { kind: 'voices', voices: [] });
    await rig.mount('hg-script');
    await rig.page.getByText('No voices are installed').waitFor();
    await text().fill('Hello.');
    await expect.poll(() => add().isEnabled()).toBe(true);
    expect(await listen().isEnabled()).toBe(false);
    await button('Show the extension').click();
    expect(await asked('find-voices')).toHaveLength(1);
    await rig.answer('voices', { kind: 'voices', voices: VOICES });
    await button('Look again').click();
    await expect.poll(() => listen().isEnabled()).toBe(true);
  });
});

describe('a script of the project', () => {
  it('is read, changed and saved by its id', async () => {
    await rig.answer('read-script', { kind: 'script', text: 'As it was.' });
    await rig.mount('hg-script', { source: scriptSource(8, 'Welcome', { voice: 'bf_emma' }) });
    await expect.poll(() => text().inputValue()).toBe('As it was.');
    await text().press('Control+End');
    await text().pressSequentially(' And more.');
    await expect.poll(() => button('Save').isEnabled()).toBe(true);
    await button('Save').click();
    expect(await asked('write-script')).toMatchObject([
      {
        id: 'a8',
        label: 'Welcome',
        say: { script: { text: 'As it was. And more.' }, voice: 'bf_emma' },
      },
    ]);
  });

  it('that lies in a file is read there, and can be taken in', async () => {
    await rig.answer('read-script', { kind: 'script', text: 'From the file.' });
    const source = scriptSource(8, 'Welcome', { file: 'scripts/a.md', opening: '' });
    await rig.mount('hg-script', { source });
    await rig.page
      .getByText('This script lies in the file scripts/a.md. Change it there.')
      .waitFor();
    await expect.poll(() => text().isEditable()).toBe(false);
    await button('Open the file').click();
    expect(await asked('open-script')).toEqual([{ kind: 'open-script', id: 'a8' }]);
    await rig.page.getByRole('combobox', { name: 'Voice' }).selectOption('af_heart');
    await button('Save').click();
    expect(await asked('write-script')).toMatchObject([
      { say: { script: { kind: 'file', path: 'scripts/a.md' }, voice: 'af_heart' } },
    ]);
    await rig.mount('hg-script', { source });
    await button('Edit a copy here instead').click();
    await expect.poll(() => text().isEditable()).toBe(true);
    await expect.poll(() => button('Save').isEnabled()).toBe(true);
    await button('Save').click();
    expect(await asked('write-script')).toMatchObject([
      { say: { script: { kind: 'text', text: 'From the file.' } } },
    ]);
  });
});

it('pronunciations are added, changed, heard and removed', async () => {
  await rig.mount('hg-script', { pronunciations: { GIF: 'jif' } });
  await rig.page.locator('summary').click();
  await rig.page.getByRole('textbox', { name: 'How it is written' }).fill('重庆');
  await rig.page.getByRole('textbox', { name: 'How it is said' }).fill('chong2 qing4');
  await rig.page.keyboard.press('Enter');
  await rig.page.getByRole('textbox', { name: 'How GIF is said' }).fill('gif');
  await button('Listen to GIF').click();
  await button('Remove GIF').click();
  const intents = await rig.asked();
  const edits = intents.flatMap((each) => (each.kind === 'edit' ? [each.edit] : []));
  expect(edits).toEqual([
    { kind: 'set-pronunciation', word: '重庆', said: 'chong2 qing4' },
    { kind: 'set-pronunciation', word: 'GIF', said: 'gif' },
    { kind: 'set-pronunciation', word: 'GIF', said: '' },
  ]);
  expect(intents.find(({ kind }) => kind === 'listen')).toMatchObject({ text: 'GIF' });
});

/** Milliseconds of the processor that the page had so far, layout and paint among them. */
async function busyMs(meter: CDPSession): Promise<number> {
  const { metrics } = await meter.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}
