/**
 * The links of an audit chain as they lie in the tables of a run: decisions and notes on modes, in the order in which they were made.
 *
 * 1. Each decision comes with the digest that is made again of what stands in it, context, options and views, whatever its row says.
 * 2. Rows are read one after the other and not kept.
 */
import type { AuditRecord } from '#orchestrator/decisions/audit-record';
import type { ModeNote } from '#orchestrator/decisions/governance/governor';
import { recordOfMode } from '#orchestrator/decisions/governance/mode-record';
import type { Seen, ViewRow, ViewStates } from '#reports/decision-log/view-states';
import { CellError, type PlainRow } from '#reports/export/plain-rows';
import { UnreadableRecording } from '#reports/export/recorded-batches';
import { inputDigest } from '#scenarios/host/input-digest';
import type { Ask, ViewReading } from '#scenarios/host/ports';
import { StateDigests } from '#scenarios/host/state-digests';

/** The tables of one run and arm that its chain stands in. */
export interface ChainTables {
  decisions(): Iterable<PlainRow>;
  modes(): Iterable<PlainRow>;
  states(): ViewStates;
}

export interface Link {
  readonly record: AuditRecord;
  /** As the row has it. */
  readonly hash: string;
  /** Which row it is, in words. */
  readonly place: string;
  /** Of a decision; null = a note. */
  readonly question: Question | null;
}

export interface Question {
  /** Made again; as `record.inputDigest` where nothing was changed. */
  readonly digest: string;
  readonly options: number;
  /** Options that a hard rule removed, by the list of them. */
  readonly ruledOut: number;
}

/** Throws `CellError` where a row is not as it was written. */
export function* linksOf(tables: ChainTables): Generator<Link> {
  const states = tables.states();
  const known = new StateDigests();
  const notes = tables.modes()[Symbol.iterator]();
  let note = notes.next();
  let decisions = 0;
  let noted = 0;
  for (const row of tables.decisions()) {
    for (; note.done !== true && note.value.decisions === decisions; note = notes.next())
      yield noteLink(note.value, ++noted);
    if (note.done !== true && Number(note.value.decisions) < decisions) break;
    decisions += 1;
    yield decisionLink(row, decisions, states, known);
  }
  for (; note.done !== true; note = notes.next()) {
    noted += 1;
    if (note.value.decisions !== decisions)
      throw new CellError(
        `row ${noted} of modes, column decisions: ${String(note.value.decisions)} decisions stand before it there, and ${decisions} were read`,
      );
    yield noteLink(note.value, noted);
  }
}

/** Rows of the table `views`, as `ViewStates` takes them. */
export function* viewRows(rows: Iterable<PlainRow>): Generator<ViewRow> {
  for (const { entityType, entityKey, version, base, state } of rows)
    yield {
      entityType: String(entityType),
      entityKey: Number(entityKey),
      version: Number(version),
      base: Number(base),
      state,
    };
}

function noteLink(row: PlainRow, no: number): Link {
  const text = (name: string): string => String(row[name]);
  const model = {
    key: Number(row.modelKey),
    name: text('policy'),
    point: text('point'),
    digest: text('policyDigest'),
  };
  const note = {
    n: Number(row.n),
    at: Number(row.now),
    from: text('from') as ModeNote['from'],
    to: text('to') as ModeNote['to'],
    share: Number(row.share),
    cause: text('cause') as ModeNote['cause'],
    by: text('by'),
    reason: text('reason'),
  };
  const place = `note ${note.n} on the mode of ${model.name} (row ${no} of modes), ${utc(note.at)}`;
  return { record: recordOfMode(model, note), hash: text('auditHash'), place, question: null };
}

function decisionLink(row: PlainRow, no: number, states: ViewStates, known: StateDigests): Link {
  const record = recordOf(row, no);
  const { point, entityType, entityKey, attempt, now } = record;
  const place = `decision ${no} (${point}:${entityType}-${entityKey}:${attempt}), ${utc(now)}`;
  const options = listIn(row, 'options', no) ?? [];
  const ask = {
    ...record,
    point: point as Ask['point'],
    context: row.context,
    options,
    views: viewsOf(row, no, states),
  };
  const question = {
    digest: inputDigest(ask, known),
    options: options.length,
    ruledOut: record.ruledOut?.filter((rule) => rule !== null).length ?? 0,
  };
  return { record, hash: String(row.auditHash), place, question };
}

function recordOf(row: PlainRow, no: number): AuditRecord {
  const text = (name: string): string | null => row[name] as string | null;
  const figure = (name: string): number | null => row[name] as number | null;
  return {
    now: Number(row.now),
    point: String(row.point),
    entityType: String(row.entityType),
    entityKey: Number(row.entityKey),
    attempt: Number(row.attempt),
    policy: String(row.policy),
    mode: String(row.mode),
    modelDigest: text('policyDigest'),
    inputDigest: String(row.inputDigest),
    answer: text('answer'),
    recommended: Number(row.recommended),
    chosen: Number(row.chosen),
    override: text('override'),
    fallback: text('fallback'),
    candidates: Number(row.candidates),
    removed: Number(row.removed),
    ruledOut: rulesIn(row, no),
    score: figure('score'),
    confidence: figure('confidence'),
    propensity: figure('propensity'),
    latencyMs: Number(row.latencyMs),
  };
}

interface NotedView extends Omit<ViewReading, 'state'> {
  readonly stateRow: number;
}

/** What the views of a decision say of themselves, with their states. */
function viewsOf(row: PlainRow, no: number, states: ViewStates): ViewReading[] {
  const views = (listIn(row, 'views', no) ?? []) as readonly NotedView[];
  return views.map(({ stateRow, ...view }) => {
    const seen = seenAt(stateRow, no, states);
    if (seen === null) return { ...view, state: null };
    if (seen.entityType !== view.type || seen.entityKey !== view.key || seen.version !== view.version)
      throw new CellError(
        `row ${no} of decisions, column views: it saw ${view.type} ${view.key} of version ${view.version}, and row ${stateRow} of views is ${seen.entityType} ${seen.entityKey} of version ${seen.version}`,
      );
    return { ...view, state: seen.state };
  });
}

function seenAt(stateRow: number, no: number, states: ViewStates): Seen | null {
  try {
    return states.seenAt(stateRow);
  } catch (error) {
    if (!(error instanceof UnreadableRecording || error instanceof CellError)) throw error;
    throw new CellError(`row ${no} of decisions, column views: ${error.message}`, { cause: error });
  }
}

function rulesIn(row: PlainRow, no: number): AuditRecord['ruledOut'] {
  const rules = listIn(row, 'ruledOut', no);
  if (rules === null || rules.every((rule) => rule === null || typeof rule === 'string'))
    return rules as AuditRecord['ruledOut'];
  throw new CellError(`row ${no} of decisions, column ruledOut: it is no list of texts`);
}

function listIn(row: PlainRow, name: string, no: number): readonly unknown[] | null {
  const list = row[name];
  if (list === null || Array.isArray(list)) return list as readonly unknown[] | null;
  throw new CellError(`row ${no} of decisions, column ${name}: it is no list`);
}

function utc(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? `${at} ms` : date.toISOString();
}
