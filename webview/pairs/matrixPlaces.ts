/** A cell of the matrix, counted from zero. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

const MOVES: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** Where a key leads; undefined where it is none that moves. @param last the last cell there is */
export function placeAfter(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  { row, column }: Place,
  last: Place,
): Place | undefined {
  const step = MOVES[key];
  if (step) return within({ row: row + step[0], column: column + step[1] }, last);
  if (key === 'Home') return { row: ctrlKey ? 0 : row, column: 0 };
  if (key === 'End') return { row: ctrlKey ? last.row : row, column: last.column };
  return undefined;
}

export function within({ row, column }: Place, last: Place): Place {
  return {
    row: Math.max(0, Math.min(row, last.row)),
    column: Math.max(0, Math.min(column, last.column)),
  };
}

/** All cells of the block that two of them span, row by row. */
export function block(one: Place, other: Place): readonly Place[] {
  const top = Math.min(one.row, other.row);
  const left = Math.min(one.column, other.column);
  const height = Math.abs(one.row - other.row) + 1;
  const width = Math.abs(one.column - other.column) + 1;
  return Array.from({ length: height * width }, (_, at) => ({
    row: top + Math.floor(at / width),
    column: left + (at % width),
  }));
}
