/** Types of attributes, by the name of what has them and their own. */
import type { OcelType, OcelValueType } from './ocel-log.ts';

export function typesByName(
  types: readonly OcelType[],
): ReadonlyMap<string, ReadonlyMap<string, OcelValueType>> {
  return new Map(
    types.map(({ name, attributes }) => [name, new Map(attributes.map((each) => [each.name, each.type]))]),
  );
}
