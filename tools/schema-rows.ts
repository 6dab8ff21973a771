/**
 * A JSON Schema of scenario files as rows of a table: each field with what it may be, whether it must be there, and what it means.
 *
 * 1. A group of fields that stands at several places is told at the first one; the others say so.
 * 2. Quantities and distributions are told in a word; what the word means is told once, elsewhere.
 */
import { z } from 'zod';
import {
  countDistribution,
  durationDistribution,
  errorDistribution,
  offShareDistribution,
  shareDistribution,
  weightDistribution,
} from '#scenarios/schema/distributions';
import type { JsonSchema } from '#scenarios/schema/json-schema';
import { DURATION_PATTERN, MONEY_PATTERN, WEIGHT_PATTERN } from '#scenarios/schema/units';

export interface FieldRow {
  readonly path: string;
  readonly type: string;
  /** `yes`, `no`, or what stands for it where it is left out. */
  readonly needed: string;
  readonly doc: string;
}

/** Path of the first place of a group, by what the group is. */
export type SeenGroups = Map<string, string>;

const WORDS: readonly (readonly [RegExp, string])[] = [
  [DURATION_PATTERN, 'duration'],
  [WEIGHT_PATTERN, 'weight'],
  [MONEY_PATTERN, 'amount'],
];
const DRAWN = new Map(
  (
    [
      [durationDistribution, 'drawn duration'],
      [countDistribution, 'drawn count'],
      [weightDistribution, 'drawn weight'],
      [errorDistribution, 'drawn error'],
      [offShareDistribution, 'drawn error of time'],
      [shareDistribution(1), 'drawn share'],
    ] as const
  ).map(([schema, word]) => [bareText(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema), word]),
);
/** What a quantity says of itself is told by its word. */
const SAID_BY_WORD = /^(?:A duration: |A weight: |An amount: |A share, 0 to 1$|A drawn )/;
/** Groups of fewer fields are told again: a reference would be longer. */
const GROUP_LEAST = 3;

/** The fields of an object, with those below them. */
export function fieldRows(schema: JsonSchema, path: string, seen: SeenGroups): readonly FieldRow[] {
  const required = new Set((schema.required as readonly string[] | undefined) ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return [rowOf(field, at, required.has(name), seen), ...below(field, at, seen)];
  });
}

function rowOf(field: JsonSchema, path: string, required: boolean, seen: SeenGroups): FieldRow {
  const needed =
    field.default === undefined ? (required ? 'yes' : 'no') : `\`${JSON.stringify(field.default)}\``;
  return { path, type: typeWord(field, seen), needed, doc: docOf(field) };
}

function docOf({ description }: JsonSchema): string {
  return typeof description === 'string' && !SAID_BY_WORD.test(description) ? description : '';
}

/** Rows of what is inside of a field. Marks its groups as told. */
function below(field: JsonSchema, path: string, seen: SeenGroups): readonly FieldRow[] {
  if (drawnWord(field) !== undefined) return [];
  if (isGroup(field)) {
    const key = bareText(field);
    if (seen.has(key)) return [];
    seen.set(key, path);
  }
  const inside = fieldRows(field, path, seen);
  const named = recordOf(field);
  const ofNamed = named === undefined ? [] : below(named, `${path}.NAME`, seen);
  const ofItems = field.items === undefined ? [] : below(field.items, `${path}[]`, seen);
  return [...inside, ...ofNamed, ...ofItems, ...formRows(formsOf(field), path, seen)];
}

/** The fields of all forms that a value may have, each once; those of some forms only say of which. */
function formRows(forms: readonly JsonSchema[], path: string, seen: SeenGroups): readonly FieldRow[] {
  const objects = forms.filter(({ properties }) => properties !== undefined);
  const others = forms.filter(({ properties }) => properties === undefined);
  const rows = new Map<string, { row: FieldRow; forms: string[] }>();
  for (const [i, form] of objects.entries())
    for (const row of fieldRows(form, path, seen)) {
      const known = rows.get(`${row.path} ${row.doc}`);
      if (known === undefined) rows.set(`${row.path} ${row.doc}`, { row, forms: [formName(form, i)] });
      else {
        known.row = { ...known.row, type: eitherWord(known.row.type, row.type) };
        known.forms.push(formName(form, i));
      }
    }
  const told = [...rows.values()].map(({ row, forms: of }) => {
    if (of.length === objects.length || /^form /.test(of[0]!)) return row;
    return { ...row, doc: [row.doc, `(${of.join(', ')})`].filter(Boolean).join(' ') };
  });
  return [...told, ...others.flatMap((form) => below(form, path, seen))];
}

/** Constants in one list. */
function eitherWord(one: string, other: string): string {
  const constants = one.startsWith('`') && other.startsWith('`');
  return [
    ...new Set([...one.split(constants ? ', ' : ' or '), ...other.split(constants ? ', ' : ' or ')]),
  ].join(constants ? ', ' : ' or ');
}

/** By the constant that tells it from the others. */
function formName({ properties = {} }: JsonSchema, i: number): string {
  for (const name of ['kind', 'of', 'do', 'mode', 'protocol']) {
    const field = properties[name];
    const values = field?.enum ?? (field?.const === undefined ? undefined : [field.const]);
    if (Array.isArray(values)) return values.map((value) => `\`${String(value)}\``).join(', ');
  }
  return `form ${i + 1}`;
}

function typeWord(field: JsonSchema, seen: SeenGroups): string {
  const drawn = drawnWord(field);
  if (drawn !== undefined) return drawn;
  const first = isGroup(field) ? seen.get(bareText(field)) : undefined;
  if (first !== undefined) return `as \`${first}\``;
  if (field.const !== undefined)
    return `\`${typeof field.const === 'string' ? field.const : JSON.stringify(field.const)}\``;
  if (Array.isArray(field.enum)) return field.enum.map((value) => `\`${String(value)}\``).join(', ');
  const forms = formsOf(field);
  if (forms.length > 0) return [...new Set(forms.map((form) => typeWord(form, seen)))].join(' or ');
  if (field.items !== undefined) return `list of ${plural(typeWord(field.items, seen))}${countWord(field)}`;
  if (field.type === 'object')
    return recordOf(field) === undefined ? 'map' : `map by name: ${typeWord(recordOf(field)!, seen)}`;
  return scalarWord(field);
}

function scalarWord(field: JsonSchema): string {
  if (field.type === 'boolean') return 'true or false';
  if (field.type === 'integer') return `whole number${rangeWord(field)}`;
  if (field.type === 'number')
    return field.minimum === 0 && field.maximum === 1 ? 'share' : `number${rangeWord(field)}`;
  if (field.format === 'date-time') return 'instant in UTC';
  const word = WORDS.find(([pattern]) => pattern.source === field.pattern)?.[1];
  if (word !== undefined) return word;
  return field.not !== undefined ? 'must not be there' : 'text';
}

function rangeWord(field: JsonSchema): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field;
  const bound = (value: unknown): value is number =>
    typeof value === 'number' && Math.abs(value) < 2 ** 53 - 1;
  const low = bound(minimum) ? `from ${minimum}` : bound(exclusiveMinimum) ? `above ${exclusiveMinimum}` : '';
  const high = bound(maximum) ? `to ${maximum}` : bound(exclusiveMaximum) ? `below ${exclusiveMaximum}` : '';
  const range = [low, high].filter(Boolean).join(' ');
  return range === '' ? '' : `, ${range}`;
}

function countWord({ minItems, maxItems }: JsonSchema): string {
  if (minItems !== undefined && minItems === maxItems) return `, ${minItems} of them`;
  const most = maxItems === undefined ? '' : `at most ${maxItems}`;
  const least = typeof minItems === 'number' && minItems > 0 ? `at least ${minItems}` : '';
  const words = [least, most].filter(Boolean).join(', ');
  return words === '' ? '' : `, ${words}`;
}

function plural(word: string): string {
  return /^(?:duration|weight|amount|share|map|text|number|whole number)$/.test(word) ? `${word}s` : word;
}

function formsOf({ anyOf, oneOf, properties }: JsonSchema): readonly JsonSchema[] {
  // Beside properties they say what else must hold, and bring no fields.
  return properties === undefined ? [...(anyOf ?? []), ...(oneOf ?? [])] : [];
}

function recordOf({ additionalProperties }: JsonSchema): JsonSchema | undefined {
  return typeof additionalProperties === 'object' ? (additionalProperties as JsonSchema) : undefined;
}

function isGroup({ properties }: JsonSchema): boolean {
  return Object.keys(properties ?? {}).length >= GROUP_LEAST;
}

function drawnWord(field: JsonSchema): string | undefined {
  return DRAWN.get(bareText(field));
}

/** Without what it says of itself at this place. */
function bareText({ description: _said, default: _else, $schema: _dialect, ...rest }: JsonSchema): string {
  return JSON.stringify(rest);
}
