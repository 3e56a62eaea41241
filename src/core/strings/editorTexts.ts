import type { NoFaceReason } from '../faceTrack.js';
import type { LowSyncReason } from '../report.js';
import { fill } from './describe.js';
import type { ErrorText } from './en.js';
import type { Locale } from './locale.js';

/** What an editor's host says besides errors and problems. */
const en = {
  'face-no-face': 'no face in sight',
  'face-profile': 'the face is turned away too far',
  'face-too-small': 'the face is too small',
  'face-scene-cut': 'the scene changes',
  'face-covered': 'something is in front of the mouth',
  'face-picture': 'a picture of somebody, not a person',
  'quiet-stretch': 'nobody speaks',
  'low-sync-unlike': 'the lips do not follow the speech well',
  'low-sync-weak': 'the lips move less than they should',
  summary: '{frames} frames, {passed} as filmed',
  'summary-sync': '{frames} frames, {passed} as filmed, lips r {r}',
} as const;

const zh: Readonly<Record<keyof typeof en, string>> = {
  'face-no-face': '画面中没有人脸',
  'face-profile': '人脸转得太偏',
  'face-too-small': '人脸太小',
  'face-scene-cut': '镜头切换',
  'face-covered': '嘴部被遮挡',
  'face-picture': '这是照片，不是真人',
  'quiet-stretch': '没有人说话',
  'low-sync-unlike': '口型与语音吻合较差',
  'low-sync-weak': '口型动作偏小',
  summary: '{frames} 帧，{passed} 帧保持原样',
  'summary-sync': '{frames} 帧，{passed} 帧保持原样，口型相关 {r}',
};

export const editorTexts = { en, zh };

export type EditorText = keyof typeof en;

export function editorText(
  locale: Locale,
  key: EditorText,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fill(editorTexts[locale][key], params);
}

export function noFaceText(locale: Locale, reason: NoFaceReason): string {
  return editorText(locale, `face-${reason}`);
}

export function lowSyncText(locale: Locale, reason: LowSyncReason): string {
  return editorText(locale, `low-sync-${reason}`);
}

const NOTICES_EN = {
  'tried-again': {
    sentence: 'The lip-sync process stopped while making {output}, so it is tried again.',
    hint: 'The log has its last words.',
  },
  resumed: {
    sentence: 'Making videos goes on where the window was closed.',
    hint: 'Cancel it if you do not want that.',
  },
  'nothing-to-make': {
    sentence: 'Up to date.',
    hint: 'Nothing changed since these videos were made.',
  },
  'making-elsewhere': {
    sentence: 'This is being made in another window.',
    hint: 'It is shown here as soon as it is done there.',
  },
  'making-already': {
    sentence: 'These videos are being made already.',
    hint: 'They are done when nothing waits any more.',
  },
  'no-pairs': {
    sentence: 'There is no pair to make yet.',
    hint: 'Add a video and an audio, then pair them.',
  },
  'not-made-yet': {
    sentence: 'This pair has not been made yet.',
    hint: 'Generate it first.',
  },
  'no-previous': {
    sentence: 'There is no earlier result of this pair to compare with.',
    hint: 'One is kept when the pair is made anew.',
  },
  'not-a-medium': {
    sentence: '{name} is neither a video nor an audio.',
    hint: 'Add mp4, mov, mkv, webm or wav, mp3, m4a, flac files.',
  },
  'no-files': {
    sentence: 'What was dropped has no path that can be followed.',
    hint: 'Use the add button, or drag files from the explorer while holding Shift.',
  },
  'disk-short': {
    sentence: 'The disk may run full: {needed} are needed and {free} are free.',
    hint: 'Free some space, or clean up old outputs and the cache.',
  },
  'disk-ran-full': {
    sentence: 'The disk is full, so making videos was stopped. What was finished is kept.',
    hint: 'Free some space, then generate again: only what is missing is made.',
  },
  'edit-lost': {
    sentence: 'The project changed at the same moment, so this was not done.',
    hint: 'Do it again.',
  },
  'check-clean': {
    sentence: 'Inputs checked: {count}. All look fine.',
    hint: 'The log has what was measured.',
  },
  'check-stopped': {
    sentence: 'The check was stopped after {done} of {total}.',
    hint: 'What it found so far is kept.',
  },
  'check-nothing': {
    sentence: 'There is no input that can be checked.',
    hint: 'Pair a video with a recording, and mend what is missing.',
  },
  'check-found': {
    sentence: 'The check found {count} things to look at.',
    hint: 'They stay on the cards and in the list of problems until what they are about changes.',
  },
  zipped: {
    sentence: 'Packed {outputs} videos into {path}.',
    hint: 'These are all that the project makes.',
  },
  'zipped-some': {
    sentence:
      'Packed {outputs} videos into {path}; {leftOut} pairs are not current and were left out.',
    hint: 'Generate them and export again for all.',
  },
  'zip-nothing': {
    sentence: 'There is nothing to pack: no pair has a result that is up to date.',
    hint: 'Generate first.',
  },
  'zip-sent': {
    sentence: 'Your browser is saving an archive. Videos in it: {outputs}.',
    hint: 'These are all that the project makes.',
  },
  'zip-sent-some': {
    sentence:
      'Your browser is saving an archive. Videos in it: {outputs}; left out, as they are not current: {leftOut}.',
    hint: 'Generate them and export again for all.',
  },
  'result-busy': {
    sentence: 'This result is being made now.',
    hint: 'Cancel it first, or wait until it is done.',
  },
  'result-deleted': {
    sentence: 'Deleted {name}.',
    hint: 'It is in the trash, or in the folder heygem-bin beside the project.',
  },
  'nothing-to-clean': {
    sentence: 'There is nothing to clean up.',
    hint: 'Only outputs that no pair makes any more and earlier results are removed.',
  },
  cleaned: {
    sentence: 'Removed {count} old files, {size}.',
    hint: 'They are in the trash, or in the folder heygem-bin beside the project; emptied, it frees their room.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;

export type NoticeCode = keyof typeof NOTICES_EN;

const NOTICES_ZH: Readonly<Record<NoticeCode, ErrorText>> = {
  'tried-again': {
    sentence: '口型处理进程在生成 {output} 时中断，正在重试。',
    hint: '日志中有它最后的输出。',
  },
  resumed: { sentence: '继续窗口关闭前未完成的生成。', hint: '如不需要，请取消。' },
  'nothing-to-make': {
    sentence: '已是最新。',
    hint: '生成这些视频后没有任何改动。',
  },
  'making-elsewhere': {
    sentence: '正在另一窗口中生成。',
    hint: '完成后会立即显示在这里。',
  },
  'making-already': { sentence: '这些视频正在生成中。', hint: '没有等待中的配对时即全部完成。' },
  'no-pairs': { sentence: '还没有可生成的配对。', hint: '先添加视频和音频，再配对。' },
  'not-made-yet': { sentence: '这个配对还没有生成。', hint: '请先生成。' },
  'no-previous': {
    sentence: '没有可比较的上一个成片。',
    hint: '重新生成此配对时会保留上一个成片。',
  },
  'not-a-medium': {
    sentence: '{name} 既不是视频也不是音频。',
    hint: '请添加 mp4、mov、mkv、webm 或 wav、mp3、m4a、flac 文件。',
  },
  'no-files': {
    sentence: '拖入的内容没有可用的文件路径。',
    hint: '请使用添加按钮，或按住 Shift 从资源管理器拖入。',
  },
  'disk-short': {
    sentence: '磁盘可能不足：需要 {needed}，可用 {free}。',
    hint: '请释放空间，或清理旧成片和缓存。',
  },
  'disk-ran-full': {
    sentence: '磁盘已满，生成已停止。已完成的成片都已保留。',
    hint: '请释放空间后再次生成，只会生成缺少的部分。',
  },
  'edit-lost': { sentence: '项目同时被改动，此操作未完成。', hint: '请再试一次。' },
  'check-clean': { sentence: '已检查 {count} 个素材，全部正常。', hint: '测量结果见日志。' },
  'check-stopped': {
    sentence: '检查在第 {done} 个（共 {total} 个）之后停止。',
    hint: '到此为止的发现会保留。',
  },
  'check-nothing': {
    sentence: '没有可以检查的素材。',
    hint: '请先把视频和录音配对，并处理缺失的文件。',
  },
  'check-found': {
    sentence: '检查发现 {count} 处需要留意。',
    hint: '它们会留在素材卡片和问题列表中，直到相关内容改变。',
  },
  zipped: { sentence: '已将 {outputs} 个成片打包到 {path}。', hint: '项目的全部成片都在其中。' },
  'zipped-some': {
    sentence: '已将 {outputs} 个成片打包到 {path}；{leftOut} 个配对不是最新的，未打包。',
    hint: '生成后可重新导出。',
  },
  'zip-nothing': {
    sentence: '没有可以打包的内容：还没有任何最新的成片。',
    hint: '请先生成。',
  },
  'zip-sent': {
    sentence: '浏览器正在保存包含 {outputs} 个成片的压缩包。',
    hint: '项目的全部成片都在其中。',
  },
  'zip-sent-some': {
    sentence: '浏览器正在保存包含 {outputs} 个成片的压缩包；{leftOut} 个配对不是最新的，未打包。',
    hint: '生成后可重新导出。',
  },
  'result-busy': { sentence: '此成片正在生成。', hint: '请先取消，或等待完成。' },
  'result-deleted': {
    sentence: '已删除 {name}。',
    hint: '它在回收站中，或在项目旁的 heygem-bin 文件夹中。',
  },
  'nothing-to-clean': {
    sentence: '没有可清理的内容。',
    hint: '只会删除不再属于任何配对的成片和保留的上一个成片。',
  },
  cleaned: {
    sentence: '已删除 {count} 个旧文件，共 {size}。',
    hint: '它们在回收站中，或在项目旁的 heygem-bin 文件夹中；清空后才会腾出空间。',
  },
};

/** A passing sentence and what to do about it. */
export function editorNotice(
  locale: Locale,
  code: NoticeCode,
  params: Readonly<Record<string, string | number>> = {},
): ErrorText & { readonly code: NoticeCode } {
  const { sentence, hint } = (locale === 'zh' ? NOTICES_ZH : NOTICES_EN)[code];
  return { code, sentence: fill(sentence, params), hint: fill(hint, params) };
}
