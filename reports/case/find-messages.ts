/**
 * Messages of an order between the core and its partners: a line for each transmission, with how long it took and what became of it.
 *
 * 1. What is sent again is a line of its own, numbered. A transmission that somebody took or answered is the last before that.
 */
import type { CaseKnowledge } from './case-view.ts';
import type { Entries, FoundEntry } from './entries.ts';
import { type Acknowledgement, counterOf, type Found, messageId } from './find-parts.ts';
import { keysAmong } from './scan/keys.ts';
import { type Cells, type Pair, TableCells, type Wanted } from './table-cells.ts';

/** The actor of the core that a message is from, or for. */
export interface About {
  readonly aboutType: string;
  readonly aboutKey: number;
}

/** As it stands in the table. */
interface Transmission extends About {
  readonly id: string;
  readonly sentAt: number;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  /** Business key, as faults name it. */
  readonly key: number;
  /** Of the core: its number. */
  readonly counter: number | null;
  readonly shared: boolean;
  readonly row: number;
}

/** What faults are matched with. */
export interface OwnMessages {
  readonly count: number;
  readonly resent: number;
  /** By `sentAt|kind|key` of each transmission. */
  readonly sent: ReadonlyMap<string, About>;
  /** By `kind|key`. */
  readonly kinds: ReadonlyMap<string, About>;
  /** Business keys of them all. */
  readonly keys: ReadonlySet<number>;
}

/** Done, as of HTTP. */
const DONE = 200;
const DONE_BELOW = 300;

export interface MessageWords {
  readonly knowledge: CaseKnowledge;
  /** Of one carrier among several; of a system that is alone nothing. */
  nameOfPartner(partner: string): string;
}

export function findMessages(dir: string, found: Found, words: MessageWords, entries: Entries): OwnMessages {
  const transmissions: Transmission[] = [];
  const table = new TableCells(dir, 'messages', null);
  table.look(wantedOf(found), (cells) => {
    const own = ownedBy(cells, found);
    if (own !== null) transmissions.push(own);
  });
  entries.trouble(table.trouble);
  const byId = new Map<string, Transmission[]>();
  for (const each of transmissions) {
    const list = byId.get(each.id);
    if (list === undefined) byId.set(each.id, [each]);
    else list.push(each);
  }
  for (const list of byId.values())
    list.forEach((each, i) => {
      entries.add(entryOf(each, i, list[i + 1]?.sentAt ?? Number.POSITIVE_INFINITY, found, words));
    });
  return {
    count: byId.size,
    resent: [...byId.values()].filter((list) => list.length > 1).length,
    sent: new Map(transmissions.map((each) => [`${each.sentAt}|${each.kind}|${each.key}`, each])),
    kinds: new Map(transmissions.map((each) => [`${each.kind}|${each.key}`, each])),
    keys: new Set(transmissions.map(({ key }) => key)),
  };
}

const BY_SENDER: Pair = { name: 'fromType', number: 'fromKey' };
/** Senders number their messages, each its own. */
const BY_NUMBER: Pair = { name: 'fromType', number: 'counter' };
const BY_KIND: Pair = { name: 'kind', number: 'key' };

/** What may be the order's: from its actors, taken by them, or of a kind that they alone take. */
function wantedOf({ parts, taken, named, actorsOfKind }: Found): readonly Wanted[] {
  const numbers = keysAmong(new Set([...named, ...[...taken.keys()].map(counterOf)]));
  const takerOf = (kind: string): string | null => {
    const [type, ...more] = actorsOfKind.get(kind) ?? [];
    return type === undefined || more.length > 0 ? null : type;
  };
  const keysOfKind = (kind: string) => {
    const type = takerOf(kind);
    return type === null ? null : parts.keysOf(type);
  };
  return [
    { pair: BY_SENDER, keysOf: (type) => parts.keysOf(type) },
    { pair: BY_NUMBER, keysOf: () => numbers },
    { pair: BY_KIND, keysOf: keysOfKind },
  ];
}

function ownedBy(cells: Cells, found: Found): Transmission | null {
  const { parts, taken, named, actorsOfKind } = found;
  const sender = cells.number('sender');
  const counter = cells.number('counter');
  const id = messageId(sender, counter);
  const key = cells.number('key');
  if (sender === 0) {
    const type = cells.text('fromType');
    const from = cells.number('fromKey');
    if (!parts.has(type, from) && !named.has(counter)) return null;
    const shared = named.has(counter);
    return { ...told(cells), id, key, counter, aboutType: type, aboutKey: from, from: 'core', shared };
  }
  const by = taken.get(id);
  if (by !== undefined)
    return { ...told(cells), id, key, counter: null, aboutType: by.type, aboutKey: by.key, shared: false };
  // Nobody took it: it got lost, or the run was over before.
  const takers = [...(actorsOfKind.get(cells.text('kind')) ?? [])];
  const [type] = takers;
  if (type === undefined || takers.length > 1 || !parts.has(type, key)) return null;
  return { ...told(cells), id, key, counter: null, aboutType: type, aboutKey: key, shared: false };
}

function told(cells: Cells): Pick<Transmission, 'sentAt' | 'kind' | 'from' | 'to' | 'row'> {
  return {
    sentAt: cells.number('sentAt'),
    kind: cells.text('kind'),
    from: cells.text('fromType'),
    to: cells.text('toType'),
    row: cells.no,
  };
}

function entryOf(
  transmission: Transmission,
  i: number,
  nextAt: number,
  { taken, acknowledged }: Found,
  { nameOfPartner, knowledge }: MessageWords,
): FoundEntry {
  const { id, sentAt, kind, from, to, aboutType, aboutKey, counter, shared, row } = transmission;
  const answers = counter === null ? [] : (acknowledged.get(counter) ?? []);
  const isBefore = (at: number): boolean => at >= sentAt && at < nextAt;
  const answer = answers.filter(({ at }) => isBefore(at)).at(-1);
  const takenAt = counter === null ? (taken.get(id)?.at ?? null) : null;
  const done = answer !== undefined && isDone(answer) ? answer.at : null;
  const over = takenAt !== null && isBefore(takenAt) ? takenAt : done;
  const partner = from === 'core' ? to : from;
  const called = nameOfPartner(partner);
  const fate = over === null ? fateOf(answer, counter !== null) : '';
  return {
    at: sentAt,
    kind: 'message',
    system: from,
    to,
    aboutType,
    aboutKey,
    name: kind,
    detail: [called, fate].filter((part) => part !== '').join(', '),
    document: knowledge.documentOf(partner, kind),
    latencyMs: over === null ? null : over - sentAt,
    attempt: i + 1,
    shared,
    table: 'messages',
    row,
  };
}

function isDone({ status }: Acknowledgement): boolean {
  return status >= DONE && status < DONE_BELOW;
}

/** What there is to say of a transmission that nobody took. */
function fateOf(answer: Acknowledgement | undefined, isOfCore: boolean): string {
  if (answer !== undefined) return `answered ${answer.status}`;
  return isOfCore ? 'not acknowledged' : 'not taken';
}
