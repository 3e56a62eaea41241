import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { courseProject, courseView, PREVIEW, TWO_FACES, view } from './rig/sampleViews.js';
import { PageRig } from './rig/testPage.js';

let rig: PageRig;

beforeAll(async () => {
  rig = await PageRig.start({ reducedMotion: true });
});

afterAll(async () => {
  await rig.close();
});

/** One undo step. */
function leavingOut(video: string, audio: string): unknown {
  const kinds = ['remove-pair', 'exclude-cell'];
  return { kind: 'edits', edits: kinds.map((kind) => ({ kind, video, audio })) };
}

describe('the batch page', () => {
  beforeEach(async () => {
    await rig.open(courseView());
    await rig.sent();
  });

  it('shows shelves, pairs and progress', async () => {
    const { page } = rig;
    await expect.poll(() => page.locator('hg-source-card').count()).toBe(9);
    await expect.poll(() => page.locator('hg-pair-row').count()).toBe(11);
    const bar = page.getByRole('progressbar', { name: 'Overall progress' });
    await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe('46');
    const failed = page.locator('hg-pair-row').filter({ hasText: 'Failed' });
    await expect(failed.first().ariaSnapshot()).resolves.toContain('keep the picture as filmed');
    expect(rig.complaints).toEqual([]);
  });

  it('shows how far a check is, and starts no second one', async () => {
    const { page } = rig;
    const checking = { number: 3, total: 12, name: 'lesson-3.wav', fraction: 0.2 };
    await rig.open(courseView({ checking }));
    const bar = page.getByRole('progressbar', { name: 'Checking 3 of 12: lesson-3.wav' });
    await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe('20');
    await expect.poll(() => page.getByRole('button', { name: 'Check' }).isDisabled()).toBe(true);
    await rig.open(courseView());
    await expect.poll(() => bar.count()).toBe(0);
  });

  it('asks for what its buttons say', async () => {
    const { page } = rig;
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
    await press('Generate all');
    await press('Cancel Anna, studio with 第三课 安全须知');
    await press('Generate Ben at the whiteboard with Lesson 1 – Welcome');
    await press('Generate Anna, studio with Lesson 1 – Welcome again');
    await press('Add videos…');
    await press(/^Relink/);
    await press('Leave out 林老师 开场 with Lesson 1 – Welcome');
    expect(await rig.sent()).toEqual([
      { kind: 'generate', pairs: 'all', force: false },
      { kind: 'cancel', pairs: ['v1+a3'] },
      { kind: 'generate', pairs: ['v2+a1'], force: false },
      { kind: 'generate', pairs: ['v1+a1'], force: true },
      { kind: 'pick', list: 'videos' },
      { kind: 'relink', list: 'videos', id: 'v4' },
      leavingOut('v3', 'a1'),
    ]);
  });

  it('generates what is selected, and forgets pairs that are gone', async () => {
    const { page } = rig;
    await page
      .getByRole('checkbox', { name: 'Select Anna, studio with Lesson 4 – Practice' })
      .check();
    await page
      .getByRole('checkbox', { name: 'Select 林老师 开场 with Lesson 1 – Welcome' })
      .check();
    const project = courseProject();
    const pairs = project.pairs.filter(({ id }) => id !== 'v1+a4');
    await rig.push(courseView({ revision: 2, project: { ...project, pairs } }));
    await page.getByRole('button', { name: 'Generate selected (1)' }).click();
    expect(await rig.sent()).toEqual([
      { kind: 'select', pairs: ['v1+a4'] },
      { kind: 'select', pairs: ['v1+a4', 'v3+a1'] },
      { kind: 'select', pairs: ['v3+a1'] },
      { kind: 'generate', pairs: ['v3+a1'], force: false },
    ]);
  });

  it('renames in place, by keyboard', async () => {
    const { page } = rig;
    await page.getByRole('button', { name: 'Rename Anna, studio' }).press('Enter');
    await page.getByRole('textbox', { name: 'Name' }).fill('Anna');
    await page.getByRole('textbox', { name: 'Id' }).fill('anna');
    await page.keyboard.press('Enter');
    const source = { list: 'videos', id: 'v1' };
    const edits = [
      { kind: 'relabel-source', source, label: 'Anna' },
      { kind: 'rename-source', source, id: 'anna' },
    ];
    expect(await rig.sent()).toEqual([{ kind: 'edits', edits }]);
    await page.getByRole('textbox', { name: 'Name' }).waitFor({ state: 'detached' });
  });

  it('shows why the host refused, until dismissed', async () => {
    const { page } = rig;
    const notice = { code: 'x', sentence: 'That cannot be done.', hint: 'Do this instead.' };
    await rig.answer('generate', { kind: 'refused', notice });
    await page.getByRole('button', { name: 'Generate all' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    await expect.poll(() => alert.innerText()).toContain('Do this instead.');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => alert.count()).toBe(0);
  });

  it('ignores a snapshot older than the one it shows', async () => {
    await rig.push(courseView({ revision: 5 }));
    const older = { ...courseProject(), title: 'Older' };
    await rig.push(courseView({ revision: 4, project: older }));
    await expect
      .poll(() => rig.page.getByRole('heading', { level: 1 }).innerText())
      .toBe('Spring course 2026');
  });

  it('passes on addresses that are dropped, and copies files that have none', async () => {
    await rig.page.evaluate(() => {
      const drop = (transfer: DataTransfer) => {
        document.body.dispatchEvent(
          new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
        );
      };
      const listed = new DataTransfer();
      listed.setData('text/uri-list', 'file:///a/My%20video.mp4\r\nfile:///a/b.wav');
      drop(listed);
      const outside = new DataTransfer();
      outside.items.add(new File(['speech'], '语音 1.wav'));
      drop(outside);
    });
    const sent = await rig.sent();
    expect(sent[0]).toEqual({
      kind: 'drop',
      uris: ['file:///a/My%20video.mp4', 'file:///a/b.wav'],
    });
    expect(sent[1]).toMatchObject({ kind: 'import', name: '语音 1.wav', size: 6, offset: 0 });
    expect(sent).toHaveLength(2);
  });
});

describe('the matrix', () => {
  it('is a grid for the keyboard: arrows, space, enter', async () => {
    const { page } = rig;
    await rig.open(courseView());
    await rig.sent();
    await page.getByRole('radio', { name: 'Matrix' }).click();
    const cell = (row: number, column: number) =>
      page.locator(`td[data-row="${row}"][data-column="${column}"]`);
    await cell(0, 0).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => cell(1, 2).getAttribute('tabindex')).toBe('0');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+Space');
    expect((await rig.sent()).filter(({ kind }) => kind !== 'preview')).toEqual([
      { kind: 'edits', edits: [{ kind: 'include-cell', video: 'v2', audio: 'a3' }] },
      leavingOut('v1', 'a1'),
      { kind: 'select', pairs: ['v1+a1'] },
    ]);
  });
});

describe('leaving out', () => {
  it('is said, and can be undone until something else is done', async () => {
    const { page } = rig;
    await rig.open(courseView());
    await rig.sent();
    const row = page.getByRole('listitem', { name: /^Anna, studio with Lesson 1/ });
    await row.focus();
    await page.keyboard.press('Delete');
    const news = page.getByRole('status').filter({ hasText: 'is left out' });
    await expect.poll(() => news.innerText()).toContain('Anna, studio with Lesson 1');
    await news.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => news.count()).toBe(0);
    expect(await rig.sent()).toEqual([leavingOut('v1', 'a1'), { kind: 'undo' }]);
  });

  it('offers no way back once something else was done, in another tab or in the text', async () => {
    const { page } = rig;
    await rig.open(courseView());
    const row = page.getByRole('listitem', { name: /^Anna, studio with Lesson 1/ });
    await row.focus();
    await page.keyboard.press('Delete');
    const news = page.getByRole('status').filter({ hasText: 'is left out' });
    await expect.poll(() => news.count()).toBe(1);
    const project = courseProject();
    const without = { ...project, pairs: project.pairs.filter(({ id }) => id !== 'v1+a1') };
    await rig.push(courseView({ revision: 2, project: without }));
    // What is found out of files meanwhile is no edit.
    const [first, ...others] = without.videos;
    const read = { ...first, facts: { kind: 'unknown' } as const };
    await rig.push(courseView({ revision: 3, project: { ...without, videos: [read, ...others] } }));
    await expect.poll(() => page.locator('hg-pair-row[data-key="v1+a1"]').count()).toBe(0);
    await expect.poll(() => news.getByRole('button', { name: 'Undo' }).count()).toBe(1);
    const renamed = { ...first, name: 'Renamed elsewhere' };
    await rig.push(
      courseView({ revision: 4, project: { ...without, videos: [renamed, ...others] } }),
    );
    await expect.poll(() => news.count()).toBe(0);
  });

  it('shows what is left out of a matrix, and takes it in again', async () => {
    const { page } = rig;
    const project = courseProject();
    await rig.open(courseView({ project: { ...project, pairs: [] } }));
    await rig.sent();
    await page.getByText('All pairs are left out.').waitFor();
    const all = project.videos.length * project.audios.length;
    await page.getByText(`${all} left out`).waitFor();
    await page.getByRole('button', { name: 'Include', exact: true }).first().click();
    const edit = { kind: 'include-cell', video: 'v1', audio: 'a1' };
    expect(await rig.sent()).toEqual([{ kind: 'edits', edits: [edit] }]);
    await page.getByRole('button', { name: 'Include all' }).click();
    const [sent] = await rig.sent();
    expect(sent).toMatchObject({ kind: 'edits', edits: { length: all } });
  });
});

describe('windows', () => {
  beforeEach(async () => {
    await rig.open(courseView());
  });

  it('plays result and source in step, and seeks from the timeline', async () => {
    const { page } = rig;
    await rig.answer('preview', { kind: 'preview', preview: PREVIEW });
    const opener = page.getByRole('button', { name: /^Preview/ }).first();
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^0:01.6 As filmed/ }).click();
    const places = () =>
      page
        .locator('hg-preview video')
        .evaluateAll((videos) => videos.map((video) => (video as HTMLVideoElement).currentTime));
    await expect.poll(places).toEqual([1.6, 1.6]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect(opener.evaluate((button) => button.matches(':focus'))).resolves.toBe(true);
  });

  it('says in the window why a frame cannot be shown', async () => {
    const { page } = rig;
    const notice = { code: 'x', sentence: 'The video cannot be read.', hint: 'Check it.' };
    await rig.answer('frame', { kind: 'refused', notice });
    await page.getByRole('button', { name: 'Choose the face in Anna, studio' }).click();
    await page.locator('hg-face-chooser').getByText('The video cannot be read.').waitFor();
    const use = page.getByRole('button', { name: 'Use this face' });
    await expect.poll(() => use.isDisabled()).toBe(true);
  });

  it('keeps the note on consent in a form of its own', async () => {
    const { page } = rig;
    await page.getByRole('button', { name: 'Consent to using Anna, studio' }).click();
    await rig.sent();
    const note = page.getByRole('textbox', { name: 'Consent' });
    await expect.poll(() => note.evaluate((each) => each.matches(':focus'))).toBe(true);
    await note.fill(' Signed by Anna on 3 May,\nfor the spring course. ');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const consent = 'Signed by Anna on 3 May,\nfor the spring course.';
    const edit = { kind: 'set-consent', video: 'v1', consent };
    expect(await rig.sent()).toEqual([{ kind: 'edit', edit }]);
  });

  it('takes a face by keyboard', async () => {
    const { page } = rig;
    await rig.answer('frame', { kind: 'frame', image: '/still/1' });
    await rig.answer('faces', { kind: 'faces', faces: TWO_FACES });
    await page.getByRole('button', { name: 'Choose the face in Anna, studio' }).click();
    const chosen = page.getByRole('radio', { name: /^Face/, checked: true });
    await expect.poll(() => chosen.getAttribute('aria-label')).toContain('Face 2 of 2');
    await expect.poll(() => chosen.evaluate((box) => box.matches(':focus'))).toBe(true);
    await rig.sent();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const face = { x: 0.2, y: 0.4, time: 1 };
    await expect
      .poll(() => rig.sent())
      .toEqual([{ kind: 'edit', edit: { kind: 'set-face', video: 'v1', face } }]);
  });
});

describe('what may go wrong', () => {
  it('shows the lines of a broken text and the way out', async () => {
    const { page } = rig;
    const problem = { code: 'syntax', severity: 'error', line: 12, column: 4 } as const;
    const words = { sentence: 'This is not valid JSON.', hint: 'Look for a comma.' };
    await rig.open(view(undefined, { problems: [{ ...problem, ...words }] }));
    await rig.sent();
    await page.getByRole('button', { name: /This is not valid JSON/ }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await rig.sent()).toEqual([
      { kind: 'open-as-text', line: 12, column: 4 },
      { kind: 'undo' },
    ]);
  });

  it('changes and runs nothing in an untrusted folder, and says so', async () => {
    const { page } = rig;
    await rig.open(courseView({ trusted: false }));
    await expect.poll(() => page.getByText('This folder is not trusted').count()).toBe(1);
    for (const name of ['Generate all', 'Add videos…', 'Rename Anna, studio', 'Clean up']) {
      const button = page.getByRole('button', { name }).first();
      await expect(button.isDisabled(), name).resolves.toBe(true);
    }
    await rig.sent();
    await page.getByRole('button', { name: 'Trust…' }).click();
    await expect.poll(() => rig.sent()).toEqual([{ kind: 'trust' }]);
  });

  it('says where a project may not use the files outside its folder that it asks for', async () => {
    const told = () => rig.page.getByText('asks for files outside its folder').count();
    await rig.open(courseView());
    await expect.poll(() => rig.page.getByRole('tab').count()).toBe(4);
    expect(await told()).toBe(0);
    await rig.push(courseView({ revision: 2, outsideRefused: true }));
    await expect.poll(told).toBe(1);
    // Where nothing may be read at all, that is what is said.
    await rig.open(courseView({ trusted: false, outsideRefused: true }));
    await expect.poll(() => rig.page.getByText('This folder is not trusted').count()).toBe(1);
    expect(await told()).toBe(0);
  });

  it('warns before the disk is full', async () => {
    await rig.open(courseView({ disk: { free: 2.1e9, needed: 3.4e9 } }));
    const told = () => rig.page.getByText(/may run full/).count();
    await expect.poll(() => rig.page.getByText('2.1 GB are free').count()).toBe(1);
    // What a run says of it as it begins is not said beside it.
    const message = { code: 'disk-short', sentence: 'The disk may run full: 3 GB.', hint: '' };
    await rig.push(courseView({ revision: 2, message, disk: { free: 2e9, needed: 3.4e9 } }));
    await expect.poll(() => rig.page.getByText('2 GB are free').count()).toBe(1);
    expect(await told()).toBe(1);
    await rig.push(courseView({ revision: 3, message }));
    await expect.poll(() => rig.page.getByText('2 GB are free').count()).toBe(0);
    expect(await told()).toBe(1);
  });

  it('says progress politely and rarely', async () => {
    const { page } = rig;
    await rig.open(courseView());
    const live = page.locator('hg-studio > [aria-live=polite], [aria-live=polite]').first();
    const first = await live.innerText();
    const run = { running: true, done: 3, failed: 1, total: 9, fraction: 0.5, eta: 300 };
    await rig.push(courseView({ revision: 2, run }));
    await expect.poll(() => live.innerText()).toBe(first);
    await rig.push(courseView({ revision: 3, run: { ...run, running: false, done: 8 } }));
    await expect.poll(() => live.innerText()).toBe('8 of 9 videos are made. 1 failed.');
  });
});

describe('languages and memory', () => {
  it('speaks Chinese', async () => {
    await rig.open(courseView({ locale: 'zh' }));
    await expect.poll(() => rig.page.getByRole('button', { name: '全部生成' }).count()).toBe(1);
    const text = await rig.page.locator('hg-studio').ariaSnapshot();
    expect(text).toContain('排除');
    expect(text).not.toMatch(/Generate|Waiting|Videos|Pairs/);
  });

  it('comes back to the page and view it was left in', async () => {
    await rig.open(courseView(), { state: { page: 'batch', pairs: 'matrix', scroll: 'nonsense' } });
    await expect.poll(() => rig.page.getByRole('grid').count()).toBe(1);
  });

  it('keeps what is selected when it is loaded anew, but for pairs that are gone', async () => {
    await rig.open(courseView(), { state: { page: 'batch', selected: ['v1+a2', 'gone', 7] } });
    const tick = rig.page.getByRole('checkbox', { name: /^Select Anna, studio with Lesson 2/ });
    await expect.poll(() => tick.isChecked()).toBe(true);
    await expect
      .poll(async () => (await rig.sent()).filter(({ kind }) => kind === 'select').at(-1))
      .toEqual({ kind: 'select', pairs: ['v1+a2'] });
  });
});
