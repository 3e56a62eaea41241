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
  'news-at-work': 'Machines at work: {count}',
  'news-all-rest':
    'No machine takes anything now: all rest ({count}). `heygem fleet` says why; it goes on when one does.',
  'news-nobody':
    'No machine is at work at {queue}: start one with `heygem worker`. It goes on when one is there.',
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
  'news-at-work': '正在工作的机器：{count} 台',
  'news-all-rest':
    '目前没有机器接受任务，全部暂停（{count} 台）。可用 `heygem fleet` 查看原因；有机器恢复后会继续。',
  'news-nobody': '{queue} 上没有机器在工作：请用 `heygem worker` 启动一台，之后会自动继续。',
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
