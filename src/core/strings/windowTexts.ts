/** What VS Code's own messages offer: what is told, and the words of their buttons. */
export const windowTextsEn = {
  'lies-outside': '{path} is not part of the folder that is open here.',
  'copy-path': 'Copy Path',
  'open-here': 'Open',
  'open-window': 'Open in New Window',
} as const;

export const windowTextsZh: Readonly<Record<keyof typeof windowTextsEn, string>> = {
  'lies-outside': '{path} 不在此处打开的文件夹中。',
  'copy-path': '复制路径',
  'open-here': '打开',
  'open-window': '在新窗口中打开',
};
