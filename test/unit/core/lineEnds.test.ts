import { describe, expect, it } from 'vitest';
import { withPlainLineEnds, withPlainSeparators } from '../../../src/core/lineEnds.js';
import { decodeText } from '../../../src/core/scripts/decodeText.js';
import { plainScript } from '../../../src/core/scripts/plainScript.js';
import { parseSubtitles } from '../../../src/core/subtitles/parseSubtitles.js';
import { readScript } from '../../../src/core/voice/script.js';

describe('ends of lines', () => {
  it('are written plainly', () => {
    expect(withPlainLineEnds('a\r\nb\rc\n\r\nd\r\re\u2028f')).toBe('a\nb\nc\n\nd\n\ne\u2028f');
    expect(withPlainSeparators('a\r\nb\u2028c\u2029\rd')).toBe('a\nb\nc\n\nd');
  });

  it.each(['\n', '\r\n', '\r'])('are read alike by all that read scripts: %j', (end) => {
    const lines = (text: string): string => text.replaceAll('\n', end);
    expect(plainScript(lines('One.\nTwo.'))).toBe('One.\nTwo.');
    expect(decodeText(new TextEncoder().encode(lines('One.\nTwo.')))?.text).toBe('One.\nTwo.');
    expect(readScript(lines('One.\n\nTwo.'), 'txt').said).toBe('One.\n\nTwo.');
    expect(readScript(lines('# One\n\nTwo.'), 'md').said).toBe(
      readScript('# One\n\nTwo.', 'md').said,
    );
    const srt = '1\n00:00:01,000 --> 00:00:02,000\nOne.\n';
    expect(parseSubtitles(lines(srt))).toEqual(parseSubtitles(srt));
  });
});
