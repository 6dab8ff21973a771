/**
 * A recording as the events of a log, in the order of time: business events, decisions, tasks. What they say of objects goes into the book.
 *
 * 1. Each row of the three tables is one event: `business:17` is row 17, from 1, of the table `business`.
 * 2. Numbers that are none (NaN, without end) and instants that are not set (0 or before) are no attributes.
 * 3. Memory is a row of each table, beside the book.
 */
import { BodyDecoder } from '../../recording/bodies/decoder.ts';
import { shapesIn, unreadable } from '../recorded-batches.ts';
import { type Meaning, meaningsOf } from './event-meanings.ts';
import type { ObjectBook, ObjectEars } from './object-book.ts';
import { objectId, objectType, ownerOf } from './object-ids.ts';
import type { OcelEvent, OcelRelation, OcelValue, OcelValueType } from './ocel-log.ts';
import { cellsOf, type RecordedCells } from './recorded-cells.ts';

/** An attribute with its type, as far as one value tells it. */
export type TypedAttribute = readonly [name: string, value: OcelValue, type: OcelValueType];

export interface RecordedEvent extends OcelEvent {
  readonly types: readonly OcelValueType[];
}

/** What an event is about. */
const SUBJECT = 'subject';
/** Numbers of a decision, and what it says in words. */
const DECISION_INTEGERS = ['attempt', 'candidates', 'removed', 'chosen', 'recommended'] as const;
const DECISION_FLOATS = ['score', 'confidence', 'propensity', 'latencyMs'] as const;
const DECISION_TEXTS = ['policy', 'mode', 'fallback', 'override'] as const;
/** In an order of its own where two happen at the same time: what happened, what was decided, who was asked. */
const TABLES = ['business', 'decisions', 'tasks'] as const;

export function* recordedEvents(
  dir: string,
  book: ObjectEars,
  onCut: (words: string) => void,
): Generator<RecordedEvent> {
  const decoder = new BodyDecoder(shapesIn(dir).map((keys) => [...keys]));
  const makers = {
    business: (cells: RecordedCells) => businessEvent(cells, book),
    decisions: (cells: RecordedCells) => decisionEvent(cells, book),
    tasks: (cells: RecordedCells) => unreadable(dir, () => taskEvent(cells, book, decoder)),
  };
  const rows = TABLES.map((table) => mapped(cellsOf(dir, table, onCut), makers[table]));
  const heads = rows.map((each) => each.next());
  for (;;) {
    let first = -1;
    heads.forEach(({ done, value }, i) => {
      if (done !== true && (first < 0 || value.at < (heads[first]!.value as RecordedEvent).at)) first = i;
    });
    if (first < 0) return;
    yield heads[first]!.value as RecordedEvent;
    heads[first] = rows[first]!.next();
  }
}

/** Names of objects, as the recording has them: of those that turned up. */
export function nameObjects(dir: string, book: ObjectBook, onCut: (words: string) => void): void {
  for (const cells of cellsOf(dir, 'names', onCut)) {
    const type = objectType(cells.text('entityType'));
    const key = cells.numeric('entityKey');
    if (book.has(type, key)) book.change(type, key, 'name', 'string', 0, cells.text('name'));
  }
}

function* mapped<From, To>(from: Iterable<From>, make: (each: From) => To): Generator<To, undefined> {
  for (const each of from) yield make(each);
}

function businessEvent(cells: RecordedCells, book: ObjectEars): RecordedEvent {
  const event = cells.text('event');
  const at = cells.numeric('time');
  const type = objectType(cells.text('entityType'));
  const key = cells.numeric('entityKey');
  const relations = subjectsOf(type, key, book);
  const attributes: TypedAttribute[] = [
    ['owner', cells.text('owner'), 'string'],
    ['n', cells.numeric('entityN'), 'integer'],
  ];
  const [a, b] = meaningsOf(event);
  for (const [meaning, value] of [
    [a, cells.numeric('a')],
    [b, cells.numeric('b')],
  ] as const)
    told({ meaning, value, at, type, key }, { attributes, relations, book });
  return made(`business:${cells.number}`, event, at, attributes, relations);
}

interface Said {
  readonly meaning: Meaning;
  readonly value: number;
  readonly at: number;
  /** What the event is about. */
  readonly type: string;
  readonly key: number;
}

interface Into {
  readonly attributes: TypedAttribute[];
  readonly relations: OcelRelation[];
  readonly book: ObjectEars;
}

function told({ meaning, value, at, type, key }: Said, { attributes, relations, book }: Into): void {
  if (meaning.kind === 'none') return;
  if (meaning.kind === 'object') {
    // -1 = there is none.
    if (!Number.isSafeInteger(value) || value < 0) return;
    book.note(meaning.type, value);
    relations.push({ object: objectId(meaning.type, value), qualifier: meaning.qualifier });
    if (meaning.stays) book.relate(type, key, meaning.type, value, meaning.qualifier);
    return;
  }
  const { name, ofObject } = meaning;
  if (!isTold(value, meaning.kind)) return;
  const kind: OcelValueType = meaning.kind === 'time' ? 'time' : 'integer';
  // No JSON has a 0 below 0.
  attributes.push([name, value + 0, kind]);
  if (ofObject) book.change(type, key, name, kind, at, value + 0);
}

/** Instants that a date can hold. Source: ECMAScript, 8.64e15 ms. */
const TIME_MAX = 8_640_000_000_000_000;

function isTold(value: number, kind: 'number' | 'time'): boolean {
  if (!Number.isFinite(value)) return false;
  return kind === 'number' || (value > 0 && value <= TIME_MAX);
}

/** The thing itself, and what it belongs to. */
function subjectsOf(type: string, key: number, book: ObjectEars): OcelRelation[] {
  book.note(type, key);
  const relations: OcelRelation[] = [{ object: objectId(type, key), qualifier: SUBJECT }];
  for (let owner = ownerOf(type, key); owner !== null; owner = ownerOf(owner.type, owner.key)) {
    // A load is no part of anything, though it is numbered by a shipment.
    if (!book.has(owner.type, owner.key)) break;
    relations.push({ object: objectId(owner.type, owner.key), qualifier: owner.type });
  }
  return relations;
}

function decisionEvent(cells: RecordedCells, book: ObjectEars): RecordedEvent {
  const type = objectType(cells.text('entityType'));
  const attributes: TypedAttribute[] = [];
  for (const name of DECISION_TEXTS) push(attributes, name, cells.value(name), 'string');
  for (const name of DECISION_INTEGERS) push(attributes, name, cells.value(name), 'integer');
  for (const name of DECISION_FLOATS) push(attributes, name, cells.value(name), 'float');
  const relations = subjectsOf(type, cells.numeric('entityKey'), book);
  const event = `decision ${cells.text('point')}`;
  return made(`decision:${cells.number}`, event, cells.numeric('now'), attributes, relations);
}

/** Of a task in each state. */
const TASK_EVENTS: Readonly<Record<string, string>> = {
  open: 'task given',
  handled: 'task handled',
  answered: 'task answered',
};

function taskEvent(cells: RecordedCells, book: ObjectEars, decoder: BodyDecoder): RecordedEvent {
  const type = objectType(cells.text('entityType'));
  const key = cells.numeric('entityKey');
  const state = cells.text('state');
  const at = cells.numeric('now');
  const bytes = cells.value('body') as Uint8Array | null;
  const body = (bytes === null ? {} : decoder.body(bytes)) as Readonly<Record<string, unknown>>;
  const attributes: TypedAttribute[] = [];
  push(attributes, 'role', cells.value('role'), 'string');
  push(attributes, 'kind', cells.value('kind'), 'string');
  push(attributes, 'due', cells.value('dueAt'), 'time');
  if (typeof body.detail === 'string') push(attributes, 'detail', body.detail, 'string');
  if (typeof body.answer === 'number') push(attributes, 'answer', body.answer, 'integer');
  const relations = subjectsOf(type, key, book);
  const task = `${type}:${key}:${String(body.no ?? 0)}`;
  if (state === 'open') {
    book.change('task', task, 'kind', 'string', at, cells.text('kind'));
    book.change('task', task, 'role', 'string', at, cells.text('role'));
    book.relate('task', task, type, key, 'about');
  }
  book.note('task', task);
  relations.push({ object: objectId('task', task), qualifier: 'task' });
  const event = Object.hasOwn(TASK_EVENTS, state) ? TASK_EVENTS[state]! : `task ${state}`;
  return made(`task:${cells.number}`, event, at, attributes, relations);
}

function push(attributes: TypedAttribute[], name: string, value: unknown, type: OcelValueType): void {
  if (value === null || value === undefined) return;
  if (type === 'string') attributes.push([name, String(value), type]);
  else if (isTold(Number(value), type === 'time' ? 'time' : 'number'))
    attributes.push([name, Number(value) + 0, type]);
}

function made(
  id: string,
  type: string,
  at: number,
  typed: readonly TypedAttribute[],
  relations: readonly OcelRelation[],
): RecordedEvent {
  return {
    id,
    type,
    at,
    attributes: typed.map(([name, value]) => [name, value] as const),
    types: typed.map(([, , kind]) => kind),
    relations: relations.filter(isFirst),
  };
}

function isFirst({ object, qualifier }: OcelRelation, at: number, all: readonly OcelRelation[]): boolean {
  return all.findIndex((each) => each.object === object && each.qualifier === qualifier) === at;
}
