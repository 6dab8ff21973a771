/** What a carrier's next version writes, as the old guide does not have it: each a change of one event. */
import type { JsonObject, RestEvent } from '#orchestrator/contracts/rest-payloads';

export const DRIFTS = ['unknownField', 'renamedField', 'unknownValue', 'missingField'] as const;

export type Drift = (typeof DRIFTS)[number];

/** null = it can't befall this event: it has no word of a list. */
export function drifted(event: RestEvent, drift: Drift): RestEvent | null {
  const { data } = event;
  switch (drift) {
    case 'unknownField':
      return { ...event, data: { ...data, schemaVersion: '2' } };
    case 'unknownValue': {
      const field = ['status', 'reason'].find((name) => typeof data[name] === 'string');
      return field === undefined ? null : { ...event, data: { ...data, [field]: `v2_${data[field]}` } };
    }
    case 'missingField':
      return { ...event, data: without(data, lastOf(data)) };
    case 'renamedField': {
      const field = lastOf(data);
      return { ...event, data: { ...without(data, field), [`${field}V2`]: data[field]! } };
    }
  }
}

/** Every type of event ends with a field that it must have. */
function lastOf(data: JsonObject): string {
  return Object.keys(data).at(-1)!;
}

function without(data: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== field));
}
