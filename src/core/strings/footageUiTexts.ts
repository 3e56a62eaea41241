/** What the editor page says of footage: what is gone, on its way, or there twice. */
export const footageUiTextsEn = {
  'missing-one': '{name} is missing.',
  'missing-many': '{count} files are missing.',
  'missing-hint':
    'Choose a folder to look through: files are known again by their content or name.',
  'find-missing': 'Find missing files…',
  'looking-through': 'Looking through {folder}: {files} files so far',
  'bringing-one': 'Copying {name}: {percent} %',
  'bringing-many': 'Copying {name}, {number} of {total}: {percent} %',
  'repeated-one': '{name} is in this project already, as {known}.',
  'repeated-many': '{count} files are in this project already.',
  'repeated-one-hint': 'It was not added a second time.',
  'repeated-many-hint': 'They were not added a second time.',
  'sample-project': 'Try a sample project',
  'sample-hint': 'No footage at hand? A drawn presenter and two recordings, put where you say.',
  'add-anyway': 'Add anyway',
  'leave-it': 'Leave it',
} as const;

export const footageUiTextsZh: Readonly<Record<keyof typeof footageUiTextsEn, string>> = {
  'missing-one': '缺少文件 {name}。',
  'missing-many': '缺少 {count} 个文件。',
  'missing-hint': '请选择要查找的文件夹：按内容或名称识别文件。',
  'find-missing': '查找缺失的文件…',
  'looking-through': '正在查找 {folder}：已查看 {files} 个文件',
  'bringing-one': '正在复制 {name}：{percent}%',
  'bringing-many': '正在复制 {name}，第 {number} 个，共 {total} 个：{percent}%',
  'repeated-one': '{name} 已在此项目中，名为 {known}。',
  'repeated-many': '有 {count} 个文件已在此项目中。',
  'repeated-one-hint': '没有重复添加。',
  'repeated-many-hint': '没有重复添加。',
  'sample-project': '试用示例项目',
  'sample-hint': '手头没有素材？可使用绘制的讲师和两段录音，放到你指定的位置。',
  'add-anyway': '仍然添加',
  'leave-it': '不添加',
};
