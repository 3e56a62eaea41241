/** Of subtitles: the setting, what it may be, and why an output is to be made again. */
export const subtitlesTextsEn = {
  'setting-subtitles': 'Subtitles',
  'setting-subtitles-hint':
    'Made from the script, or from the transcript of a recording. Files lie beside the result as .srt and .vtt.',
  'value-subtitles-none': 'None',
  'value-subtitles-files': 'As files beside the result',
  'value-subtitles-track': 'As files, and as a track that players can show',
  'value-subtitles-burned': 'As files, and in the picture',
  'changed-transcript': 'the transcript',
};

export const subtitlesTextsZh: Readonly<Record<keyof typeof subtitlesTextsEn, string>> = {
  'setting-subtitles': '字幕',
  'setting-subtitles-hint': '来自脚本或录音的文字稿。.srt 和 .vtt 文件与成片放在一起。',
  'value-subtitles-none': '不要字幕',
  'value-subtitles-files': '成片旁边的字幕文件',
  'value-subtitles-track': '字幕文件，以及播放器可显示的字幕轨',
  'value-subtitles-burned': '字幕文件，并写入画面',
  'changed-transcript': '文字稿',
};

/** What the command line says of them. */
export const subtitleWarningsEn = {
  'warning-subtitles-without-text':
    'There are no subtitles: what is said is not known. Give the recording a transcript (--transcript).',
  'warning-subtitles-doubtful':
    'The times of the subtitles may be off in places: the transcript does not fit the recording well.',
  'warning-subtitle-letters-missing':
    'Some letters of the subtitles are not in the picture, because no font here has them. The report names them.',
  'warning-script-late':
    'Some subtitles of the script are too short for their text and end late; the record beside the recording says which.',
};

export const subtitleWarningsZh: Readonly<Record<keyof typeof subtitleWarningsEn, string>> = {
  'warning-subtitles-without-text':
    '没有字幕：不知道说了什么。请为录音提供文字稿（--transcript）。',
  'warning-subtitles-doubtful': '文字稿与录音不太一致，部分字幕的时间可能不准。',
  'warning-subtitle-letters-missing':
    '字幕中有些字没有写入画面，因为本机没有包含这些字的字体。报告中列出了它们。',
  'warning-script-late': '脚本中有些字幕的时间太短，读完会超时；录音旁的记录文件列出了是哪些。',
};
