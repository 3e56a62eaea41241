import { describe, expect, it } from 'vitest';
import { isOld, parseToolVersion } from '../../../src/media/toolVersion.js';

const LINES: readonly (readonly [string, string, number | undefined, boolean])[] = [
  [
    'ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers\nbuilt with gcc 12',
    ...(['5.1.9-0+deb12u1', 2026, false] as const),
  ],
  [
    'ffmpeg version N-47683-g0e8eb07980-static https://johnvansickle.com/ffmpeg/  Copyright (c) 2000-2018 the FFmpeg developers',
    ...(['N-47683-g0e8eb07980-static', 2018, true] as const),
  ],
  [
    'ffprobe version n9.0.2-17-g2a571b6068 Copyright (c) 2007-2026 the FFmpeg developers\r\n',
    ...(['n9.0.2-17-g2a571b6068', 2026, false] as const),
  ],
  [
    'ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright (c) 2000-2021 the FFmpeg developers',
    ...(['4.4.2-0ubuntu0.22.04.1', 2021, true] as const),
  ],
  ['ffmpeg version 7 Copyright (c) 2024 the FFmpeg developers', ...(['7', 2024, false] as const)],
  // Nothing is known of its age.
  ['ffmpeg version ours', 'ours', undefined, false],
];

describe('what a build says of itself', () => {
  it.each(LINES)('%s', (text, version, year, old) => {
    const parsed = parseToolVersion(text);
    expect(parsed).toEqual(year === undefined ? { version } : { version, year });
    expect(isOld(parsed ?? {})).toBe(old);
  });

  it.each(['', 'bash: ffmpeg: command not found', 'avconv version 12 Copyright (c) 2000-2018'])(
    'is nothing of ffmpeg: %s',
    (text) => {
      expect(parseToolVersion(text)).toBeUndefined();
    },
  );
});
