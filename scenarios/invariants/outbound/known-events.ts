/** The rules of `events.ts`, made ready for a run: what is to be looked up at every event, and how a breach is named. */
import { bitOf, bitsOf, EVENT_RULES, type EventName, namesOf, type Word, wordOf } from './events.ts';
import { nameOfShipment, type Rule, violated } from './part.ts';

/** A rule of the table, made ready. */
export interface Known {
  readonly name: EventName;
  readonly owner: string;
  readonly entity: string;
  /** In which its bit lies; null = it is numbered. */
  readonly word: Word | null;
  readonly bit: number;
  readonly after: number;
  readonly never: number;
  readonly rules: readonly Rule[];
}

/** @param owner who writes it in this landscape */
export function knownOf(name: EventName, owner: string, rules: readonly Rule[]): Known {
  const { entity, after, never } = EVENT_RULES[name];
  return {
    name,
    owner,
    entity,
    word: wordOf(name),
    bit: bitOf(name),
    after: bitsOf(after),
    never: bitsOf(never),
    rules,
  };
}

export function nameOf({ entity }: Known, key: number): string {
  return entity === 'shipment' || entity === 'claim' ? nameOfShipment(key) : `${entity} ${key}`;
}

export function unknownEvent(event: string, owner: string): never {
  violated(
    'owner-writes',
    `${owner} wrote "${event}", which has no owner: put it into events.ts and docs/outbound.md`,
  );
}

export function foreign(known: Known, owner: string, entityType: string, key: number): never {
  violated(
    'owner-writes',
    `${nameOf(known, key)}: ${known.name} of ${entityType} written by ${owner}, it belongs to ${known.owner}, of ${known.entity}`,
  );
}

export function wrongNumber(known: Known, key: number, n: number): never {
  violated('side-effect-once', `${nameOf(known, key)}: ${known.name} no. ${n}, it happens once and is no. 1`);
}

export function outOfTurn(
  known: Known,
  word: Word,
  key: number,
  bits: number,
  how: 'before' | 'after',
): never {
  violated('only-tabled-transitions', `${nameOf(known, key)}: ${known.name} ${how} ${namesOf(word, bits)}`);
}
