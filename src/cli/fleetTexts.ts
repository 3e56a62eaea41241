import { fill } from '../core/strings/describe.js';
import type { Locale } from '../core/strings/locale.js';

const en = {
  'needs-fleet':
    'Name the queue and the storage: --queue and --storage, or HEYGEM_QUEUE and HEYGEM_STORAGE.',
  'worker-ready':
    '{name} is at work for {queue}; it makes so many at once: {slots}. Ctrl-C ends it.',
  'worker-kit': 'version {engine}, ffmpeg {ffmpeg}, {provider}, kit {id}',
  'worker-metrics': 'Figures for Prometheus: http://127.0.0.1:{port}/metrics',
  'board-ready': 'The board of {queue}, good once and for ten minutes: {address}',
  'worker-ended': 'What was under way was given back.',
  status: '{queue}: {machines} at work, {waiting} waiting',
  'worker-working':
    '{name}: working ({slots} at once, version {engine}, ffmpeg {ffmpeg}, {provider}), {done} done, {failed} failed',
  'worker-idle':
    '{name}: idle ({slots} at once, version {engine}, ffmpeg {ffmpeg}, {provider}), {done} done, {failed} failed',
  'worker-resting':
    '{name}: resting ({slots} at once, version {engine}, ffmpeg {ffmpeg}, {provider}), {done} done, {failed} failed',
  'worker-leaving': '{name}: leaving, {done} done, {failed} failed',
  strangers: 'Machines of another version, which make nothing for this one: {count}',
} as const;

type FleetText = keyof typeof en;

const zh: Readonly<Record<FleetText, string>> = {
  'needs-fleet': '请给出队列和共享存储：--queue 和 --storage，或 HEYGEM_QUEUE 和 HEYGEM_STORAGE。',
  'worker-ready': '{name} 正在为 {queue} 工作，同时制作数量：{slots}。按 Ctrl-C 结束。',
  'worker-kit': '版本 {engine}，ffmpeg {ffmpeg}，{provider}，组合 {id}',
  'worker-metrics': 'Prometheus 指标：http://127.0.0.1:{port}/metrics',
  'board-ready': '{queue} 的任务面板，只能使用一次，十分钟内有效：{address}',
  'worker-ended': '未完成的任务已交还队列。',
  status: '{queue}：{machines} 台机器在工作，{waiting} 项等待中',
  'worker-working':
    '{name}：工作中（同时 {slots} 项，版本 {engine}，ffmpeg {ffmpeg}，{provider}），完成 {done}，失败 {failed}',
  'worker-idle':
    '{name}：空闲（同时 {slots} 项，版本 {engine}，ffmpeg {ffmpeg}，{provider}），完成 {done}，失败 {failed}',
  'worker-resting':
    '{name}：暂停（同时 {slots} 项，版本 {engine}，ffmpeg {ffmpeg}，{provider}），完成 {done}，失败 {failed}',
  'worker-leaving': '{name}：正在退出，完成 {done}，失败 {failed}',
  strangers: '版本不同、不为本机工作的机器：{count} 台',
};

const texts = { en, zh };

export function fleetText(
  locale: Locale,
  name: FleetText,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fill(texts[locale][name], params);
}
