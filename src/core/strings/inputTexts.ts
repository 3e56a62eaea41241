/** What the editor page says of a project's inputs: what a check found, whose faces there are. */
export const inputTextsEn = {
  'checking-begins': 'Reading the files…',
  'check-cancel': 'Cancel the check',
  'check-stopping': 'Stopping…',
  'checked-fine': 'Checked at {time}: all {inputs} inputs look fine.',
  'checked-fine-one': 'Checked at {time}: the one input looks fine.',
  'checked-concerns': 'Checked at {time}: {concerns} of {inputs} inputs need a look.',
  'checked-rest': 'New or changed since: {count}.',
  'concerns-more': 'and {count} more',
  'concerns-less': 'fewer',
  'show-source': 'Show it on its card',
  'show-pair': 'Show the pair',
} as const;

export const inputTextsZh: Readonly<Record<keyof typeof inputTextsEn, string>> = {
  'checking-begins': '正在读取文件…',
  'check-cancel': '取消检查',
  'check-stopping': '正在停止…',
  'checked-fine': '{time} 已检查：全部 {inputs} 个素材均正常。',
  'checked-fine-one': '{time} 已检查：该素材正常。',
  'checked-concerns': '{time} 已检查：{inputs} 个素材中有 {concerns} 个需要留意。',
  'checked-rest': '此后新增或有改动：{count} 个。',
  'concerns-more': '另有 {count} 条',
  'concerns-less': '收起',
  'show-source': '在素材卡片上查看',
  'show-pair': '查看该配对',
};
