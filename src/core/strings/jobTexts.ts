import type { Stage } from '../job.js';
import type { StaleReason } from '../plan/plannedJob.js';
import { fill } from './describe.js';
import type { Locale } from './locale.js';

/** What the command line, the editor and its tasks say alike of a job. */
const en = {
  'stage-speak': 'speaking',
  'stage-probe': 'looking',
  'stage-track': 'following the face',
  'stage-speech': 'listening',
  'stage-model': 'asking the model',
  'stage-render': 'drawing',
  'stage-finish': 'finishing',
  'reason-changed': 'something it is made from changed',
  'reason-output-missing': 'the output is gone',
  'reason-output-altered': 'the output was altered',
  'reason-output-renamed': 'the output has another name now',
  'outcome-done': 'done     {output}',
  'outcome-skipped': 'current  {output}',
  'outcome-failed': 'failed   {output}',
  'outcome-cancelled': 'stopped  {output}',
  'telemetry-left':
    'telemetry is off, but {path} holds a device id and events that onnxruntime kept for an earlier version or for another program; `heygem doctor --remove-telemetry` removes them',
} as const;

export type JobText = keyof typeof en;

const zh: Readonly<Record<JobText, string>> = {
  'stage-speak': '朗读',
  'stage-probe': '读取',
  'stage-track': '跟踪人脸',
  'stage-speech': '分析语音',
  'stage-model': '询问模型',
  'stage-render': '绘制',
  'stage-finish': '收尾',
  'reason-changed': '来源有改动',
  'reason-output-missing': '成片已不在',
  'reason-output-altered': '成片被改动',
  'reason-output-renamed': '成片名称已改',
  'outcome-done': '完成    {output}',
  'outcome-skipped': '最新    {output}',
  'outcome-failed': '失败    {output}',
  'outcome-cancelled': '已停止  {output}',
  'telemetry-left':
    '遥测已关闭，但 {path} 中有 onnxruntime 为旧版本或其他程序保留的设备标识和事件；可用 `heygem doctor --remove-telemetry` 删除',
};

export const jobTexts = { en, zh };

export function stageText(locale: Locale, stage: Stage): string {
  return jobTexts[locale][`stage-${stage}`];
}

export function staleText(locale: Locale, reason: StaleReason): string {
  return jobTexts[locale][`reason-${reason}`];
}

export type OutcomeKind = 'done' | 'skipped' | 'failed' | 'cancelled';

/** One line, the outcome in a column of its own. @param output as the person knows it */
export function outcomeText(locale: Locale, kind: OutcomeKind, output: string): string {
  return fill(jobTexts[locale][`outcome-${kind}`], { output });
}

/** @param path the folder that onnxruntime's telemetry left */
export function telemetryLeftText(locale: Locale, path: string): string {
  return fill(jobTexts[locale]['telemetry-left'], { path });
}

export function sizeText(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
