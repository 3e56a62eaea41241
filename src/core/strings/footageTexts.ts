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
};

export const footageTexts = { en: footageTextsEn, zh: footageTextsZh };

export function footageText(
  locale: Locale,
  key: FootageText,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fill(footageTexts[locale][key], params);
}
