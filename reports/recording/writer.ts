/** Writes a recording: a folder with one Arrow IPC stream, `<table>.arrows`, for each table of the schema. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorder } from '#scenarios/recording/recorder';
import { TABLE_NAMES, TABLES, type TableName } from '#scenarios/recording/schema';
import { compactBody, compactList } from './compact.ts';
import { TableWriter } from './table-writer.ts';

/** Rows of a batch: at most a few MB, and at most so much is lost when a run is killed. */
const ROWS_PER_BATCH = 16_384;

/** Places among the columns of a table. */
const INPUT_BODY = TABLES.inputs.findIndex(({ name }) => name === 'body');
const DECISION_OPTIONS = TABLES.decisions.findIndex(({ name }) => name === 'options');

type Append<Method extends keyof Recorder> = (...row: Parameters<Recorder[Method]>) => void;

export class RecordingWriter implements Recorder {
  readonly input: Append<'input'>;
  readonly event: Append<'event'>;
  readonly message: Append<'message'>;
  readonly decision: Append<'decision'>;
  readonly task: Append<'task'>;
  readonly ledger: Append<'ledger'>;
  readonly business: Append<'business'>;
  readonly kpi: Append<'kpi'>;
  readonly audit: Append<'audit'>;
  readonly fault: Append<'fault'>;
  readonly checkpoint: Append<'checkpoint'>;
  readonly name: Append<'name'>;
  private readonly tables: readonly TableWriter[];

  /** Makes the folder and every table's file; throws, naming the path, where that can't be done. */
  constructor(dir: string, options: { readonly rowsPerBatch?: number } = {}) {
    mkdirSync(dir, { recursive: true });
    const made = new Map(
      TABLE_NAMES.map((name) => [
        name,
        new TableWriter(join(dir, `${name}.arrows`), TABLES[name], options.rowsPerBatch ?? ROWS_PER_BATCH),
      ]),
    );
    this.tables = [...made.values()];
    const into = (name: TableName): ((...row: readonly unknown[]) => void) => {
      const table = made.get(name)!;
      return (...row) => table.append(row);
    };
    const input = into('inputs');
    this.input = (...row) => {
      row[INPUT_BODY] = compactBody(row[INPUT_BODY]);
      input(...row);
    };
    this.event = into('events');
    this.message = into('messages');
    const decision = into('decisions');
    this.decision = (...row) => {
      row[DECISION_OPTIONS] = compactList(row[DECISION_OPTIONS]);
      decision(...row);
    };
    this.task = into('tasks');
    this.ledger = into('ledger');
    this.business = into('business');
    this.kpi = into('kpis');
    this.audit = into('audit');
    this.fault = into('faults');
    this.checkpoint = into('checkpoints');
    this.name = into('names');
  }

  /** Makes everything recorded so far readable. */
  flush(): void {
    for (const table of this.tables) table.flush();
  }

  close(): void {
    for (const table of this.tables) table.close();
  }
}
