/** One line of a table of scripts. */
export interface TableScript {
  /** Empty where the table does not tell. */
  readonly name: string;
  readonly text: string;
  /** As the table names it: an id, or what a person calls it. */
  readonly voice?: string;
}

type Column = 'name' | 'text' | 'voice';

/** What columns are called in tables that name them. */
const TITLES: Readonly<Record<Column, RegExp>> = {
  name: /^(name|title|label|file|id|lesson|名称|名字|标题|文件|课程|编号)$/i,
  text: /^(text|script|say|content|words|文本|文字|文稿|内容|台词|稿件|脚本)$/i,
  voice: /^(voice|speaker|声音|音色|发音人|配音|嗓音)$/i,
};
const COLUMNS: readonly Column[] = ['name', 'text', 'voice'];

/**
 * The scripts of a table. Its first row may name the columns, in any order; else they are name, text and
 * voice, and a table of one column has texts alone.
 */
export function scriptsOfTable(rows: readonly (readonly string[])[]): readonly TableScript[] {
  const first = rows.at(0);
  if (!first) return [];
  const named = namedColumns(first);
  const lines = named ? rows.slice(1) : rows;
  const places = named ?? usualColumns(Math.max(...rows.map(({ length }) => length)));
  return lines.map((cells) => {
    const cell = (column: Column): string => cells[places.get(column) ?? -1] ?? '';
    const voice = cell('voice');
    return { name: cell('name'), text: cell('text'), ...(voice !== '' && { voice }) };
  });
}

type Places = ReadonlyMap<Column, number>;

/** Undefined where the row names no column for the text: it is a script like the others. */
function namedColumns(row: readonly string[]): Places | undefined {
  const places = new Map<Column, number>();
  for (const column of COLUMNS) {
    const at = row.findIndex((cell) => TITLES[column].test(cell));
    if (at >= 0) places.set(column, at);
  }
  return places.has('text') && row.length - places.size <= 2 ? places : undefined;
}

function usualColumns(width: number): Places {
  const columns = width === 1 ? (['text'] as const) : COLUMNS;
  return new Map(columns.map((column, at) => [column, at]));
}
