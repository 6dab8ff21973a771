/** Writes a recording: a folder with one Arrow IPC stream, `<table>.arrows`, for each table of the schema. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorder, ViewSeen } from '#scenarios/recording/recorder';
import { TABLE_NAMES, TABLES, type TableName } from '#scenarios/recording/schema';
import { Shapes } from './bodies/shapes.ts';
import { EventRows } from './event-rows.ts';
import { businessRows, inputRows, messageRows } from './hot-rows.ts';
import { NotedBodies } from './noted-bodies.ts';
import { SeenStates } from './seen-states.ts';
import { TableWriter } from './table-writer.ts';

/** Rows of a batch: at most a few MB, and at most so much is lost when a run is killed. */
const ROWS_PER_BATCH = 16_384;
/** Of a table to which not every step adds a row: what it does not fill need not be cleared. */
const ROWS_PER_RARE_BATCH = 1_024;
const HOT: ReadonlySet<TableName> = new Set(['inputs', 'events', 'messages', 'business']);

/** Place among the columns of decisions. */
const VIEWS = TABLES.decisions.findIndex(({ name }) => name === 'views');

type Tables = Readonly<Record<TableName, TableWriter>>;

export class RecordingWriter implements Recorder {
  readonly input: Recorder['input'];
  readonly event: Recorder['event'];
  readonly eventLog: NonNullable<Recorder['eventLog']>;
  readonly message: Recorder['message'];
  readonly decision: Recorder['decision'];
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

  /** Makes the folder and every table's file; throws, naming the path, where that can't be done. */
  constructor(dir: string, { rowsPerBatch = ROWS_PER_BATCH }: { readonly rowsPerBatch?: number } = {}) {
    mkdirSync(dir, { recursive: true });
    const tables = tablesIn(dir, rowsPerBatch);
    const { shapes, views, ...others } = tables;
    this.tables = [shapes, views, ...Object.values(others)];
    const noted = new NotedBodies();
    this.input = inputRows(tables.inputs, noted);
    this.message = messageRows(tables.messages, noted);
    this.events = new EventRows(tables.events, rowsPerBatch);
    this.event = this.events.put;
    this.eventLog = this.events.of;
    this.business = businessRows(tables.business);
    const seen = new SeenStates(views);
    this.decision = (...row) => {
      const values: unknown[] = row;
      const views = row[VIEWS] as readonly ViewSeen[] | null;
      values[VIEWS] = views?.map((view) => seen.noted(view)) ?? null;
      tables.decisions.append(values);
    };
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
    this.events.full();
    for (const table of this.tables) table.flush();
  }

  close(): void {
    this.events.full();
    for (const table of this.tables) table.close();
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
