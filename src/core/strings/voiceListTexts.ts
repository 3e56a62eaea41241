import type { VoiceKind } from '../voice/voice.js';
import { fill } from './describe.js';
import type { Locale } from './locale.js';

const en = {
  pack: 'Voices of HeyGem Studio',
  folder: 'Voices in your folders',
  command: 'Voices that are commands of yours',
  system: 'Voices of this system',
  sherpa: 'Voices of sherpa-onnx',
  'unknown-language': 'language not told',
  'none-found': 'There are no voices on this machine. docs/voices.md says where some can be had.',
  'how-to-hear': 'To hear one: heygem voices sample "{id}" -o sample.wav',
  'sample-made': '{path}: {seconds} s, "{text}"',
} as const;

type VoiceListText = keyof typeof en;

const zh: Readonly<Record<VoiceListText, string>> = {
  pack: 'HeyGem Studio 的语音',
  folder: '您的文件夹中的语音',
  command: '您的语音命令',
  system: '本系统的语音',
  sherpa: 'sherpa-onnx 的语音',
  'unknown-language': '语言未知',
  'none-found': '这台机器上没有语音。docs/voices.md 说明了如何获取。',
  'how-to-hear': '试听：heygem voices sample "{id}" -o sample.wav',
  'sample-made': '{path}：{seconds} 秒，“{text}”',
};

export function voiceListText(
  locale: Locale,
  key: VoiceListText | VoiceKind,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return fill({ en, zh }[locale][key], params);
}
