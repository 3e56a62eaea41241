import { fill } from './describe.js';
import { doctorTextsEn, doctorTextsZh } from './doctorTexts.js';
import { addModelTextsEn, addModelTextsZh } from './lipModelTexts.js';
import type { Locale } from './locale.js';
import { windowTextsEn, windowTextsZh } from './windowTexts.js';

/** What the VS Code extension says in its own windows. */
const en = {
  ...windowTextsEn,
  ...doctorTextsEn,
  ...addModelTextsEn,
  'page-title': 'HeyGem project',
  'choose-videos': 'Add videos',
  'choose-audios': 'Add speech recordings',
  'choose-file': 'Choose file',
  videos: 'Videos',
  audios: 'Audio and video',
  'copy-one': '{name} is outside the project folder. Copy it into {folder}?',
  'copy-many': '{count} files are outside the project folder. Copy them into {folder}?',
  'copy-yes': 'Copy',
  'export-zip': 'Export ZIP',
  'discard-question':
    'Remove {count} old files ({size})? Outputs that no pair makes any more go, and earlier results kept for comparing.',
  'discard-yes': 'Remove',
  'trash-question': 'Delete {name}? It goes to the trash with its report.',
  'bin-question':
    'Delete {name}? It goes to the folder heygem-bin beside the project, with its report.',
  'delete-yes': 'Delete',
  'clear-question': 'Clear the cache? It holds {size}. What is used again is learnt and made anew.',
  'clear-yes': 'Clear',
  cleared: 'Removed {count} entries from the cache, {size}.',
  'cleared-others': '{count} things in {path} were left alone: HeyGem did not make them.',
  'choose-project': 'Choose a HeyGem project',
  'new-project-title': 'New HeyGem project',
  'new-project-yes': 'Create',
  'no-project': 'There is no HeyGem project here yet.',
  'choose-pairs': 'Choose the pairs to generate',
  'nothing-running': 'Nothing is being made.',
  checking: 'HeyGem checks {title}',
  'running-short': '{done} of {total}',
  'running-long': 'HeyGem is making {title}: {percent} %',
  finished: '{title}: {done} made, {failed} failed, {cancelled} stopped.',
  show: 'Show',
  'show-log': 'Show Log',
  'open-settings': 'Open Settings',
  'studio-runs': 'The studio of {folder} is open in the browser.',
  'studio-choose': 'The studio in the browser',
  'studio-open': 'Open in Browser',
  'studio-stop-all': 'Stop',
  'no-studio': 'No studio was opened from this window.',
  'choose-folder': 'Choose the folder whose studio is opened',
  'task-all': 'Generate all of {project}',
  'task-started': 'making   {pair}',
} as const;

export type ShellText = keyof typeof en;

const zh: Readonly<Record<ShellText, string>> = {
  ...windowTextsZh,
  ...doctorTextsZh,
  ...addModelTextsZh,
  'page-title': 'HeyGem 项目',
  'choose-videos': '添加视频',
  'choose-audios': '添加语音',
  'choose-file': '选择文件',
  videos: '视频',
  audios: '音频和视频',
  'copy-one': '{name} 不在项目文件夹中。要复制到 {folder} 吗？',
  'copy-many': '有 {count} 个文件不在项目文件夹中。要复制到 {folder} 吗？',
  'copy-yes': '复制',
  'export-zip': '导出 ZIP',
  'discard-question':
    '删除 {count} 个旧文件（{size}）吗？包括不再属于任何配对的成片，以及为比较而保留的上一个成片。',
  'discard-yes': '删除',
  'trash-question': '删除 {name}？它会连同报告一起移到回收站。',
  'bin-question': '删除 {name}？它会连同报告一起移到项目旁的 heygem-bin 文件夹。',
  'delete-yes': '删除',
  'clear-question': '要清空缓存吗？共 {size}。再次使用时会重新学习和生成。',
  'clear-yes': '清空',
  cleared: '已从缓存删除 {count} 项，{size}。',
  'cleared-others': '{path} 中有 {count} 项不是 HeyGem 生成的，已保留。',
  'choose-project': '选择 HeyGem 项目',
  'new-project-title': '新建 HeyGem 项目',
  'new-project-yes': '创建',
  'no-project': '这里还没有 HeyGem 项目。',
  'choose-pairs': '选择要生成的配对',
  'nothing-running': '当前没有正在生成的内容。',
  checking: 'HeyGem 正在检查 {title}',
  'running-short': '{done} / {total}',
  'running-long': 'HeyGem 正在生成 {title}：{percent}%',
  finished: '{title}：完成 {done}，失败 {failed}，停止 {cancelled}。',
  show: '显示',
  'show-log': '显示日志',
  'open-settings': '打开设置',
  'studio-runs': '{folder} 的工作室已在浏览器中打开。',
  'studio-choose': '浏览器中的工作室',
  'studio-open': '在浏览器中打开',
  'studio-stop-all': '停止',
  'no-studio': '此窗口没有打开过工作室。',
  'choose-folder': '选择要打开其工作室的文件夹',
  'task-all': '生成 {project} 的全部视频',
  'task-started': '正在生成 {pair}',
};

export const shellTexts = { en, zh };

export function shellText(
  locale: Locale,
  key: ShellText,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fill(shellTexts[locale][key], params);
}
