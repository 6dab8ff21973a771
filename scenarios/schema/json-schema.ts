/**
 * The JSON Schema of scenario files of both processes. A file that extends another, and an overlay, may leave out anything: there nothing
 * is required, and distributions and unions are any of their forms.
 */
import { z } from 'zod';
import { outboundScenarioSchema } from './outbound/scenario.ts';
import { scenarioSchema } from './scenario.ts';

export type JsonSchema = {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly [keyword: string]: unknown;
};

/** The formats there are: the first, thin process has no `process` key, and its name is for our own use. */
export type ProcessName = 'thin' | 'outbound';

const SCHEMAS = { thin: scenarioSchema, outbound: outboundScenarioSchema };
const made = new Map<ProcessName, JsonSchema>();

/** Of a scenario that stands by itself. */
export function wholeScenarioSchema(process: ProcessName): JsonSchema {
  const known = made.get(process);
  if (known !== undefined) return known;
  const whole = z.toJSONSchema(SCHEMAS[process], { io: 'input' }) as JsonSchema;
  made.set(process, whole);
  return whole;
}

/** Of every file that `dray run` takes, overlays included. For editors. */
export function scenarioJsonSchema(): JsonSchema {
  const { $schema, ...thin } = wholeScenarioSchema('thin');
  const { $schema: _same, ...outbound } = wholeScenarioSchema('outbound');
  const either = { anyOf: [partial(thin), partial(outbound)] };
  return {
    $schema,
    title: 'Dray scenario',
    ...cases(
      // What it extends says which process a file is of, unless it does so itself.
      ['extends', cases(['process', partial(outbound)], either)],
      cases(
        ['overlay', { anyOf: [overlay(partial(thin)), overlay(partial(outbound))] }],
        cases(['process', outbound], thin),
      ),
    ),
  };
}

/** One schema where a key is there, another one where it is not. */
function cases([key, there]: readonly [string, JsonSchema], otherwise: JsonSchema): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: { required: [key] }, then: there, else: otherwise };
}

function overlay(part: JsonSchema): JsonSchema {
  return {
    ...part,
    properties: { ...part.properties, overlay: { type: 'string', description: 'What the overlay does' } },
  };
}

/** The schema of a part: nothing is required. Items of lists stay whole, since a list is replaced as a whole. */
function partial(schema: JsonSchema): JsonSchema {
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
