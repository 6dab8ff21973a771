/**
 * The words in which a transaction set is described: segments of named elements, loops of segments and loops.
 *
 * 1. A description is tied to the type of its payload: a field that is missing, or of another type, does not compile.
 * 2. The order of the members is the order of the standard. The first member of a loop is the segment that opens it.
 * 3. Segments in `unread` are of the standard and not in the payload: they are passed over without a remark.
 */
import type { Element } from './elements.ts';

export interface SegmentSpec<Payload> {
  readonly kind: 'segment';
  readonly id: string;
  /** How many elements the standard gives it. */
  readonly length: number;
  readonly fields: readonly (readonly [name: string, element: Element<unknown>])[];
  /** Positions of two elements of which only one may be there. */
  readonly exclusive: readonly [number, number] | null;
  readonly payload?: Payload;
}

export interface LoopSpec<Payload> {
  readonly kind: 'loop';
  readonly members: readonly Member[];
  /** Index of the member that a segment id begins. */
  readonly byId: ReadonlyMap<string, number>;
  readonly unread: ReadonlySet<string>;
  readonly payload?: Payload;
}

export type Spec<Payload> = SegmentSpec<Payload> | LoopSpec<Payload>;

export interface Use<Value> {
  readonly use: 'one' | 'maybe' | 'many';
  readonly max: number;
  readonly spec: Spec<unknown>;
  readonly value?: Value;
}

export interface Member extends Use<unknown> {
  readonly name: string;
}

/** @param length how many elements the standard gives the segment */
export function segment<Payload>(
  id: string,
  length: number,
  fields: { readonly [Name in keyof Payload]-?: Element<Payload[Name]> },
  exclusive: readonly [number, number] | null = null,
): SegmentSpec<Payload> {
  const list = Object.entries(fields) as [string, Element<unknown>][];
  list.sort(([, x], [, y]) => x.at - y.at || (x.component ?? 0) - (y.component ?? 0));
  return { kind: 'segment', id, length, fields: list, exclusive };
}

export function loop<Payload>(
  members: { readonly [Name in keyof Payload]-?: Use<Payload[Name]> },
  unread: readonly string[] = [],
): LoopSpec<Payload> {
  const list = Object.entries(members).map(([name, use]) => ({ name, ...(use as Use<unknown>) }));
  const byId = new Map(list.map((member, index) => [openedBy(member.spec), index]));
  return { kind: 'loop', members: list, byId, unread: new Set(unread) };
}

export function one<Payload>(spec: Spec<Payload>): Use<Payload> {
  return { use: 'one', max: 1, spec };
}

export function maybe<Payload>(spec: Spec<Payload>): Use<Payload | null> {
  return { use: 'maybe', max: 1, spec };
}

/** @param max how often the standard allows it; more are read, and reported */
export function many<Payload>(spec: Spec<Payload>, max: number): Use<readonly Payload[]> {
  return { use: 'many', max, spec };
}

/** Id of the segment that begins it. */
export function openedBy(spec: Spec<unknown>): string {
  return spec.kind === 'segment' ? spec.id : openedBy(spec.members[0]!.spec);
}
