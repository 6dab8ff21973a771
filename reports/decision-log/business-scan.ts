/**
 * Business events of an arm in their order, handed to who wants to hear of them by name.
 *
 * 1. One pass, batch by batch: an event that nobody wants costs a look-up by number.
 */
import type { Data } from 'apache-arrow';
import { RecordedBatches } from '../export/recorded-batches.ts';

/** @param n which of the entity's events of this name */
export type Heard = (time: number, key: number, n: number, a: number, b: number) => void;

/** By name of the event. */
export type Listeners = Readonly<Record<string, Heard>>;

/** Answers where the table is cut off, null = it is whole. @param from epoch ms: nothing earlier is of interest */
export function scanBusiness(dir: string, listeners: Listeners): string | null {
  const recorded = new RecordedBatches(dir, 'business');
  for (const batch of recorded) {
    const child = (name: string): Data =>
      batch.data.children[batch.schema.fields.findIndex((field) => field.name === name)]!;
    const event = child('event');
    const codes = event.values as Int16Array;
    const heard = byCode(event, listeners);
    const time = child('time').values as BigInt64Array;
    const [key, n, a, b] = ['entityKey', 'entityN', 'a', 'b'].map(
      (name) => child(name).values as Float64Array,
    );
    for (let row = 0; row < batch.numRows; row++) {
      const listener = heard[codes[row]!];
      if (listener != null) listener(Number(time[row]!), key![row]!, n![row]!, a![row]!, b![row]!);
    }
  }
  return recorded.cutOff;
}

function byCode({ dictionary }: Data, listeners: Listeners): (Heard | undefined)[] {
  const names = dictionary!;
  return Array.from({ length: names.length }, (_, code) => listeners[String(names.get(code))]);
}
