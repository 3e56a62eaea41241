/** A markdown table; numbers keep `digits` decimals, null is a dash. */
export function table(
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  digits = 2,
): string {
  const text = (cell: string | number | null): string => {
    if (cell === null) return '-';
    if (typeof cell === 'string') return cell.replaceAll('|', '\\|');
    return Number.isInteger(cell) ? String(cell) : cell.toFixed(digits);
  };
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(header),
    line(header.map(() => '---')),
    ...rows.map((row) => line(row.map(text))),
  ].join('\n');
}
