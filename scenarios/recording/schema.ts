/**
 * What a recording holds: its tables, their columns, their units. Written by the recording writer, read by reports and
 * by other tools; everything a report shows can be computed from these tables.
 *
 * 1. `instant`: virtual time, integer ms since the Unix epoch, UTC. `name`: text from a small vocabulary (dictionary-
 *    encoded). `text`: any text. `body`: plain data in the binary form of docs/recording.md; read back as JSON.
 * 2. A table is appended to in the order in which things happened. The row's place is its number.
 * 3. What is there already is not written again: a message's body stands at the input of the same sender and counter, a
 *    state that several decisions saw stands once in `views`, and by its changes to an earlier one; the keys of an object once in `shapes`.
 * 4. No wall time, no path, no host name.
 */

/** Grows with every change that a reader of the tables would notice. */
export const RECORDING_VERSION = 4;

export type ColumnType = 'instant' | 'int32' | 'uint32' | 'float64' | 'name' | 'text' | 'body';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly doc: string;
}

const column = (name: string, type: ColumnType, doc: string): Column => ({
  name,
  type,
  nullable: false,
  doc,
});
const optional = (name: string, type: ColumnType, doc: string): Column => ({
  name,
  type,
  nullable: true,
  doc,
});

const ENTITY = [column('entityType', 'name', 'kind of thing'), column('entityKey', 'uint32', 'its number')];
const NUMBERS = [
  column('a', 'float64', 'meaning set by the kind'),
  column('b', 'float64', 'meaning set by the kind'),
];
const MESSAGE_ID = [
  column('sender', 'uint32', 'who numbered the message; 0 = the core'),
  column('counter', 'uint32', "the sender's running number"),
  column('key', 'uint32', 'business key: the order'),
];

export const TABLES = {
  inputs: [
    column('now', 'instant', 'when the step ran'),
    column('actorType', 'name', 'actor that took the input'),
    column('actorKey', 'uint32', 'its key'),
    column('actorN', 'uint32', 'which input of this actor, from 1'),
    column('kind', 'name', 'kind of input'),
    column('fromType', 'name', 'sending actor, or partner'),
    column('fromKey', 'uint32', 'its key, or the partner number'),
    ...MESSAGE_ID,
    ...NUMBERS,
    optional('body', 'body', 'what it says'),
  ],
  events: [
    column('time', 'instant', 'virtual time'),
    column('handler', 'name', 'event handler'),
    column('priority', 'int32', 'lower first'),
    ...NUMBERS,
  ],
  messages: [
    column('sentAt', 'instant', 'handed over'),
    column('dueAt', 'instant', 'arrives at the earliest'),
    column('kind', 'name', 'kind of message'),
    column('fromType', 'name', 'sender'),
    column('fromKey', 'uint32', 'its key'),
    column('toType', 'name', 'receiver'),
    column('toKey', 'uint32', 'its key, or the partner number'),
    ...MESSAGE_ID,
    ...NUMBERS,
    optional('body', 'body', 'what it says; null when the input of the same sender and counter has it'),
  ],
  decisions: [
    column('now', 'instant', 'question put'),
    column('point', 'name', 'decision point'),
    ...ENTITY,
    column('attempt', 'uint32', 'named attempt, from 1'),
    column('policy', 'name', 'policy in force'),
    optional('policyDigest', 'text', 'digest of a model'),
    column('mode', 'name', 'of that policy: shadow, canary, active; what a shadow chose counted for nothing'),
    column('candidates', 'uint32', 'options there were'),
    column('removed', 'uint32', 'of them removed by hard rules'),
    column('chosen', 'int32', 'index of the option chosen; -1 = none'),
    optional('score', 'float64', 'of the option chosen'),
    optional('confidence', 'float64', '0..1'),
    optional('propensity', 'float64', 'probability with which it was chosen'),
    optional('fallback', 'name', "why the policy's answer was not used"),
    column('latencyMs', 'float64', 'thinking time, ms'),
    optional('context', 'body', 'what was asked about'),
    optional('options', 'body', 'list, in the order offered'),
    optional('views', 'body', 'list: type, key, version, age in ms, row of its state in `views` (0 = none)'),
    column('recommended', 'int32', 'index of the option that the policy advised; -1 = none'),
    optional('override', 'name', 'who decided instead: baseline, person, exploration, forced'),
    column('inputDigest', 'text', 'of context, options and views'),
    optional('answer', 'text', 'JSON: what the model said, as it came'),
    column('auditHash', 'text', 'SHA-256 over the hash of the row before and this decision'),
    optional(
      'ruledOut',
      'body',
      'list by option: the hard rule that removed it, null = offered; null = none was removed',
    ),
  ],
  modes: [
    column('now', 'instant', 'noted'),
    column('point', 'name', 'decision point that the model answers'),
    column('modelKey', 'uint32', 'its number in `business`'),
    column('n', 'uint32', 'which note on it, from 1'),
    column('policy', 'name', 'model'),
    column('policyDigest', 'text', 'digest of the model'),
    column('from', 'name', 'mode before: off, shadow, canary, active'),
    column('to', 'name', 'mode from now on; as before where it was a warning, or refused'),
    column('share', 'float64', 'of a canary'),
    column('cause', 'name', 'start, person, kill, monitor; warning, refused'),
    column('by', 'name', 'role of the person, or what the monitor watches'),
    column('reason', 'text', 'sentence'),
    column('decisions', 'uint32', 'rows of `decisions` that stand before it in the chain'),
    column('auditHash', 'text', 'SHA-256 over the hash before, of a decision or a note, and this note'),
  ],
  tasks: [
    column('now', 'instant', 'given'),
    column('role', 'name', 'who'),
    ...ENTITY,
    column('kind', 'name', 'what to do'),
    optional('dueAt', 'instant', 'by when'),
    column('state', 'name', 'open; handled, where touch time is measured; answered'),
    optional('body', 'body', 'what it says'),
  ],
  ledger: [
    column('now', 'instant', 'posted'),
    column('debit', 'name', 'account'),
    column('credit', 'name', 'account'),
    column('amountMinor', 'float64', 'integer minor units, > 0'),
    column('currency', 'name', 'ISO 4217'),
    ...ENTITY,
    column('reference', 'name', 'posting'),
  ],
  business: [
    column('time', 'instant', 'when it happened'),
    column('event', 'name', 'past tense'),
    column('owner', 'name', 'system that owns it'),
    ...ENTITY,
    column('entityN', 'uint32', "which of the entity's events of this name, from 1"),
    ...NUMBERS,
  ],
  kpis: [
    column('time', 'instant', 'sampled'),
    column('kpi', 'name', 'name'),
    ...ENTITY,
    column('value', 'float64', 'in its unit'),
    column('unit', 'name', 'unit'),
  ],
  audit: [
    column('now', 'instant', 'noted'),
    column('subject', 'name', 'what about'),
    ...ENTITY,
    column('detail', 'text', 'sentence'),
  ],
  faults: [
    column('time', 'instant', 'injected'),
    column('kind', 'name', 'kind of fault'),
    column('place', 'name', 'where'),
    optional('entityKey', 'uint32', 'whom it hit'),
    optional('detail', 'body', 'what more there is to say'),
  ],
  checkpoints: [
    column('event', 'uint32', 'events so far'),
    column('time', 'instant', 'virtual time'),
    column('digest', 'text', 'events and effects, in order'),
    column('businessDigest', 'text', 'business events'),
    column('outcomeDigest', 'text', 'final states, quantities, money'),
  ],
  names: [...ENTITY, column('name', 'text', 'what it is called in its source')],
  views: [
    ...ENTITY,
    column('version', 'uint32', 'inputs it had taken'),
    column(
      'base',
      'uint32',
      'earlier row, from 1, to whose state this one is told by its changes; 0 = told whole',
    ),
    column(
      'state',
      'body',
      'as the first decision saw it that saw this version; or its changes: by field the new value, of a list places and numbers',
    ),
  ],
  shapes: [
    column(
      'keys',
      'text',
      'JSON list: keys of an object in a body, which names this row by its place, from 0',
    ),
  ],
} as const satisfies Record<string, readonly Column[]>;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];
