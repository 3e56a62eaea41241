import { fill } from './describe.js';
import type { Locale } from './locale.js';

/** What is said of footage: where it lies, where it went, and what is brought into a project. */
export const footageTextsEn = {
  'renamed-one': '{name} was renamed or moved, and {project} names it. Update the project?',
  'renamed-many':
    '{name} was renamed or moved, and {count} projects name it or what is in it. Update them?',
  'renamed-outside': 'It then names files outside of its folder.',
  'renamed-yes': 'Update',
  'renamed-always': 'Always',
  'renamed-never': 'Never',
  'renamed-not': '{project} could not be updated after {name} was renamed. {sentence}',
  'look-title': 'Find missing files',
  'look-through':
    'Look through the studio’s folder {folder}, and all below it, for the missing files?',
  'look-through-yes': 'Look Through',
  'nothing-missing': 'No file is missing.',
  'nothing-missing-hint': 'Every video and recording of this project is where it says.',
  'found-all': 'Found all {count} missing files in {folder}.',
  'found-the-one': 'Found {name} in {folder}.',
  'found-some': 'Found {found} of {count} missing files in {folder}.',
  'found-none': 'Found none of the {count} missing files in {folder}.',
  'found-hint': 'Undo takes it back in one step.',
  'found-several': 'Several different files have the name, so choose with Relink: {names}.',
  'found-different': 'A file has the name but another content, so choose with Relink: {names}.',
  'found-not-found': 'Not there: {names}.',
  'found-more': 'and {count} more',
  'found-cut': 'There was more in the folder than is looked at; choose one further down.',
  'outside-one': '{name} is outside the project folder. Link it or copy it?',
  'outside-many': '{count} files are outside the project folder. Link them or copy them?',
  'outside-detail':
    'Link: it stays where it is, and this project may name it there. Copy: it goes to the folder videos or speech beside the project.',
  'sample-choose': 'Choose where the sample project goes',
  'sample-choose-yes': 'Put It Here',
  'sample-folder': 'HeyGem sample',
  'sample-title': 'Sample: one video, two speeches',
  'sample-presenter.mp4': 'Presenter (drawn)',
  'sample-speech-en.flac': 'Welcome, English',
  'sample-speech-zh.flac': 'Welcome, Mandarin',
  link: 'Link',
  copy: 'Copy',
} as const;

export type FootageText = keyof typeof footageTextsEn;

export const footageTextsZh: Readonly<Record<FootageText, string>> = {
  'renamed-one': '{name} 已重命名或移动，{project} 引用了它。要更新项目吗？',
  'renamed-many':
    '{name} 已重命名或移动，有 {count} 个项目引用了它或其中的文件。要更新这些项目吗？',
  'renamed-outside': '更新后项目将引用其文件夹之外的文件。',
  'renamed-yes': '更新',
  'renamed-always': '总是更新',
  'renamed-never': '从不更新',
  'renamed-not': '{name} 重命名后，{project} 未能更新。{sentence}',
  'look-title': '查找缺失的文件',
  'look-through': '要在工作室文件夹 {folder} 及其所有子文件夹中查找缺失的文件吗？',
  'look-through-yes': '查找',
  'nothing-missing': '没有缺失的文件。',
  'nothing-missing-hint': '此项目的视频和录音都在原处。',
  'found-all': '缺失的 {count} 个文件已全部在 {folder} 中找到。',
  'found-the-one': '已在 {folder} 中找到 {name}。',
  'found-some': '在 {folder} 中找到 {count} 个缺失文件中的 {found} 个。',
  'found-none': '在 {folder} 中没有找到缺失的 {count} 个文件。',
  'found-hint': '撤销一次即可还原。',
  'found-several': '有多个内容不同的同名文件，请用“重新链接”选择：{names}。',
  'found-different': '有同名文件但内容不同，请用“重新链接”选择：{names}。',
  'found-not-found': '未找到：{names}。',
  'found-more': '等另外 {count} 个',
  'found-cut': '该文件夹内容过多，未全部查找；请选择更下层的文件夹。',
  'outside-one': '{name} 不在项目文件夹中。要链接还是复制？',
  'outside-many': '有 {count} 个文件不在项目文件夹中。要链接还是复制？',
  'outside-detail':
    '链接：文件留在原处，允许此项目引用它。复制：文件复制到项目旁的 videos 或 speech 文件夹。',
  'sample-choose': '选择示例项目的存放位置',
  'sample-choose-yes': '放在这里',
  'sample-folder': 'HeyGem 示例',
  'sample-title': '示例：一个视频，两段语音',
  'sample-presenter.mp4': '讲师（绘制）',
  'sample-speech-en.flac': '欢迎词，英语',
  'sample-speech-zh.flac': '欢迎词，普通话',
  link: '链接',
  copy: '复制',
};

export const footageTexts = { en: footageTextsEn, zh: footageTextsZh };

export function footageText(
  locale: Locale,
  key: FootageText,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fill(footageTexts[locale][key], params);
}
