/**
 * Names of tables and columns for the types and attributes of a log, whatever these are called.
 *
 * 1. A table's name has letters and digits alone. No two are the same, and none is one of the standard's, small or capital.
 */

/** What follows `event_` and `object_` in tables of the standard. */
const TAKEN = ['map_type', 'object'];

/** Type -> what its table's name ends in: `decision carrier` -> `DecisionCarrier`. */
export function tableNames(types: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(TAKEN);
  return new Map(types.map((type) => [type, free(wordOf(type), taken)]));
}

const WORD_MAX = 40;

function wordOf(type: string): string {
  const words = type.match(/[a-zA-Z0-9]+/g) ?? [];
  const word = words.map((each) => `${each[0]!.toUpperCase()}${each.slice(1)}`).join('');
  return word === '' ? 'Type' : word.slice(0, WORD_MAX);
}

/** Attribute -> column; SQLite tells none from another by capitals alone. @param taken small */
export function columnNames(
  attributes: readonly string[],
  taken: readonly string[],
): ReadonlyMap<string, string> {
  const all = new Set(taken);
  return new Map(attributes.map((name) => [name, free(name, all)]));
}

function free(name: string, taken: Set<string>): string {
  let found = name;
  for (let n = 2; taken.has(found.toLowerCase()); n++) found = `${name}${n}`;
  taken.add(found.toLowerCase());
  return found;
}

/** As SQL takes a name. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
