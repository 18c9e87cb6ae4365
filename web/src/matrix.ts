// A table as a matrix: what its question declares as rows and columns, with the ties of each cell.
import type { Cell, Channel, Line, WordedTable } from "./api";

/** What stands before a row, or above a column. */
export interface Head {
  readonly key: string;
  readonly cell: Cell;
  /** What it is, as its column says. */
  readonly of: string;
}
export interface Matrix {
  /** What the rows are. */
  readonly heading: string;
  readonly columns: readonly Head[];
  readonly rows: readonly Head[];
  /** Ids of the ties of a cell, by the keys of its row and its column. */
  readonly ties: ReadonlyMap<string, readonly string[]>;
}

export const place = (row: Head, column: Head): string => `${row.key}\n${column.key}`;

/** The matrix that a table declares; null where it declares none. */
export function matrixOf(table: WordedTable): Matrix | null {
  const channels = table.figures.find(({ name }) => name === "matrix")?.channels;
  const [row, column] = ["row", "column"].map((name) => channels?.find(({ channel }) => channel === name));
  if (!row || !column) return null;
  const rows = new Map<string, Head>();
  const columns = new Map<string, Head>();
  const ties = new Map<string, readonly string[]>();
  for (const line of table.lines) {
    const [before, above] = [headOf(table, line, row), headOf(table, line, column)];
    rows.set(before.key, before);
    columns.set(above.key, above);
    ties.set(place(before, above), line.ties);
  }
  const heading = table.columns.find(({ name }) => name === row.column)?.heading ?? "";
  return { heading, columns: [...columns.values()], rows: [...rows.values()], ties };
}

/** The cell of a line that a channel shows, by the records that it names, or else by its text. */
function headOf(table: WordedTable, line: Line, { column, unstated }: Channel): Head {
  const at = table.columns.findIndex(({ name }) => name === column);
  const [cell, of] = [line.cells[at], table.columns[at]?.what ?? ""];
  if (!cell?.text) return { key: "", cell: { text: unstated || "–" }, of };
  return { key: cell.names?.map(({ id }) => id).join() ?? cell.text, cell, of };
}
