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
  summary: '{done} done, {skipped} current, {failed} failed, {cancelled} stopped',
  'nothing-matches': 'No pair matches {glob}.',
  'no-pairs': 'The project has no pairs yet.',
  position: 'line {line}, column {column}',
  warning: 'warning',
  error: 'error',
  created: 'Made {path}. Videos: {videos}, audios: {audios}.',
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
  'cache-segments': 'finished parts of unfinished videos',
  'cache-work': 'what is being made now',
  'cache-leftovers': 'left by processes that were ended',
  'cache-in-use': 'Left alone, because something may be using it: {count} entries.',
  'cache-others': 'Left alone, because HeyGem did not make it: {names}.',
  pruned: 'Removed {count} entries, {size}.',
  'check-good': 'Nothing stands in the way.',
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
  summary: '完成 {done}，最新 {skipped}，失败 {failed}，停止 {cancelled}',
  'nothing-matches': '没有与 {glob} 匹配的配对。',
  'no-pairs': '项目中还没有配对。',
  position: '第 {line} 行第 {column} 列',
  warning: '警告',
  error: '错误',
  created: '已创建 {path}：{videos} 个视频，{audios} 个音频。',
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
  'cache-segments': '未完成视频中已完成的片段',
  'cache-work': '正在生成的内容',
  'cache-leftovers': '被结束的进程留下的内容',
  'cache-in-use': '可能正在使用，因此保留：{count} 项。',
  'cache-others': '不是 HeyGem 生成的，因此保留：{names}。',
  pruned: '已删除 {count} 项，{size}。',
  'check-good': '没有问题。',
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
