/** Of the text of a recording, and of what is to be looked at in a script: on their cards, and where files are dropped. */
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

  'card-late-one': 'A subtitle at {time} is too long for its time: it ends late.',
  'card-late': '{count} subtitles are too long for their time and end late, the first at {time}.',
  'card-unsaid': 'Read as written, as nobody can follow how the project says it: {words}.',
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

  'card-late-one': '{time} 处的字幕太长，读完会超时。',
  'card-late': '{count} 条字幕太长，读完会超时，第一条在 {time}。',
  'card-unsaid': '按原文朗读，因为项目给出的读法无法识别：{words}。',
};
