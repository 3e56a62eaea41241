import { fill } from './describe.js';
import type { Locale } from './locale.js';

const en = {
  none: 'There are no lip-sync models on this machine. docs/own-models.md says which fit.',
  listed: '{name}  {size} px, {precision}, {megabytes} MB, sha256 {sha256}',
  linked: '  linked: {path}',
  licence: '  licence: {licence}',
  'no-licence': '  licence: nobody said. Models of the Wav2Lip authors are for research only.',
  added: 'Added {name} ({sha256}).',
  removed: 'Removed {name}.',
  'removed-link': 'Removed {name}; its file stays where it is: {path}',
  shape:
    'It takes pictures of {size} px as {precision}, {batch} a run: {mel}, {faces} in, {output} out.',
  free: 'as many as one likes',
  works: '  ✓ {provider}: {ms} ms a frame',
  fails: '  ✗ {provider}: {reason}',
  fastest: 'Fastest here: {provider}.',
} as const;

type LipModelListText = keyof typeof en;

const zh: Readonly<Record<LipModelListText, string>> = {
  none: '本机没有口型模型。docs/own-models.md 说明了哪些模型适用。',
  listed: '{name}  {size} 像素，{precision}，{megabytes} MB，sha256 {sha256}',
  linked: '  链接：{path}',
  licence: '  许可：{licence}',
  'no-licence': '  许可：未说明。Wav2Lip 作者发布的模型仅供研究使用。',
  added: '已添加 {name}（{sha256}）。',
  removed: '已移除 {name}。',
  'removed-link': '已移除 {name}；其文件保留在原处：{path}',
  shape: '图像为 {size} 像素，{precision}，每次 {batch} 帧：输入 {mel}、{faces}，输出 {output}。',
  free: '任意',
  works: '  ✓ {provider}：每帧 {ms} 毫秒',
  fails: '  ✗ {provider}：{reason}',
  fastest: '本机最快：{provider}。',
};

/** What `heygem models` says. */
export function lipModelListText(
  locale: Locale,
  key: LipModelListText,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fill({ en, zh }[locale][key], params);
}
