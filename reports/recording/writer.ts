/** Writes a recording: a folder with one Arrow IPC stream, `<table>.arrows`, for each table of the schema. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorder } from '#scenarios/recording/recorder';
import { TABLE_NAMES, TABLES, type TableName } from '#scenarios/recording/schema';
import { Shapes } from './bodies/shapes.ts';
import { decisionRows } from './decision-rows.ts';
import { EventRows } from './event-rows.ts';
import { businessRows, inputRows, messageRows } from './hot-rows.ts';
import { NotedBodies } from './noted-bodies.ts';
import type { RowStage } from './row-stage.ts';
import { SeenStates } from './seen-states.ts';
import { TableWriter } from './table-writer.ts';

/** Rows of a batch: at most a few MB, and at most so much is lost when a run is killed. */
const ROWS_PER_BATCH = 16_384;
/** Of a table to which not every step adds a row: what it does not fill need not be cleared. */
const ROWS_PER_RARE_BATCH = 1_024;
const HOT: ReadonlySet<TableName> = new Set(['inputs', 'events', 'messages', 'business']);

type Tables = Readonly<Record<TableName, TableWriter>>;

export class RecordingWriter implements Recorder {
  readonly input: Recorder['input'];
  readonly inputOf: NonNullable<Recorder['inputOf']>;
  readonly event: Recorder['event'];
  readonly eventLog: NonNullable<Recorder['eventLog']>;
  readonly message: Recorder['message'];
  readonly decision: Recorder['decision'];
  readonly mode: Recorder['mode'];
  readonly task: Recorder['task'];
  readonly ledger: Recorder['ledger'];
  readonly business: Recorder['business'];
  readonly kpi: Recorder['kpi'];
  readonly audit: Recorder['audit'];
  readonly fault: Recorder['fault'];
  readonly checkpoint: Recorder['checkpoint'];
  readonly name: Recorder['name'];
  /** What others refer to comes first. */
  private readonly tables: readonly TableWriter[];
  private readonly events: EventRows;
  private readonly stages: readonly RowStage[];

  /** Makes the folder and every table's file; throws, naming the path, where that can't be done. */
  constructor(dir: string, { rowsPerBatch = ROWS_PER_BATCH }: { readonly rowsPerBatch?: number } = {}) {
    mkdirSync(dir, { recursive: true });
    const tables = tablesIn(dir, rowsPerBatch);
    const { shapes, views, ...others } = tables;
    this.tables = [shapes, views, ...Object.values(others)];
    const noted = new NotedBodies();
    const inputs = inputRows(tables.inputs, noted);
    const messages = messageRows(tables.messages, noted);
    const business = businessRows(tables.business);
    this.stages = [inputs.stage, messages.stage, business.stage];
    this.inputOf = inputs.put;
    this.input = (
      now,
      actorType,
      actorKey,
      actorN,
      kind,
      fromType,
      fromKey,
      sender,
      counter,
      key,
      a,
      b,
      body,
    ) =>
      inputs.put(now, actorType, actorKey, actorN, fromType, {
        kind,
        fromKey,
        sender,
        counter,
        key,
        a,
        b,
        body,
      });
    this.message = messages.put;
    this.business = business.put;
    this.events = new EventRows(tables.events);
    this.event = this.events.put;
    this.eventLog = this.events.of;
    this.decision = decisionRows(tables.decisions, new SeenStates(views));
    this.mode = (...row) => tables.modes.append(row);
    this.task = (...row) => tables.tasks.append(row);
    this.ledger = (...row) => tables.ledger.append(row);
    this.kpi = (...row) => tables.kpis.append(row);
    this.audit = (...row) => tables.audit.append(row);
    this.fault = (...row) => tables.faults.append(row);
    this.checkpoint = (...row) => tables.checkpoints.append(row);
    this.name = (...row) => tables.names.append(row);
  }

  /** Makes everything recorded so far readable. */
  flush(): void {
    this.drain();
    for (const table of this.tables) table.flush();
  }

  close(): void {
    this.drain();
    for (const table of this.tables) table.close();
  }

  /** No table has rows that its columns do not have. */
  private drain(): void {
    this.events.full();
    for (const stage of this.stages) stage.drain();
  }
}

function tablesIn(dir: string, rowsPerBatch: number): Tables {
  const shapes = new Shapes((keys) => tables.shapes.append([keys]));
  const flush = {
    shapes: () => {},
    views: () => tables.shapes.flush(),
    decisions: () => {
      tables.shapes.flush();
      tables.views.flush();
    },
  };
  const tableOf = (name: TableName): TableWriter => {
    const before = name in flush ? flush[name as keyof typeof flush] : flush.views;
    const rowsMax = HOT.has(name) ? rowsPerBatch : Math.min(rowsPerBatch, ROWS_PER_RARE_BATCH);
    const options = { rowsPerBatch: rowsMax, shapes, before };
    return new TableWriter(join(dir, `${name}.arrows`), TABLES[name], options);
  };
  const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, tableOf(name)])) as Record<
    TableName,
    TableWriter
  >;
  return tables;
}
