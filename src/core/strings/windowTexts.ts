/** What VS Code's own messages offer: what is told, and the words of their buttons. */
export const windowTextsEn = {
  'lies-outside': '{path} is not part of the folder that is open here.',
  'copy-path': 'Copy Path',
  'open-here': 'Open',
  'open-window': 'Open in New Window',
  'new-project': 'New Project...',
  'open-project': 'Open...',
  'open-project-title': 'Open a HeyGem project',
  trust: 'Trust...',
  'open-folder': 'Open Folder...',
  'run-doctor': 'Run Doctor',
  'show-in-text': 'Show in the text, line {line}',
} as const;

export const windowTextsZh: Readonly<Record<keyof typeof windowTextsEn, string>> = {
  'lies-outside': '{path} 不在此处打开的文件夹中。',
  'copy-path': '复制路径',
  'open-here': '打开',
  'open-window': '在新窗口中打开',
  'new-project': '新建项目...',
  'open-project': '打开...',
  'open-project-title': '打开 HeyGem 项目',
  trust: '信任...',
  'open-folder': '打开文件夹...',
  'run-doctor': '运行诊断',
  'show-in-text': '在文本中显示第 {line} 行',
};
