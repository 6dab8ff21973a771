/** The published schema knows every key that the library's files have, and asks for what a file of its kind must have. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { libraryText } from '#testing/worlds/library-scenario';
import { OVERLAYS, SCENARIOS } from '../library/index.ts';
import { type JsonSchema, scenarioJsonSchema } from './json-schema.ts';

/** The branch that a file falls into, as `if`, `then` and `else` say. */
function branchOf(schema: JsonSchema, file: Readonly<Record<string, unknown>>): JsonSchema {
  const { if: condition, then: there, else: otherwise } = schema as Record<string, JsonSchema | undefined>;
  if (condition === undefined) return schema;
  return branchOf(holds(condition, file) ? there! : otherwise!, file);
}

/** Whether a value is as a condition says; conditions are of `required`, `properties` and `const` only. */
function holds({ required, properties, ...rest }: JsonSchema, value: unknown): boolean {
  if ('const' in rest) return value === rest.const;
  const map = value as Record<string, unknown>;
  if (!((required ?? []) as readonly string[]).every((key) => key in map)) return false;
  return Object.entries(properties ?? {}).every(([key, each]) => !(key in map) || holds(each, map[key]));
}

/** Keys of a value that no form of the schema knows, with their paths. */
function unknownKeys(schema: JsonSchema, value: unknown, path = ''): string[] {
  const forms = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (Array.isArray(value)) {
    const items = forms.map((form) => form.items).find((each) => each !== undefined);
    return items === undefined
      ? [path]
      : value.flatMap((each, i) => unknownKeys(items, each, `${path}[${i}]`));
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const known = forms.flatMap((form) => form.properties?.[key] ?? form.additionalProperties ?? []);
    const schemas = known.filter((found): found is JsonSchema => typeof found === 'object');
    if (schemas.length === 0) return [`${path}.${key}`];
    // Any form that knows everything below will do.
    return schemas
      .map((found) => unknownKeys(found, each, `${path}.${key}`))
      .sort((x, y) => x.length - y.length)[0]!;
  });
}

const schema = scenarioJsonSchema();
const read = (path: string): Record<string, unknown> => parse(libraryText(path)) as Record<string, unknown>;

describe('of the library', () => {
  test.each(SCENARIOS)('%s: every key is known, every key that is required is there', (name) => {
    const file = read(`${name}.yaml`);
    const branch = branchOf(schema, file);
    if ('extends' in file) {
      expect(branch.anyOf!.map((form) => unknownKeys(form, file))).toContainEqual([]);
      return;
    }
    expect(unknownKeys(branch, file)).toEqual([]);
    expect(branch.required).toEqual(
      expect.arrayContaining(['dray', 'name', 'demand', 'systems', 'policies']),
    );
    for (const key of branch.required as readonly string[]) expect(file).toHaveProperty(key);
  });

  test.each(OVERLAYS)('overlay %s, over some form', (name) => {
    const file = read(`overlays/${name}.yaml`);
    const { anyOf } = branchOf(schema, file);
    expect(anyOf!.map((form) => unknownKeys(form, file))).toContainEqual([]);
  });
});

test('the kind of demand says which form a file is of; a process need not be named', () => {
  const generated = branchOf(schema, {});
  expect(generated.required).toContain('limits');
  expect(generated.required).not.toContain('process');
  expect(generated.properties!.process!.const).toBe('outbound');
  const recorded = branchOf(schema, { demand: { kind: 'file' } });
  expect(recorded.required).toContain('promise');
  expect(unknownKeys(generated, { promise: { within: '2 d' } })).toEqual(['.promise']);
});

test('what extends another may leave out anything, in either form', () => {
  const parts = branchOf(schema, { extends: 'x', process: 'outbound' }).anyOf!;
  expect(parts.map(({ required }) => required)).toEqual([undefined, undefined]);
  expect(parts[0]!.properties!.network!.required).toBeUndefined();
});
