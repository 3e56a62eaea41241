import { VOICES } from './scriptSamples.js';
import { COMPARISON, PREVIEW, TRIED, TWO_FACES } from './sampleViews.js';
import type { PageRig } from './testPage.js';

/** What of the page is shown. */
export const PARTS = [
  'list',
  'matrix',
  'single',
  'results',
  'settings',
  'preview',
  'compare',
  'face',
  'menu',
  'wipe',
  'consent',
  'source',
  'try',
  'script',
  'scripts',
] as const;
export type Part = (typeof PARTS)[number];

/** Goes there as a person would, whatever the page's language. */
export async function show(rig: PageRig, part: Part): Promise<void> {
  const { page } = rig;
  const tab = (at: number) => page.getByRole('tab').nth(at).click();
  switch (part) {
    case 'list':
      return;
    case 'matrix':
      await page.getByRole('radio').nth(1).click();
      return;
    case 'single':
      await tab(1);
      return;
    case 'results':
      await rig.answer('poster', { kind: 'frame', image: '/still/1' });
      await tab(2);
      await page.locator('hg-result-poster img').first().waitFor();
      return;
    case 'settings':
      await tab(3);
      return;
    case 'compare':
      await show(rig, 'results');
      await rig.answer('compare', COMPARISON);
      await page
        .getByRole('button', { name: /^(Compare|将)/ })
        .first()
        .click();
      await page.getByRole('slider', { name: /^(Position|位置)/ }).waitFor();
      return;
    case 'preview':
      await rig.answer('preview', { kind: 'preview', preview: PREVIEW });
      await page
        .getByRole('button', { name: /^(Preview|预览)/ })
        .first()
        .click();
      await page.getByRole('slider', { name: /^(Position|位置)/ }).waitFor();
      return;
    case 'menu':
      await page.locator('hg-pair-row').first().click({ button: 'right' });
      await page.getByRole('menu').waitFor();
      return;
    case 'wipe':
      await show(rig, 'preview');
      await page.getByRole('radio', { name: /^(Wipe|划像)/ }).click();
      return;
    case 'consent':
      await page
        .getByRole('button', { name: /^(Consent to using|使用)/ })
        .first()
        .click();
      await page.getByRole('textbox', { name: /^(Consent|授权)/ }).waitFor();
      return;
    case 'source':
      await rig.answer('play-source', { kind: 'playable', address: '/video.mp4' });
      await rig.answer('strip-still', { kind: 'frame', image: '/still/1' });
      await page.locator('.play-picture').first().click();
      await page.locator('hg-part-bar img').last().waitFor();
      return;
    case 'try':
      await rig.answer('try', TRIED);
      await page
        .getByRole('button', { name: /^(Try 4 seconds of|试看)/ })
        .first()
        .click();
      await page.getByRole('slider', { name: /^(Position|位置)$/ }).waitFor();
      return;
    case 'script':
      await rig.answer('voices', { kind: 'voices', voices: VOICES });
      await page.getByRole('button', { name: /^(Write a script|撰写文稿)/ }).click();
      await page.getByRole('textbox', { name: /^(What is said|要说的话)/ }).fill(SAMPLE_SCRIPT);
      await page.locator('hg-script summary').click();
      await page.getByText(/^(Sentence 6 of 6|第 6 句)/).waitFor({ timeout: 5000 });
      return;
    case 'scripts':
      await rig.answer('voices', { kind: 'voices', voices: VOICES });
      await answerFiles(rig);
      await page.getByRole('button', { name: /^(More ways|添加文稿)/ }).click();
      await page.getByRole('menuitem').first().click();
      await page.getByRole('table').waitFor();
      return;
    case 'face':
      await rig.answer('frame', { kind: 'frame', image: '/still/1' });
      await rig.answer('faces', { kind: 'faces', faces: TWO_FACES });
      await page
        .getByRole('button', { name: /^(Choose the face in Anna|.*Anna.*人脸|.*人脸.*Anna)/ })
        .first()
        .click();
      await page.getByRole('radio', { name: /1.*2/ }).waitFor();
  }
}

const SAMPLE_SCRIPT =
  'Welcome to the course. Today we look at 3 things.\n\n安全第一。请戴好安全帽。\n\nشكراً لكم. <b>Not bold</b> 👩‍👧';

/** Bytes do not go through a test's own messages. */
async function answerFiles({ page }: PageRig): Promise<void> {
  await page.evaluate(() => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const table =
      'name,text,voice\nLesson 3,"Well, here we are. Let us begin.",Heart\n第四课,今天讲安全。,zf_xiaoxiao\nLesson 5,,\nLesson 6,Good bye.,nobody';
    const srt = '1\n00:00:01,000 --> 00:00:02,500\nHello from the subtitles.\n';
    const gbk = Uint8Array.from([0xc4, 0xe3, 0xba, 0xc3, 0xa1, 0xa3]);
    fake.answers['read-files'] = {
      kind: 'script-files',
      files: [
        { name: 'Lesson 1.md', bytes: bytes('# Welcome\n\nThis is the first.'), path: 'a.md' },
        { name: 'Lesson 2.txt', bytes: bytes(' ') },
        { name: '旧文稿.txt', bytes: gbk },
        { name: 'Talk with a very long name, take two (final).srt', bytes: bytes(srt) },
        { name: 'table.csv', bytes: bytes(table) },
      ],
    };
  });
}
