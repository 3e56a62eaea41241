import { describe, expect, it } from 'vitest';
import { commandFromText, readCommands } from '../../../../src/core/voice/voiceCommand.js';

describe('a command on the command line', () => {
  it('is a name with a program, a list, or an object', () => {
    expect(commandFromText('piper=/opt/my piper/run')).toEqual({
      name: 'piper',
      command: ['/opt/my piper/run'],
    });
    expect(commandFromText('a = ["piper", "--model", "x=y"]')).toEqual({
      name: 'a',
      command: ['piper', '--model', 'x=y'],
    });
    const told = 'a={"command":["p"],"language":"de-DE","version":"2","name":"b"}';
    expect(commandFromText(told)).toEqual({
      name: 'a',
      command: ['p'],
      language: 'de-DE',
      version: '2',
    });
  });

  it.each([
    ['', /NAME=PROGRAM/],
    ['piper', /NAME=PROGRAM/],
    ['=x', /NAME=PROGRAM/],
    ['a=', /no program/],
    ['a=[]', /no program/],
    ['a=["x", 1]', /list of texts/],
    ['a=["x"', /no JSON/],
    ['a={"command":"x"}', /list of texts/],
    ['a={"command":["x"],"language":5}', /must be texts/],
    ['a={"command":["x\\u0000"]}', /no program/],
    [`${'n'.repeat(81)}=x`, /at most 80/],
    ['a\u202eb=x', /its name must be a line/],
    ['a\u001bb=x', /its name must be a line/],
  ])('%s is refused', (text, problem) => {
    expect(commandFromText(text)).toMatch(problem);
  });
});

describe('commands of settings', () => {
  const piper = { name: 'piper', command: ['piper'] };

  it('are a list, or an object by names', () => {
    expect(readCommands([piper])).toEqual({ commands: [piper], mistakes: [] });
    const value = { piper: ['piper'], other: 'x', third: { command: ['y'], language: 'fr' } };
    expect(readCommands(value).commands).toEqual([
      piper,
      { name: 'other', command: ['x'] },
      { name: 'third', command: ['y'], language: 'fr' },
    ]);
  });

  it('are told of by name or number where they are wrong, and the others stay', () => {
    const { commands, mistakes } = readCommands([piper, 5, { name: 'b' }, { ...piper }]);
    expect(commands).toEqual([piper]);
    expect(mistakes).toEqual([
      '2: it must have a name and a command',
      'b: its command must be a list of texts: the program and its arguments',
      'piper: the name is used twice',
    ]);
    for (const value of [undefined, null, 5, 'piper']) {
      expect(readCommands(value).mistakes).toHaveLength(1);
    }
    expect(readCommands([])).toEqual({ commands: [], mistakes: [] });
  });
});
