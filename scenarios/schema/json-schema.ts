/**
 * The JSON Schema of scenario files. A file that extends another, and an overlay, may leave out anything: there nothing
 * is required, and distributions and unions are any of their forms.
 */
import { z } from 'zod';
import { scenarioSchema } from './scenario.ts';

export type JsonSchema = {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly [keyword: string]: unknown;
};

/** Of a scenario that stands by itself. */
export function wholeScenarioSchema(): JsonSchema {
  return z.toJSONSchema(scenarioSchema, { io: 'input' }) as JsonSchema;
}

/** Of every file that `dray run` takes, overlays included. For editors. */
export function scenarioJsonSchema(): JsonSchema {
  const { $schema, ...whole } = wholeScenarioSchema();
  const part = partial(whole);
  const overlay = {
    ...part,
    properties: { ...part.properties, overlay: { type: 'string', description: 'What the overlay does' } },
  };
  return {
    $schema,
    title: 'Dray scenario',
    if: { required: ['extends'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: part,
    else: {
      if: { required: ['overlay'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: overlay,
      else: whole,
    },
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
