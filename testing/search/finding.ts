/**
 * What a run has shown to be wrong, and where: failures of one cause have one invariant and one place, so that they are counted as one.
 *
 * 1. A place holds no number, key or time, and no text that differs from run to run.
 */
import { InvariantViolation } from '#scenarios/invariants/invariant-violation';
import type { Kernel } from '#sim/kernel';

/** Findings beside the invariants of the run. */
export const OWN_FINDINGS = [
  ['no-throw', 'no step of a run throws, whatever arrives and in whatever order'],
  ['ends', 'a run comes to its end'],
  ['deterministic', 'the same run gives the same digests in another process'],
] as const satisfies readonly (readonly [name: string, holds: string])[];

/** The business event that was written last; event "" = none yet. */
export interface LastEvent {
  event: string;
  entityType: string;
  entityKey: number;
}

export interface Finding {
  /** Its name, or one of `OWN_FINDINGS`. */
  readonly invariant: string;
  /** What it is about and when: `shipment, at goodsIssued`; `node, at an audit`; `shipment reserving, at the end`. */
  readonly place: string;
  /** Virtual time, epoch ms; 0 where it never began. */
  readonly at: number;
  /** Number of the kernel's event, from 1. */
  readonly event: number;
  /** Entity and figures, as a sentence. */
  readonly message: string;
  /** What the message names first, such as `shipment 72`; of a throw the event under way. */
  readonly subject: string;
}

const NAMED =
  /\b(order|shipment|load|claim|case|invoice|node|partner|purchase order|receipt|return|declaration|transfer|route|trip|store) (\d+)/;
/** `12 shipments wait for no person: 72 (picked), 80 (picked)` */
const LISTED = /\d+ ([a-z][a-z ]*?)s (?:wait|are|have|is)\b[^:]*: (\d+)(?: \(([a-z- ]+)\))?/;

/** @param kernel null = it could not even be set up @param last what was written last; '' = nothing yet */
export function findingOf(error: unknown, kernel: Kernel | null, last: LastEvent): Finding {
  const at = { at: timeOf(kernel), event: kernel?.events ?? 0 };
  const violation = violationIn(error);
  if (violation === null) return { ...thrown(error), ...at };
  // By itself it was thrown between events: when nothing more can happen, or when time is up.
  const atEnd = violation === error;
  const { invariant, message } = violation;
  const [entity, key, status] =
    subjectOf(message) ?? (atEnd ? ['run', 0] : [last.entityType, last.entityKey]);
  const what = status === undefined ? entity : `${entity} ${status}`;
  const place = `${what}, ${atEnd ? 'at the end' : whenOf(last, entity, key)}`;
  return { invariant, place, ...at, message, subject: `${entity} ${key}` };
}

/** At an event of its own; what an audit finds has happened before, and the event at which it looks says nothing. */
function whenOf(last: LastEvent, entity: string, key: number): string {
  if (last.event === '') return 'at the start';
  return last.entityType === entity && last.entityKey === key ? `at ${last.event}` : 'at an audit';
}

export function neverEnds(kernel: Kernel, last: LastEvent): Finding {
  return {
    invariant: 'ends',
    place: `${last.entityType}, at ${last.event}`,
    at: timeOf(kernel),
    event: kernel.events,
    message: `not at its end after ${kernel.events} events; the last: ${last.event} of ${last.entityType} ${last.entityKey}`,
    subject: `${last.entityType} ${last.entityKey}`,
  };
}

/** What an error is about, where an invariant is behind it; null for any other. */
function violationIn(error: unknown): InvariantViolation | null {
  for (let e = error; e instanceof Error; e = e.cause) if (e instanceof InvariantViolation) return e;
  return null;
}

/** What a message names first, and the status it is in where it says so. */
function subjectOf(message: string): [entity: string, key: number, status?: string] | null {
  const [, listed, first, status] = LISTED.exec(message) ?? [];
  if (listed !== undefined)
    return status === undefined ? [listed, Number(first)] : [listed, Number(first), status];
  const [, entity, key] = NAMED.exec(message) ?? [];
  return entity === undefined ? null : [entity, Number(key)];
}

function timeOf(kernel: Kernel | null): number {
  return kernel === null || Number.isNaN(kernel.now) ? 0 : kernel.now;
}

/** Of a throw that no invariant is behind: what it says, without its numbers. */
function thrown(error: unknown): Pick<Finding, 'invariant' | 'place' | 'message' | 'subject'> {
  const outer = error instanceof Error ? error : new Error(String(error));
  let cause = outer;
  while (cause.cause instanceof Error) cause = cause.cause;
  const handler = /\(event \d+, ([^(]+)\(/.exec(outer.message)?.[1] ?? 'between events';
  return {
    invariant: 'no-throw',
    place: `${handler}: ${shapeOf(cause.message)}`,
    message: outer.message,
    subject: handler,
  };
}

const SHAPE_CHARACTERS_MAX = 80;

function shapeOf(message: string): string {
  return message
    .split('\n', 1)[0]!
    .replace(/\(event \d+, .*$/, '')
    .replace(/"[^"]*"/g, '"..."')
    .replace(/-?\d+(\.\d+)?/g, '#')
    .slice(0, SHAPE_CHARACTERS_MAX)
    .trim();
}
