import type { WayUse } from '../report.js';
import type { Locale } from './locale.js';

/** Whether an output speaks as the person does in the footage, and why. */
const TEXTS: Readonly<Record<Locale, Readonly<Record<WayUse, string>>>> = {
  en: {
    used: 'speaks as in the footage',
    off: 'speaks as most people do: so it is set',
    'too-short':
      'speaks as most people do: the footage has too little speech of its own to learn from',
    'not-in-sync': "speaks as most people do: the footage's own sound does not surely fit its lips",
    'no-gain': 'speaks as most people do: what the footage taught did not surely help',
  },
  zh: {
    used: '按素材中本人的方式说话',
    off: '按多数人的方式说话：设置如此',
    'too-short': '按多数人的方式说话：素材中本人的语音太少，无从学习',
    'not-in-sync': '按多数人的方式说话：素材原声与口型是否一致无法确定',
    'no-gain': '按多数人的方式说话：从素材学到的方式没有可靠的改进',
  },
};

export function ownWayText(locale: Locale, way: WayUse): string {
  return TEXTS[locale][way];
}
