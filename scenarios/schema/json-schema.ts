/**
 * The JSON Schema of scenario files. A file that extends another, and an overlay, may leave out anything: there nothing
 * is required, and distributions and unions are any of their forms.
 */
import { z } from 'zod';
import { NAMING_KEYS } from './merge.ts';
import { outboundScenarioSchema, recordedScenarioSchema } from './outbound/scenario.ts';

export type JsonSchema = {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly [keyword: string]: unknown;
};

/** The formats there are, by names of our own: `recorded` reads its orders from a data set. */
export type FormatName = 'outbound' | 'recorded';

const SCHEMAS = { outbound: outboundScenarioSchema, recorded: recordedScenarioSchema };
const made = new Map<FormatName, JsonSchema>();

/** Of a scenario that stands by itself. */
export function wholeScenarioSchema(format: FormatName): JsonSchema {
  const known = made.get(format);
  if (known !== undefined) return known;
  const whole = z.toJSONSchema(SCHEMAS[format], { io: 'input' }) as JsonSchema;
  made.set(format, whole);
  return whole;
}

/** Of every file that `dray run` takes, overlays included. For editors. */
export function scenarioJsonSchema(): JsonSchema {
  const { $schema, ...outbound } = wholeScenarioSchema('outbound');
  const { $schema: _same, ...recorded } = wholeScenarioSchema('recorded');
  const either = { anyOf: [partial(outbound), partial(recorded)] };
  return {
    $schema,
    title: 'Dray scenario',
    ...cases(
      // What it extends says which form a file is of, unless it does so itself.
      has('extends'),
      either,
      cases(has('overlay'), { anyOf: either.anyOf.map(overlay) }, cases(READS_FILES, recorded, outbound)),
    ),
  };
}

const READS_FILES: JsonSchema = {
  required: ['demand'],
  properties: { demand: { required: ['kind'], properties: { kind: { const: 'file' } } } },
};

function has(key: string): JsonSchema {
  return { required: [key] };
}

/** One schema where a condition holds, another one where it does not. */
function cases(condition: JsonSchema, there: JsonSchema, otherwise: JsonSchema): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: condition, then: there, else: otherwise };
}

function overlay(part: JsonSchema): JsonSchema {
  return {
    ...part,
    properties: { ...part.properties, overlay: { type: 'string', description: 'What the overlay does' } },
  };
}

/** What an entry of a list looks like, where entries have names; undefined where they have none. */
export function namedItems({ items }: JsonSchema): JsonSchema | undefined {
  const forms = items === undefined ? [] : [items, ...(items.anyOf ?? []), ...(items.oneOf ?? [])];
  return forms.some(({ properties }) => NAMING_KEYS.some((key) => properties?.[key] !== undefined))
    ? items
    : undefined;
}

/**
 * The schema of a part: nothing is required. Items of lists stay whole, since a list is replaced as a whole; or entries are changed by
 * their names.
 */
function partial(schema: JsonSchema): JsonSchema {
  const named = namedItems(schema);
  if (named !== undefined)
    return { anyOf: [schema, { type: 'object', additionalProperties: partial(named) }] };
  const { required: _required, properties, oneOf, anyOf, ...rest } = schema;
  const forms = [...(oneOf ?? []), ...(anyOf ?? [])].map(partial);
  return {
    ...rest,
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, each]) => [name, partial(each)]),
          ),
        }),
    ...(forms.length === 0 ? {} : { anyOf: forms }),
  };
}
