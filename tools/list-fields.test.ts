/** The reference of scenario files is what their schema says, and says it of every field; shown by what the tool makes, and on a schema of its own. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type JsonSchema, wholeScenarioSchema } from '#scenarios/schema/json-schema';
import { FIELDS_PAGE, fieldSections, fieldsPage } from './list-fields.ts';
import { fieldRows } from './schema-rows.ts';

test('docs/reference/scenario.md is current: npm run diagrams', () => {
  expect(readFileSync(FIELDS_PAGE, 'utf8')).toBe(fieldsPage());
});

test('each field of both forms stands in it, at its place or where its group stands first', () => {
  const { outbound, recorded } = fieldSections();
  const named = new Set(
    [...outbound, ...recorded].flatMap(([, rows]) =>
      rows.map(({ path }) => path.split('.').at(-1)!.replace('[]', '')),
    ),
  );
  const drawn = /^(?:constant|exponential|lognormal|gamma|weibull|uniform|triangular|poisson|normal)$/;
  for (const form of ['outbound', 'recorded'] as const)
    for (const path of pathsOf(wholeScenarioSchema(form)))
      if (!path.some((name) => drawn.test(name))) expect(named, path.join('.')).toContain(path.at(-1));
});

test('what the schema describes is on the page', () => {
  const rows = fieldSections().outbound.flatMap(([, each]) => each);
  expect(rows.find(({ path }) => path === 'limits.billGrace')).toEqual({
    path: 'limits.billGrace',
    type: 'duration',
    needed: 'no',
    doc: 'From delivery to the bill; default 30 d: so long carriers remember a bill',
  });
  expect(rows.find(({ path }) => path === 'people[].answer')).toMatchObject({ type: 'drawn duration' });
  expect(rows.find(({ path }) => path === 'faults.written[].kind')!.type).toContain('`zombie`');
});

test('no field lacks a description', () => {
  const { outbound, recorded } = fieldSections();
  const rows = [...outbound, ...recorded].flatMap(([, each]) => each);
  expect(rows.length).toBeGreaterThan(1000);
  // Which forms have a field says nothing of what it is.
  const silent = rows.filter(({ doc }) => doc.replace(/\((?:`[^`]*`(?:, )?)+\)$/, '').trim() === '');
  expect(silent.map(({ path, type }) => `${path}: ${type}`)).toEqual([]);
});

test('forms, lists, maps and groups that stand twice', () => {
  const group: JsonSchema = {
    type: 'object',
    properties: { a: { type: 'integer', minimum: 1 }, b: { type: 'boolean' }, c: { const: 1 } },
    required: ['a'],
  };
  const schema: JsonSchema = {
    properties: {
      first: { ...group, description: 'One' },
      again: { items: { ...group, description: 'Other' }, minItems: 1 },
      byName: { type: 'object', additionalProperties: { type: 'number', minimum: 0, maximum: 1 } },
      either: {
        anyOf: [
          { type: 'string' },
          {
            type: 'object',
            properties: { kind: { const: 'x' }, both: { type: 'string' }, x: { type: 'number', default: 2 } },
          },
          { type: 'object', properties: { kind: { enum: ['y', 'z'] }, both: { type: 'string' } } },
        ],
      },
    },
    required: ['first'],
  };
  expect(
    fieldRows(schema, '', new Map()).map(({ path, type, needed, doc }) =>
      [path, type, needed, doc].join(' | '),
    ),
  ).toEqual([
    'first | map | yes | One',
    'first.a | whole number, from 1 | yes | ',
    'first.b | true or false | no | ',
    'first.c | `1` | no | ',
    'again | list of as `first`, at least 1 | no | ',
    'byName | map by name: share | no | ',
    'either | text or map | no | ',
    'either.kind | `x`, `y`, `z` | no | ',
    'either.both | text | no | ',
    'either.x | number | `2` | (`x`)',
  ]);
});

/** Every path of names, whatever lists, maps and forms lie between. */
function pathsOf(schema: JsonSchema, above: readonly string[] = []): readonly (readonly string[])[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    [...above, name],
    ...pathsOf(field, [...above, name]),
  ]);
  const { additionalProperties: named, items, anyOf = [], oneOf = [] } = schema;
  const inside = [
    ...anyOf,
    ...oneOf,
    ...(items === undefined ? [] : [items]),
    ...(typeof named === 'object' ? [named as JsonSchema] : []),
  ];
  return [...own, ...inside.flatMap((each) => pathsOf(each, above))];
}
