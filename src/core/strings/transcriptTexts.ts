/** Of the text of a recording: on its card, in its menu, and where files are dropped. */
export const transcriptTextsEn = {
  'transcript-of': 'Text of this recording: {name}…',
  'transcript-menu': 'Text of this recording',
  'transcript-choose': 'Choose another file…',
  'transcript-open': 'Open {file}',
  'transcript-clear': 'Take the text away',
  'transcript-line': 'Text: {file}',
  'transcript-line-hint': 'What is said in this recording, for subtitles: {file}',
  'transcript-missing': 'The text {file} of this recording is missing.',
  'transcript-missing-hint': 'Without it there are no subtitles.',
  'transcript-choose-again': 'Choose the text…',
  'transcript-use': 'Use it as the text of {name}',
  'transcript-use-hint':
    'You dropped it on a recording. If it is what is said there, subtitles are made of it.',
} as const;

export const transcriptTextsZh: Readonly<Record<keyof typeof transcriptTextsEn, string>> = {
  'transcript-of': '此录音的文字稿：{name}…',
  'transcript-menu': '此录音的文字稿',
  'transcript-choose': '选择其他文件…',
  'transcript-open': '打开 {file}',
  'transcript-clear': '移除文字稿',
  'transcript-line': '文字稿：{file}',
  'transcript-line-hint': '此录音所说的内容，用于字幕：{file}',
  'transcript-missing': '缺少此录音的文字稿 {file}。',
  'transcript-missing-hint': '没有它就没有字幕。',
  'transcript-choose-again': '选择文字稿…',
  'transcript-use': '用作 {name} 的文字稿',
  'transcript-use-hint': '您把它拖到了一段录音上。如果它是该录音所说的内容，就可以用它制作字幕。',
};
