/**
 * Writes the recording of one arm as an object-centric event log, to one or more sinks at once.
 *
 * 1. It is read twice: for the types and objects, then for the events. Memory is what the objects take, whatever the number of events.
 */
import { ObjectBook } from './object-book.ts';
import type { OcelSink, OcelType } from './ocel-log.ts';
import { nameObjects, recordedEvents } from './recorded-events.ts';
import { TypedNames } from './typed-names.ts';

export interface OcelCounts {
  readonly events: number;
  readonly objects: number;
}

/** @param onCut told of every table that was cut off: what is whole of it is written */
export function writeOcel(
  dir: string,
  sinks: readonly OcelSink[],
  onCut: (words: string) => void,
): OcelCounts {
  const book = new ObjectBook();
  const types = eventTypes(dir, book, onCut);
  nameObjects(dir, book, onCut);
  const objectTypes = book.types();
  for (const sink of sinks) sink.begin(types, objectTypes);
  let events = 0;
  for (const event of recordedEvents(dir, book.again(), () => {})) {
    for (const sink of sinks) sink.event(event);
    events += 1;
  }
  let objects = 0;
  for (const object of book.objects()) {
    for (const sink of sinks) sink.object(object);
    objects += 1;
  }
  for (const sink of sinks) sink.end();
  return { events, objects };
}

/** Sorted by name. */
function eventTypes(dir: string, book: ObjectBook, onCut: (words: string) => void): readonly OcelType[] {
  const types = new Map<string, TypedNames>();
  for (const { type, attributes, types: kinds } of recordedEvents(dir, book, onCut)) {
    const names = types.get(type) ?? new TypedNames();
    types.set(type, names);
    for (const [i, [name, value]] of attributes.entries()) names.note(name, kinds[i]!, value);
  }
  return [...types]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, names]) => ({ name, attributes: names.list() }));
}
