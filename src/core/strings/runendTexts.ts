/** What the page and the windows around it say of a run: how it ends, and how its results turned out. */
export const runendTextsEn = {
  'end-made-one': 'The video is made.',
  'end-made': '{done} videos are made.',
  'end-made-of': '{done} of {total} videos are made.',
  'end-none': 'No video was made.',
  'end-cancelled': 'Cancelled, {cancelled} not made.',
  'end-failed': '{failed} failed.',
  'run-end': 'End of the run',
  watch: 'Watch',
  'open-folder': 'Open folder',
  'all-results': 'All results',
  'show-failed': 'Show failed ({failed})',
  'make-again': 'Make again',
  cancelling: 'Cancelling…',
  'state-cancelling': 'Cancelling…',
} as const;

export const runendTextsZh = {
  'end-made-one': '视频已生成。',
  'end-made': '{done} 个视频已生成。',
  'end-made-of': '已生成 {done} 个视频，共 {total} 个。',
  'end-none': '没有生成视频。',
  'end-cancelled': '已取消，{cancelled} 个未生成。',
  'end-failed': '{failed} 个失败。',
  'run-end': '生成结束',
  watch: '观看',
  'open-folder': '打开文件夹',
  'all-results': '全部成片',
  'show-failed': '显示失败项（{failed}）',
  'make-again': '重新生成',
  cancelling: '正在取消…',
  'state-cancelling': '正在取消…',
} as const;
