/** A list of objects of one shape as `{ columns, rows }`: a third of the JSON, since names stand there once. */
export interface CompactList {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Lists of anything else come back as they are. */
export function compact(list: unknown): unknown {
  if (!Array.isArray(list) || list.length < 2) return list;
  const [first] = list;
  if (first === null || typeof first !== 'object') return list;
  const columns = Object.keys(first);
  const rows: unknown[][] = [];
  for (const each of list) {
    if (each === null || typeof each !== 'object' || Object.keys(each).length !== columns.length) return list;
    if (!columns.every((column) => column in each)) return list;
    rows.push(columns.map((column) => each[column]));
  }
  return { columns, rows } satisfies CompactList;
}
