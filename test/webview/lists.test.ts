import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ElementRig } from './rig/elementRig.js';
import { courseProject, courseView, videoSource } from './rig/sampleViews.js';

let rig: ElementRig;

beforeAll(async () => {
  rig = await ElementRig.start();
});

afterAll(async () => {
  await rig.close();
});

const { videos, audios, pairs } = courseProject();
const sourceMap = [...videos, ...audios];
const many = Array.from({ length: 90 }, (_, at) => videoSource(at, `Take ${at}`));

describe('a shelf', () => {
  it('is one tab stop, and the actions of its current card come after it', async () => {
    await rig.mount('hg-source-shelf', { list: 'videos', sources: videos });
    await rig.press('Tab', 'Tab');
    await expect.poll(() => rig.focused()).toBe('Anna, studio');
    await rig.press('ArrowDown', 'ArrowDown', 'ArrowUp');
    await expect.poll(() => rig.focused()).toBe('Ben at the whiteboard');
    await rig.press('Tab');
    await expect.poll(() => rig.focused()).toBe('Play Ben at the whiteboard');
    await rig.press('Tab');
    await expect.poll(() => rig.focused()).toBe('Choose the face in Ben at the whiteboard');
    await rig.press('Tab', 'Tab', 'Tab', 'Tab');
    await expect.poll(() => rig.focused()).toBe('Remove Ben at the whiteboard');
    await rig.press('Tab');
    expect(await rig.focused()).not.toContain('林老师');
  });

  it('goes far by Page Down, Home and End, and grows to its end', async () => {
    await rig.mount('hg-source-shelf', { list: 'videos', sources: many });
    await rig.page.getByRole('listitem', { name: 'Take 0' }).focus();
    await rig.press('PageDown');
    await expect.poll(() => rig.focused()).toBe('Take 10');
    await rig.press('PageUp');
    await expect.poll(() => rig.focused()).toBe('Take 0');
    await expect.poll(() => rig.page.locator('hg-source-card').count()).toBe(90);
    await rig.press('End');
    await expect.poll(() => rig.focused()).toBe('Take 89');
    await rig.press('Home');
    await expect.poll(() => rig.focused()).toBe('Take 0');
  });

  it('removes by Delete, and the focus goes to the next card', async () => {
    await rig.mount('hg-source-shelf', { list: 'videos', sources: videos });
    await rig.page.getByRole('listitem', { name: 'Ben at the whiteboard' }).focus();
    await rig.press('Delete');
    const source = { list: 'videos', id: 'v2' };
    expect(await rig.asked()).toEqual([{ kind: 'edit', edit: { kind: 'remove-source', source } }]);
    await rig.change({ sources: videos.filter(({ id }) => id !== 'v2') });
    await expect.poll(() => rig.focused()).toBe('林老师 开场');
  });

  it('renames by F2; Escape leaves all as it was and the focus by the card', async () => {
    await rig.mount('hg-source-shelf', { list: 'videos', sources: videos });
    await rig.page.getByRole('listitem', { name: 'Anna, studio' }).focus();
    await rig.press('F2');
    await rig.page.getByRole('textbox', { name: 'Name' }).fill('Other');
    await rig.press('Escape');
    expect(await rig.asked()).toEqual([]);
    await expect.poll(() => rig.focused()).toBe('Rename Anna, studio');
  });

  it('keeps typing in the form to the form', async () => {
    await rig.mount('hg-source-shelf', { list: 'videos', sources: videos });
    await rig.page.getByRole('listitem', { name: 'Anna, studio' }).focus();
    await rig.press('F2', 'End', 'Delete', 'Home', 'ArrowDown');
    await expect.poll(() => rig.page.getByRole('textbox', { name: 'Name' }).count()).toBe(1);
    expect(await rig.asked()).toEqual([]);
  });

  it('changes nothing in an untrusted folder', async () => {
    await rig.mount('hg-source-shelf', { list: 'videos', sources: videos }, { trusted: false });
    await rig.page.getByRole('listitem', { name: 'Anna, studio' }).focus();
    await rig.press('Delete', 'F2');
    expect(await rig.asked()).toEqual([]);
    await expect.poll(() => rig.page.getByRole('textbox').count()).toBe(0);
  });

  it('offers a missing file to be relinked where it says so', async () => {
    await rig.mount('hg-source-shelf', { list: 'audios', sources: audios });
    await rig.page.getByRole('button', { name: 'Relink… Lesson 5 – Summary' }).click();
    expect(await rig.asked()).toEqual([{ kind: 'relink', list: 'audios', id: 'a5' }]);
  });

  it('shows the actions of the card that is pointed at, and no others', async () => {
    await rig.mount('hg-source-shelf', { list: 'videos', sources: videos });
    await rig.page.mouse.move(0, 0);
    const shown = () =>
      rig.page
        .locator('hg-source-card .actions')
        .evaluateAll((all) => all.map((each) => getComputedStyle(each).opacity));
    expect(await shown()).toEqual(['0', '0', '0', '0']);
    await rig.page.getByText('Ben at the whiteboard').hover();
    expect(await shown()).toEqual(['0', '1', '0', '0']);
  });
});

describe('the list of pairs', () => {
  const props = { pairs, sourceMap, selected: ['v1+a2'], matrix: true };
  const row = (name: string) => rig.page.getByRole('listitem', { name });

  it('says what the current pair is and how it stands', async () => {
    await rig.mount('hg-pair-list', props);
    await rig.press('Tab', 'Tab');
    await expect.poll(() => rig.focused()).toBe('Anna, studio with Lesson 1 – Welcome, Done');
  });

  it('selects by Space, by Shift and arrows, all by Ctrl+A, none by Escape', async () => {
    await rig.mount('hg-pair-list', props);
    await rig.press('Tab', 'Tab', 'Space', 'Shift+ArrowDown', 'Control+a', 'Escape');
    const all = pairs.map(({ id }) => id);
    expect(await rig.heard()).toEqual([
      { kind: 'select', pairs: ['v1+a1'], on: true },
      { kind: 'select', pairs: ['v1+a1', 'v1+a2'], on: true },
      { kind: 'select', pairs: all, on: true },
      { kind: 'select', pairs: all, on: false },
    ]);
  });

  it('shows a result by Enter, and nothing where there is none', async () => {
    await rig.mount('hg-pair-list', props);
    await rig.press('Tab', 'Tab', 'Enter', 'ArrowDown', 'ArrowDown', 'Enter');
    expect(await rig.heard()).toEqual([{ kind: 'preview', pair: 'v1+a1' }]);
  });

  it('leaves out by Delete: all that is selected, in one step, but nothing that is made now', async () => {
    await rig.mount('hg-pair-list', { ...props, selected: ['v1+a1', 'v1+a3', 'v2+a2'] });
    await rig.press('Tab', 'Tab', 'Delete');
    const cells = [
      ['v1', 'a1'],
      ['v2', 'a2'],
    ];
    const edits = cells.flatMap(([video, audio]) =>
      ['remove-pair', 'exclude-cell'].map((kind) => ({ kind, video, audio })),
    );
    expect(await rig.asked()).toEqual([{ kind: 'edits', edits }]);
    await rig.change({ pairs: pairs.slice(1) });
    expect(await rig.focused()).toContain('Lesson 2 – Safety');
  });

  it('keeps the focus on its pair while progress comes in and pairs move', async () => {
    await rig.mount('hg-pair-list', props);
    await rig.press('Tab', 'Tab', 'ArrowDown', 'ArrowDown');
    const moved = pairs.map((pair) =>
      pair.id === 'v1+a3'
        ? { ...pair, state: { kind: 'running', stage: 'drawing', fraction: 0.5, rate: 9, eta: 1 } }
        : pair,
    );
    await rig.change({ pairs: [...moved.slice(1), moved[0]] });
    await expect
      .poll(() => rig.focused())
      .toBe('Anna, studio with 第三课 安全须知, Generating 50 %');
    await expect.poll(() => row('Anna, studio with 第三课').count()).toBe(1);
  });
});

describe('what can be done with a pair', () => {
  const props = { pairs, sourceMap, selected: [], matrix: true };
  const row = (name: string) => rig.page.getByRole('listitem', { name });
  const menu = () => rig.page.getByRole('menu');
  const items = () => menu().getByRole('menuitem').allInnerTexts();

  it('is in a menu of the page, by mouse', async () => {
    await rig.mount('hg-pair-list', props);
    await rig.page.locator('li[data-key="v1+a1"]').click({ button: 'right' });
    await expect
      .poll(items)
      .toEqual([
        'Preview',
        'Generate again',
        'Try 4 seconds',
        'Leave out',
        'Settings…',
        'Show in folder',
        'Open in a player',
      ]);
    await menu().getByRole('menuitem', { name: 'Show in folder' }).click();
    expect(await rig.asked()).toEqual([{ kind: 'reveal', output: 'out/v1-a1.mp4' }]);
    await expect.poll(() => menu().count()).toBe(0);
  });

  it('is in the same menu by keyboard, which gives the focus back', async () => {
    await rig.mount('hg-pair-list', props);
    await row('Anna, studio with Lesson 1').focus();
    await rig.press('Shift+F10');
    await expect.poll(() => rig.focused()).toBe('Preview');
    await rig.press('End', 'ArrowUp', 'ArrowDown', 'ArrowDown');
    await expect.poll(() => rig.focused()).toBe('Preview');
    await rig.press('Escape');
    await expect.poll(() => menu().count()).toBe(0);
    await expect.poll(() => rig.focused()).toContain('Anna, studio with Lesson 1');
    await rig.press('Shift+F10');
    await expect.poll(() => rig.focused()).toBe('Preview');
    await rig.press('Enter');
    await expect.poll(() => rig.heard()).toContainEqual({ kind: 'preview', pair: 'v1+a1' });
  });

  it('opens the result by a click on its picture', async () => {
    await rig.mount('hg-pair-list', props);
    await rig.page.locator('li[data-key="v1+a1"] .picture').click();
    expect(await rig.heard()).toEqual([{ kind: 'preview', pair: 'v1+a1' }]);
    await rig.page.locator('li[data-key="v1+a3"] .picture').click();
    expect(await rig.heard()).toEqual([]);
  });

  it('says in words what is done most', async () => {
    await rig.mount('hg-pair-list', props);
    const words = rig.page.locator('li[data-key="v1+a1"] .action-text');
    await expect.poll(() => words.allInnerTexts()).toEqual(['Preview']);
  });
});

describe('the matrix', () => {
  const props = { pairs, videos, audios, selected: [], matrix: true };
  const cell = (row: number, column: number) =>
    rig.page.locator(`td[data-row="${row}"][data-column="${column}"]`);

  it('selects a block by Shift and a click, or by Shift and arrows', async () => {
    await rig.mount('hg-pair-matrix', props);
    await cell(0, 0).click();
    await cell(1, 1).click({ modifiers: ['Shift'] });
    const chosen = ['v1+a1', 'v1+a2', 'v2+a1', 'v2+a2'];
    expect(await rig.heard()).toEqual([{ kind: 'select', pairs: chosen, on: true }]);
    await cell(0, 0).click();
    await rig.press('Shift+ArrowRight');
    const row = { kind: 'select', pairs: ['v1+a1', 'v1+a2'], on: true };
    expect(await rig.heard()).toEqual([row]);
  });

  it('selects by its headings, whose menu leaves out and takes in', async () => {
    await rig.mount('hg-pair-matrix', props);
    const heading = rig.page.getByRole('button', { name: 'Ben at the whiteboard' });
    const line = pairs.filter(({ video }) => video === 'v2');
    await heading.click();
    const ids = line.map(({ id }) => id);
    expect(await rig.heard()).toEqual([{ kind: 'select', pairs: ids, on: true }]);
    await heading.click({ button: 'right' });
    await rig.page.getByRole('menuitem', { name: 'Leave all out' }).click();
    const [asked] = await rig.asked();
    const idle = line.filter(({ state }) => state.kind !== 'running' && state.kind !== 'queued');
    const edits = idle.flatMap(({ video, audio }) =>
      ['remove-pair', 'exclude-cell'].map((kind) => ({ kind, video, audio })),
    );
    expect(asked).toEqual({ kind: 'edits', edits });
  });

  it('has a menu for each cell, which the keyboard opens too', async () => {
    await rig.mount('hg-pair-matrix', props);
    await cell(0, 0).focus();
    await rig.press('Shift+F10');
    await rig.page.getByRole('menuitem', { name: 'Select the column' }).click();
    const pairsOf = pairs.filter(({ audio }) => audio === 'a1').map(({ id }) => id);
    expect(await rig.heard()).toEqual([{ kind: 'select', pairs: pairsOf, on: true }]);
    await expect.poll(() => cell(0, 0).evaluate((each) => each.matches(':focus'))).toBe(true);
  });

  it('selects no text', async () => {
    await rig.mount('hg-pair-matrix', props);
    await cell(0, 0).click();
    await cell(2, 2).click({ modifiers: ['Shift'] });
    await expect.poll(() => rig.page.evaluate(() => String(getSelection()))).toBe('');
  });
});

describe('the results', () => {
  const { history } = courseView();

  it('are walked by arrows; Enter shows one, its buttons compare it', async () => {
    await rig.mount('hg-history-page', { entries: history, pairs, sourceMap });
    // Before them is the button that packs them all.
    await rig.press('Tab', 'Tab', 'ArrowDown', 'Enter', 'ArrowUp');
    await expect.poll(() => rig.focused()).toBe('v1-a1.mp4');
    await rig.press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter', 'Tab', 'Enter');
    expect(await rig.heard()).toEqual([
      { kind: 'preview', pair: 'v1+a2' },
      { kind: 'preview', pair: 'v1+a1', against: 'previous' },
      { kind: 'preview', pair: 'v1+a1', against: 'source' },
    ]);
  });

  it('play in their place, by a click and by Space, with sound; Escape ends it', async () => {
    await rig.answer('play', { kind: 'playable', address: '/video.mp4' });
    await rig.mount('hg-history-page', { entries: history, pairs, sourceMap });
    const video = rig.page.locator('video');
    const runs = () =>
      video.evaluate(
        (each: HTMLVideoElement) => !each.paused && !each.muted && each.currentTime > 0,
      );
    await rig.page.getByRole('button', { name: 'Play v1-a2.mp4' }).click();
    await expect.poll(runs).toBe(true);
    expect(await rig.asked()).toContainEqual({ kind: 'play', pair: 'v1+a2' });
    await expect.poll(() => rig.focused()).toBe('v1-a2.mp4');
    await rig.press('Escape');
    await expect.poll(() => video.count()).toBe(0);
    await expect.poll(() => rig.focused()).toBe('v1-a2.mp4');
    await rig.press('ArrowUp', 'Space');
    await expect.poll(runs).toBe(true);
    expect(await rig.asked()).toContainEqual({ kind: 'play', pair: 'v1+a1' });
    // One at a time.
    await rig.page.getByRole('button', { name: 'Play v1-a2.mp4' }).click();
    await expect.poll(() => video.count()).toBe(1);
    await rig.page.getByRole('button', { name: 'Stop playing v1-a2.mp4' }).click();
    await expect.poll(() => video.count()).toBe(0);
  });

  it('say why one cannot be played', async () => {
    const notice = { code: 'x', sentence: 'The disk is full.', hint: 'Free some.' };
    await rig.answer('play', { kind: 'refused', notice });
    await rig.mount('hg-history-page', { entries: history, pairs, sourceMap });
    await rig.page.getByRole('button', { name: 'Play v1-a1.mp4' }).click();
    await expect.poll(() => rig.page.getByRole('alert').textContent()).toContain('disk is full');
  });

  it('are deleted by key and button, by their pair, and never one that is made now', async () => {
    const busy = pairs.map((pair) =>
      pair.id === 'v1+a2' ? { ...pair, state: { kind: 'queued' as const } } : pair,
    );
    await rig.mount('hg-history-page', { entries: history, pairs: busy, sourceMap });
    await rig.asked();
    await rig.page.getByRole('listitem', { name: 'v1-a1.mp4' }).focus();
    await rig.press('Delete');
    await rig.page.getByRole('button', { name: 'Delete v1-a1.mp4' }).click();
    const asked = (await rig.asked()).filter(({ kind }) => kind !== 'poster');
    expect(asked).toEqual([
      { kind: 'delete-result', pair: 'v1+a1' },
      { kind: 'delete-result', pair: 'v1+a1' },
    ]);
    const other = rig.page.getByRole('button', { name: 'Delete v1-a2.mp4' });
    await expect.poll(() => other.isDisabled()).toBe(true);
    await rig.mount('hg-history-page', { entries: history, pairs, sourceMap }, { trusted: false });
    await rig.page.getByRole('listitem', { name: 'v1-a1.mp4' }).focus();
    await rig.press('Delete');
    expect((await rig.asked()).filter(({ kind }) => kind !== 'poster')).toEqual([]);
  });

  it('are downloaded in a browser, and shown in their folder in VS Code', async () => {
    const names = () =>
      rig.page
        .getByRole('button', { name: /^(Download|Show) v1-a1/ })
        .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    await rig.mount('hg-history-page', { entries: history, pairs, sourceMap });
    await expect.poll(names).toEqual(['Show v1-a1.mp4 in its folder']);
    await rig.page.evaluate(() => (stage.inBrowser = true));
    try {
      await rig.mount('hg-history-page', { entries: history, pairs, sourceMap });
      await expect.poll(names).toEqual(['Download v1-a1.mp4']);
      await rig.page.getByRole('button', { name: 'Download v1-a1.mp4' }).click();
      expect(await rig.asked()).toContainEqual({ kind: 'reveal', output: 'out/v1-a1.mp4' });
    } finally {
      await rig.page.evaluate(() => (stage.inBrowser = false));
    }
  });

  it('offer no comparison where nothing was before', async () => {
    await rig.mount('hg-history-page', { entries: history.slice(1), pairs, sourceMap });
    await expect.poll(() => rig.page.getByRole('button', { name: /^Compare/ }).count()).toBe(0);
  });

  it('ask for the pictures in sight only, and once', async () => {
    await rig.answer('poster', { kind: 'frame', image: '/still/1' });
    const entries = Array.from({ length: 60 }, (_, at) => ({
      ...history[1],
      output: `out/${at}.mp4`,
    }));
    await rig.mount('hg-history-page', { entries, pairs, sourceMap });
    await expect.poll(() => rig.page.locator('hg-result-poster').count()).toBe(60);
    const seen = (await rig.asked()).filter(({ kind }) => kind === 'poster').length;
    expect(seen).toBeGreaterThan(3);
    expect(seen).toBeLessThan(30);
    await rig.change({ entries: [...entries] });
    expect(await rig.asked()).toEqual([]);
  });
});

describe('adding a pair', () => {
  it('adds what the two lists say, unless it is there', async () => {
    await rig.mount('hg-add-pair', { videos, audios, pairs });
    const add = rig.page.getByRole('button', { name: 'Add pair' });
    await expect.poll(() => add.isDisabled()).toBe(true);
    await rig.page.getByRole('combobox', { name: 'Video' }).focus();
    await rig.press('ArrowDown', 'Tab');
    await rig.press('ArrowDown', 'ArrowDown');
    // The toolkit enables a button with the next frame; until then Tab passes it by.
    await expect.poll(() => add.isEnabled()).toBe(true);
    await rig.press('Tab', 'Enter');
    expect(await rig.asked()).toEqual([
      { kind: 'edit', edit: { kind: 'add-pair', video: 'v2', audio: 'a3' } },
    ]);
  });
});
