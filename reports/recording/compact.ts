/**
 * Lists of objects of one shape as `{ columns, rows }`: a third of the JSON, since names stand there once. They are most of
 * what a recording holds (options of decisions, quotes).
 */
export interface CompactList {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A list of two or more objects of one shape, compact; anything else comes back as it is. */
export function compactList(list: unknown): unknown {
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

/** A message's body with its own lists compact. */
export function compactBody(body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  for (const value of Object.values(body)) {
    if (Array.isArray(value) && value.length > 1) {
      return Object.fromEntries(Object.entries(body).map(([name, each]) => [name, compactList(each)]));
    }
  }
  return body;
}

/** What `compactList` or `compactBody` was given, from its parsed JSON. */
export function expanded(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  if (isCompact(value)) {
    const { columns, rows } = value;
    return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, isCompact(each) ? expanded(each) : each]),
  );
}

function isCompact(value: unknown): value is CompactList {
  return (
    value !== null &&
    typeof value === 'object' &&
    Object.keys(value).length === 2 &&
    'columns' in value &&
    'rows' in value
  );
}
