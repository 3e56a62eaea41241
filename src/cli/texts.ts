import { subtitleWarningsEn, subtitleWarningsZh } from '../core/strings/subtitlesTexts.js';
import type { PlanState } from '../core/plan/plannedJob.js';
import type { ReportWarning } from '../core/report.js';
import { fill } from '../core/strings/describe.js';
import type { Locale } from '../core/strings/locale.js';

const en = {
  'log-at': 'Details are in {path}',
  'state-new': 'new',
  'state-stale': 'stale',
  'state-current': 'current',
  'state-missing-input': 'missing input',
  'state-invalid': 'not possible',
  checking: 'checking {name}',
  making: 'making {output} ({number} of {total})',
  again: 'trying {output} again after a crash',
  detail:
    '{frames} frames, {passed} left as filmed; drawn lips follow the speech at {r} (1 is best), {lag} frames late',
  'detail-without-lips':
    '{frames} frames, {passed} left as filmed; too little of the mouth moves to say how well the lips follow',
  'detail-without-speech': '{frames} frames, {passed} left as filmed',
  'warning-variable-rate-made-constant':
    'The video had a variable frame rate; the result has a constant one, and frames are repeated where it paused.',
  'warning-low-rate-repeated':
    'The video had too few frames a second for lips; each is repeated, and the lips move at the higher rate.',
  'warning-picture-track-chosen':
    'The file has several pictures; check says which one was used, and --video-track sets another.',
  'warning-deinterlaced': 'The video was interlaced; the result is not.',
  'warning-telecine-deinterlaced':
    'The video was film brought to television (telecine); it was deinterlaced at the same rate.',
  'warning-size-made-one':
    'The picture changed its size midway; all of it has the size that it had for longest.',
  'warning-backdrop-put-in':
    'The video is transparent in places; there the result shows the backdrop (--backdrop sets its colour).',
  'warning-still-picture': 'This is a still picture: only the lips move.',
  'warning-odd-size-cropped': 'The picture lost one row or column, because mp4 needs even sizes.',
  'warning-much-passed-through':
    'Much of the video was left as filmed; the report lists where and why.',
  'warning-several-faces':
    'Several faces are in the picture. One that lives, the largest or the one before a cut, was made to speak; point at another one if it is not the right one.',
  'warning-people-turned':
    'People lie on their side or stand on their head in this video. It was made as it is; turn it first if that was not meant.',
  'warning-mouth-covered':
    'Something is in front of the mouth in parts of the video; those stay as filmed.',
  'warning-mouth-cut':
    "The mouth reaches beyond the picture's edge; what is not there cannot be drawn.",
  'warning-mouth-lettered':
    'A caption, or something with edges as sharp, lies over the mouth or the chin and is moved with it.',
  ...subtitleWarningsEn,
  'warning-no-speech-heard':
    'Nobody is heard speaking, so the mouth stays shut. Check that the right recording was chosen.',
  'warning-speech-breaks-off':
    'The recording is shorter than its file says: it breaks off or is damaged. The result ends with what can be read.',
  'warning-speech-channels-cancel':
    'One channel of the recording is the opposite of the other: on a single loudspeaker (most phones) it is not heard.',
  'warning-speech-one-of-several-tracks':
    'The recording has several sound tracks, and one of them was used; `heygem check` says which.',
  'warning-video-breaks-off':
    'The video is shorter than its file says: it breaks off or is damaged. What can be read was used.',
  summary: '{done} done, {skipped} current, {failed} failed, {cancelled} stopped',
  'nothing-matches': 'No pair matches {glob}.',
  'no-pairs': 'The project has no pairs yet.',
  position: 'line {line}, column {column}',
  warning: 'warning',
  error: 'error',
  created: 'Made {path}. Videos: {videos}, audios: {audios}.',
  'created-left-out':
    'Left out, because they are neither video nor audio that can be read: {names}.',
  'created-left-out-many':
    'Left out, because they are neither video nor audio that can be read: {names} and {count} more.',
  'relink-found': '{name} -> {path}',
  'relink-outside':
    '{name}: it is outside of the project folder, at {path}; put it there, or let the project name such files.',
  'relink-several': '{name}: several different files have this name.',
  'relink-different': '{name}: a file has this name, but another content.',
  'relink-not-found': '{name}: not found.',
  'relink-cut': 'There was more in the folder than is looked at; name one further down.',
  relinked: 'Found {count} of {total} missing files; looked at {files}.',
  zipped: 'Packed {outputs} outputs into {path}.',
  'zip-left-out': '{count} pairs are left out: their outputs are not current.',
  'cache-line': '{kind}: {count} entries, {size} ({what})',
  'cache-total': '{path}: {size}',
  'cache-beside': '{path} holds other things, so the cache has a folder of its own in it.',
  'cache-actors': 'what was learnt of videos',
  'cache-previous': 'results from before the present ones',
  'cache-media': 'what the editor shows of files',
  'cache-previews': 'copies that the editor plays',
  'cache-stills': 'single pictures for the editor',
  'cache-tries': 'seconds of pairs that were tried',
  'cache-segments': 'finished parts of unfinished videos',
  'cache-spoken': 'sentences that were spoken',
  'cache-speeches': 'texts that were listened to',
  'cache-work': 'what is being made now',
  'cache-leftovers': 'left by processes that were ended',
  'cache-in-use': 'Left alone, because something may be using it: {count} entries.',
  'cache-others': 'Left alone, because HeyGem did not make it: {names}.',
  pruned: 'Removed {count} entries, {size}.',
  'check-good': 'Nothing stands in the way.',
  'check-nothing': 'Name a project, or --video, --audio or both.',
  'output-no-mp4': 'The output must end in .mp4: {path}',
  'output-no-wav': 'The recording must end in .wav: {path}',
  'audio-or-words': 'Name a recording with --audio, or words with --text or --text-file; not both.',
  'text-or-file': 'Say the words with --text or with --text-file; not with both.',
  'text-file-kind': 'A script is a .txt, .md, .srt or .vtt file: {path}',
  'nothing-to-say': 'Say what is to be said: --text or --text-file, or for a video --audio.',
  speaking: 'speaking, {done} of {total} sentences',
  spoken: 'Spoke {sentences} sentences, {seconds} s, {loudness} LUFS: {path}',
  'spoken-one': 'Spoke one sentence, {seconds} s, {loudness} LUFS: {path}',
  'spoken-silent-one': 'Spoke one sentence, {seconds} s, all silent: {path}',
  'spoken-silent': 'Spoke {sentences} sentences, {seconds} s, all silent: {path}',
  'cue-over':
    'Subtitle {cue} ({at}) is too short for its text: it ends {over} s late, as fast as it is spoken.',
  'spoken-already': 'It was spoken already: {path}',
  'output-no-name': 'The output needs a name before .mp4: {path}',
  stopping: 'Stopping: waiting for the worker to clean up.',
} as const;

export type TextKey = keyof typeof en;

const zh: Readonly<Record<TextKey, string>> = {
  'log-at': '详细信息见 {path}',
  'state-new': '待生成',
  'state-stale': '已过期',
  'state-current': '最新',
  'state-missing-input': '缺少输入',
  'state-invalid': '无法生成',
  checking: '正在检查 {name}',
  making: '正在生成 {output}（第 {number} 个，共 {total} 个）',
  again: '崩溃后重试 {output}',
  detail: '{frames} 帧，{passed} 帧保持原样；口型与语音吻合度 {r}（1 为最佳），滞后 {lag} 帧',
  'detail-without-lips': '{frames} 帧，{passed} 帧保持原样；嘴部动作太少，无法判断口型是否吻合',
  'detail-without-speech': '{frames} 帧，{passed} 帧保持原样',
  ...subtitleWarningsZh,
  'warning-no-speech-heard': '没有听到有人说话，因此嘴巴一直闭着。请检查是否选对了录音。',
  'warning-speech-breaks-off':
    '录音比文件标明的短：文件不完整或已损坏。成片在能读出的部分之后结束。',
  'warning-speech-channels-cancel':
    '录音的两个声道互为反相：用单个扬声器（多数手机）播放时听不到声音。',
  'warning-speech-one-of-several-tracks':
    '录音有多条音轨，使用了其中一条；运行 `heygem check` 可查看是哪一条。',
  'warning-video-breaks-off': '视频比文件标明的短：文件不完整或已损坏。已使用能读出的部分。',
  'warning-variable-rate-made-constant': '原视频帧率可变，成片帧率固定，停顿处重复画面。',
  'warning-low-rate-repeated': '原视频每秒帧数太少，因此重复画面，嘴唇按更高的帧率运动。',
  'warning-picture-track-chosen':
    '文件中有多条画面轨道；check 会说明用了哪一条，--video-track 可另选。',
  'warning-deinterlaced': '原视频是隔行扫描的，成片已去隔行。',
  'warning-telecine-deinterlaced': '原视频由电影胶片转换而来（telecine），已去隔行，帧率不变。',
  'warning-size-made-one': '画面尺寸中途改变，成片统一为持续最久的尺寸。',
  'warning-backdrop-put-in': '视频有透明部分，成片中显示为背景色（--backdrop 可设置）。',
  'warning-still-picture': '这是一张静止图片：只有嘴唇会动。',
  'warning-odd-size-cropped': 'mp4 要求偶数尺寸，画面少了一行或一列。',
  'warning-much-passed-through': '视频有较多部分保持原样，报告中列出了位置和原因。',
  'warning-several-faces':
    '画面中有多张人脸。说话的是其中活动的、最大的或镜头切换前的那一张；如果不是您要的人，请在画面上指定。',
  'warning-people-turned':
    '视频中的人是侧躺或倒立的，已按原样生成；如果不是有意为之，请先旋转视频。',
  'warning-mouth-covered': '视频中有些地方嘴被挡住了，这些部分保持原样。',
  'warning-mouth-cut': '嘴超出了画面边缘，画面之外的部分无法绘制。',
  'warning-mouth-lettered': '嘴或下巴上有字幕（或边缘同样锐利的东西），会随脸一起移动。',
  summary: '完成 {done}，最新 {skipped}，失败 {failed}，停止 {cancelled}',
  'nothing-matches': '没有与 {glob} 匹配的配对。',
  'no-pairs': '项目中还没有配对。',
  position: '第 {line} 行第 {column} 列',
  warning: '警告',
  error: '错误',
  created: '已创建 {path}：{videos} 个视频，{audios} 个音频。',
  'created-left-out': '以下文件不是可读取的视频或音频，因此未加入：{names}。',
  'created-left-out-many':
    '以下文件不是可读取的视频或音频，因此未加入：{names} 等，另有 {count} 个。',
  'relink-found': '{name} -> {path}',
  'relink-outside':
    '{name}：位于项目文件夹之外的 {path}；请移入项目文件夹，或允许项目引用此类文件。',
  'relink-several': '{name}：有多个内容不同的同名文件。',
  'relink-different': '{name}：有同名文件，但内容不同。',
  'relink-not-found': '{name}：未找到。',
  'relink-cut': '该文件夹内容过多，未全部查找；请指定更下层的文件夹。',
  relinked: '找到 {total} 个缺失文件中的 {count} 个；共查看 {files} 个文件。',
  zipped: '已将 {outputs} 个成片打包到 {path}。',
  'zip-left-out': '有 {count} 个配对未打包：成片不是最新的。',
  'cache-line': '{kind}：{count} 项，{size}（{what}）',
  'cache-total': '{path}：{size}',
  'cache-beside': '{path} 中有其他内容，因此缓存使用其中自己的文件夹。',
  'cache-actors': '从视频中学到的内容',
  'cache-previous': '现有成片之前的成片',
  'cache-media': '编辑器显示的文件信息',
  'cache-previews': '编辑器播放的副本',
  'cache-stills': '编辑器用的单幅画面',
  'cache-tries': '试看的片段',
  'cache-segments': '未完成视频中已完成的片段',
  'cache-spoken': '已朗读的句子',
  'cache-speeches': '试听过的文字',
  'cache-work': '正在生成的内容',
  'cache-leftovers': '被结束的进程留下的内容',
  'cache-in-use': '可能正在使用，因此保留：{count} 项。',
  'cache-others': '不是 HeyGem 生成的，因此保留：{names}。',
  pruned: '已删除 {count} 项，{size}。',
  'check-good': '没有问题。',
  'check-nothing': '请指定一个项目，或 --video、--audio 之一或两者。',
  'output-no-mp4': '输出必须以 .mp4 结尾：{path}',
  'output-no-wav': '录音文件名必须以 .wav 结尾：{path}',
  'audio-or-words': '请用 --audio 指定录音，或用 --text、--text-file 指定文字，不能同时使用。',
  'text-or-file': '请用 --text 或 --text-file 指定文字，不能同时使用。',
  'text-file-kind': '文稿应为 .txt、.md、.srt 或 .vtt 文件：{path}',
  'nothing-to-say': '请指定要说的内容：--text 或 --text-file；生成视频时也可用 --audio。',
  speaking: '正在朗读，第 {done} 句，共 {total} 句',
  spoken: '已朗读 {sentences} 句，{seconds} 秒，{loudness} LUFS：{path}',
  'spoken-one': '已朗读 1 句，{seconds} 秒，{loudness} LUFS：{path}',
  'spoken-silent-one': '已朗读 1 句，{seconds} 秒，全部无声：{path}',
  'spoken-silent': '已朗读 {sentences} 句，{seconds} 秒，全部无声：{path}',
  'cue-over': '第 {cue} 条字幕（{at}）时间太短：以最快语速朗读仍晚 {over} 秒结束。',
  'spoken-already': '之前已朗读：{path}',
  'output-no-name': '输出在 .mp4 之前需要一个名称：{path}',
  stopping: '正在停止：等待清理完成。',
};

export const cliTexts = { en, zh };

export function text(
  locale: Locale,
  key: TextKey,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fill(cliTexts[locale][key], params);
}

export function stateText(locale: Locale, state: PlanState['kind']): string {
  return text(locale, `state-${state}`);
}

export function warningText(locale: Locale, warning: ReportWarning): string {
  return text(locale, `warning-${warning}`);
}
