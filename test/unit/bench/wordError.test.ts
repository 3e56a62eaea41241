import { describe, expect, it } from 'vitest';
import { charactersOf, countErrors, errorRate, wordsOf } from '../../../bench/voices/wordError.js';

describe('the errors of what was heard', () => {
  it('are words put in, left out and taken for others', () => {
    const count = (said: string, heard: string) => countErrors(wordsOf(said), wordsOf(heard));
    expect(count('Open the door, please.', 'open the door please')).toEqual({ errors: 0, said: 4 });
    expect(count('open the door', 'open a door')).toEqual({ errors: 1, said: 3 });
    expect(count('open the door', 'the open door')).toEqual({ errors: 2, said: 3 });
    expect(count('open the door', '')).toEqual({ errors: 3, said: 3 });
    expect(count("It's the dog’s bone", "its the dog's bone")).toEqual({ errors: 1, said: 4 });
  });

  it('are characters where words have no spaces', () => {
    const count = (said: string, heard: string) =>
      countErrors(charactersOf(said), charactersOf(heard));
    expect(count('你好，AI！', '你好 ai')).toEqual({ errors: 0, said: 4 });
    expect(count('他在银行。', '她在行')).toEqual({ errors: 2, said: 4 });
  });

  it('are counted over all that was said', () => {
    expect(errorRate([])).toBe(0);
    expect(
      errorRate([
        { errors: 1, said: 2 },
        { errors: 0, said: 8 },
      ]),
    ).toBe(0.1);
  });
});
