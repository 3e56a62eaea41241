const SEPARATORS = ['\t', ';', ','] as const;

/**
 * The rows of a table as spreadsheets write it (RFC 4180, and what they make of it): separated by commas,
 * semicolons or tabs, whichever its first row has most of; cells in quotes may hold any of these and line
 * ends, and `""` for a quote. Cells come trimmed; rows without any text are left out.
 */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const [table, separator] = namedSeparator(text.replace(/^\ufeff/, ''));
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < table.length) {
    const cell = cellAt(table, at, separator);
    row.push(cell.text.trim());
    at = cell.end;
    if (at < table.length && table[at] === separator) {
      at += 1;
      // A separator at the very end has an empty cell behind it.
      if (at < table.length) continue;
      row.push('');
    }
    rows.push(row);
    row = [];
    at += table.startsWith('\r\n', at) ? 2 : 1;
  }
  return rows.filter((cells) => cells.some((each) => each !== ''));
}

interface Cell {
  readonly text: string;
  /** Where what ends it stands: a separator, a line end, or nothing. */
  readonly end: number;
}

function cellAt(table: string, start: number, separator: string): Cell {
  let at = start;
  while (table[at] === ' ') at += 1;
  if (table[at] !== '"') {
    const end = plainEnd(table, start, separator);
    return { text: table.slice(start, end), end };
  }
  let text = '';
  at += 1;
  for (;;) {
    const quote = table.indexOf('"', at);
    // A quote that is never closed holds all that follows.
    if (quote < 0) return { text: text + table.slice(at), end: table.length };
    text += table.slice(at, quote);
    at = quote + 1;
    if (table[at] !== '"') break;
    text += '"';
    at += 1;
  }
  const end = plainEnd(table, at, separator);
  return { text: text + table.slice(at, end).trimEnd(), end };
}

function plainEnd(table: string, start: number, separator: string): number {
  let at = start;
  while (at < table.length && table[at] !== separator && !/[\r\n]/.test(table[at])) at += 1;
  return at;
}

/** Excel writes `sep=;` as a first line of its own. */
function namedSeparator(table: string): readonly [string, string] {
  const named = /^"?sep=([,;\t])"?\r?\n/i.exec(table);
  return named ? [table.slice(named[0].length), named[1]] : [table, likelySeparator(table)];
}

/** The one that the first row has most of, outside of quotes. */
function likelySeparator(table: string): string {
  const counts = new Map<string, number>(SEPARATORS.map((each) => [each, 0]));
  let quoted = false;
  for (const letter of table) {
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '\n' || letter === '\r') break;
    else if (counts.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first[0];
}
