import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../../../src/core/scripts/csv.js';
import { scriptsOfTable } from '../../../../src/core/scripts/scriptTable.js';

describe('a table', () => {
  it.each([
    [
      'plain',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'without a last line end',
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'of an old Mac',
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'with semicolons, commas in the text',
      'name;text\na;Well, yes, no',
      [
        ['name', 'text'],
        ['a', 'Well, yes, no'],
      ],
    ],
    [
      'with tabs',
      'a\tb;c\nd\te',
      [
        ['a', 'b;c'],
        ['d', 'e'],
      ],
    ],
    ['that names its separator', 'sep=;\na,b;c', [['a,b', 'c']]],
    [
      'with a mark before it',
      '\ufeffname,text\na,b',
      [
        ['name', 'text'],
        ['a', 'b'],
      ],
    ],
    ['with quotes', '"a ""b""","c, d"\n', [['a "b"', 'c, d']]],
    [
      'with lines in quotes',
      'a,"one\ntwo\r\nthree",v\nb,c,',
      [
        ['a', 'one\ntwo\r\nthree', 'v'],
        ['b', 'c', ''],
      ],
    ],
    ['with spaces around quotes', ' "a" , "b" \n', [['a', 'b']]],
    ['with a quote inside a word', 'a,5" pipe\n', [['a', '5" pipe']]],
    ['with a quote that is never closed', 'a,"b\nc', [['a', 'b\nc']]],
    ['with text after a quoted part', '"a"b,c', [['ab', 'c']]],
    ['with empty lines and empty cells', ',\n\na,,b\n   \n', [['a', '', 'b']]],
    ['with an empty cell at the end', 'a,', [['a', '']]],
    ['of nothing', '', []],
  ])('%s is read', (_, text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });

  it('of many thousand lines is read in one pass', () => {
    const line = `name,"${'word '.repeat(40)}",af_heart\n`;
    const begun = process.cpuUsage();
    expect(parseCsv(line.repeat(5000))).toHaveLength(5000);
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2000);
  });
});

describe('the scripts of a table', () => {
  const of = (text: string) => scriptsOfTable(parseCsv(text));

  it('stand in name, text and voice', () => {
    expect(of('Lesson 1,Hello there.,af_heart\nLesson 2,Bye.,')).toEqual([
      { name: 'Lesson 1', text: 'Hello there.', voice: 'af_heart' },
      { name: 'Lesson 2', text: 'Bye.' },
    ]);
  });

  it.each([
    ['text,name\nHi.,one', { name: 'one', text: 'Hi.' }],
    ['Voice,Text,Title\nanna,Hi.,one', { name: 'one', text: 'Hi.', voice: 'anna' }],
    [
      '名称,文本,音色\n第一课,你好。,zf_xiaoxiao',
      { name: '第一课', text: '你好。', voice: 'zf_xiaoxiao' },
    ],
    ['number,name,text,remark\n1,one,Hi.,later', { name: 'one', text: 'Hi.' }],
    ['Hi there, you.', { name: 'Hi there', text: 'you.' }],
    ['"Hi there, you."', { name: '', text: 'Hi there, you.' }],
  ])('are found in %j', (table, script) => {
    expect(of(table)).toEqual([script]);
  });

  it('that begins with a lesson called like a column is a script', () => {
    expect(of('Name,My name is Anna.\nB,Bye.')).toHaveLength(2);
  });
});
