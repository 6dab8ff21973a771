/**
 * No cell of the tables in which decisions stand can be changed unseen: each column of the schema in turn, in a row where something stands and
 * in one where nothing does, of the recording of a governed model. A column that is added to the schema is tried as well, or named below.
 */
import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditChain, type AuditRecord } from '#orchestrator/decisions/audit-record';
import { shapesIn } from '#reports/export/recorded-batches';
import { BodyDecoder } from '#reports/recording/bodies/decoder';
import { type Column, TABLES, type TableName } from '#scenarios/recording/schema';
import { Desk, dray as drayApart } from '#testing/outside/command-line';
import { dray, type Said } from '../in-process.fixture.ts';
import { bodyOf, type Cells, editTable } from './edited-table.fixture.ts';

/** By table: columns that no hash covers, and why. */
const UNCOVERED: Readonly<Partial<Record<TableName, Readonly<Record<string, string>>>>> = {};

const CHAINED = ['decisions', 'modes', 'views', 'shapes'] as const satisfies readonly TableName[];

const desk = new Desk();
afterAll(() => desk.clear());
const RUN = desk.file('run');
const ARM = `${RUN}/governed`;

const verify = (): Promise<Said> => dray('audit', 'verify', ARM);

/** Changes a table, has it verified, and puts it back. */
async function afterEdit(table: TableName, edit: (rows: Cells[]) => readonly Cells[]): Promise<Said> {
  editTable(ARM, table, edit);
  const said = await verify();
  copyFileSync(desk.file(`right/governed/${table}.arrows`), `${ARM}/${table}.arrows`);
  return said;
}

beforeAll(() => {
  process.setMaxListeners(0);
  process.stdout.setMaxListeners(0);
  const kill = 'governance.kill={ at: 10 h, by: operator, reason: looks wrong }';
  const small = ['--set', 'demand.days=1', '--set', 'thresholds=[]', '--until', '12 h', '--set', kill];
  const words = ['run', 'governance-drill', ...small, '--quiet', '--report', 'none', '--out', RUN];
  const ran = drayApart(words, desk.path);
  expect(ran).toMatchObject({ code: 0 });
  cpSync(RUN, desk.file('right'), { recursive: true });
}, 120_000);

describe.each(CHAINED)('the table %s', (table) => {
  const columns: readonly Column[] = TABLES[table];
  const covered = columns.filter(({ name }) => UNCOVERED[table]?.[name] === undefined);

  test('written again as it is: nothing is wrong', async () => {
    const bodies = columns.filter(({ type }) => type === 'body').map(({ name }) => name);
    const decoder = new BodyDecoder(shapesIn(ARM));
    const said = await afterEdit(table, (rows) => {
      for (const row of rows)
        for (const name of bodies)
          if (row[name] !== null) row[name] = bodyOf(decoder.body(row[name] as Uint8Array));
      return rows;
    });
    expect(said).toMatchObject({ code: 0, stderr: '' });
  });

  test.each(covered)('another $name', async (column) => {
    let edits = 0;
    for (const isNull of [false, true]) {
      let row = -1;
      const decoder = new BodyDecoder(shapesIn(ARM));
      const { code, stdout } = await afterEdit(table, (rows) => {
        row = rows.findLastIndex(({ [column.name]: cell }) =>
          isNull ? cell === null : isEditable(column, cell, decoder),
        );
        if (row >= 0) rows[row]![column.name] = other(column, rows[row]![column.name], decoder);
        return rows;
      });
      if (row < 0) continue;
      edits += 1;
      expect([code, stdout]).toEqual([98, expect.stringMatching(namedIn(table, column.name, row + 1))]);
    }
    expect(edits).toBeGreaterThan(0);
  });

  test.each(columns.filter(({ nullable }) => nullable))('no $name where there was one', async ({ name }) => {
    let row = -1;
    const { code, stdout } = await afterEdit(table, (rows) => {
      row = rows.findIndex((cells) => cells[name] !== null);
      if (row >= 0) rows[row]![name] = null;
      return rows;
    });
    if (row >= 0) expect([code, stdout]).toEqual([98, expect.stringMatching(namedIn(table, name, row + 1))]);
  });

  // Shapes that no decision names are of messages.
  test.skipIf(table === 'shapes')('no row taken out, put in or put elsewhere', async () => {
    for (const edit of [
      (rows: Cells[]) => rows.slice(1),
      (rows: Cells[]) => [rows[0]!, ...rows],
      (rows: Cells[]) => [rows[1]!, rows[0]!, ...rows.slice(2)],
    ])
      expect(await afterEdit(table, edit)).toMatchObject({
        code: 98,
        stdout: expect.stringMatching(/^governed: /),
      });
  });
});

/** What the command must say where a cell of a row was changed. */
function namedIn(table: TableName, column: string, row: number): RegExp {
  if (table === 'decisions') return new RegExp(`decision ${row} |row ${row} of decisions`);
  // How many decisions stand before a note says where it is: put elsewhere, it is missing between two of them.
  if (table === 'modes' && column === 'decisions') return /row \d+ of modes|changed at (?:decision|note) \d+/;
  if (table === 'modes') return new RegExp(`row ${row} of modes`);
  return /changed(?: at decision \d+|: row \d+ of "?(?:decisions|views))/;
}

/** Something stands there, of a body some number. */
function isEditable({ type, name }: Column, cell: unknown, decoder: BodyDecoder): boolean {
  return (
    cell !== null && (type !== 'body' || name === 'ruledOut' || holdsNumber(decoder.body(cell as Uint8Array)))
  );
}

/** Something else that can stand there. */
function other({ name, type }: Column, cell: unknown, decoder: BodyDecoder): unknown {
  switch (type) {
    case 'name':
      return cell === null ? 'other' : `${String(cell)}x`;
    case 'text':
      return otherText(cell);
    case 'body':
      return bodyOf(name === 'ruledOut' ? ['a rule'] : changedLeaf(decoder.body(cell as Uint8Array)));
    default:
      return cell === null ? 0 : Number(cell) + 1;
  }
}

/** Where the list of a shape's keys stands, a list of other keys. */
function otherText(cell: unknown): string {
  const text = String(cell ?? '');
  return text.startsWith('["') ? text.replace('["', '["x') : `${text}x`;
}

/** With its last number another. */
function changedLeaf(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) {
    const at = value.findLastIndex(holdsNumber);
    return value.with(at, changedLeaf(value[at]));
  }
  const fields = Object.entries(value as object);
  const at = fields.findLastIndex(([, field]) => holdsNumber(field));
  return Object.fromEntries(fields.with(at, [fields[at]![0], changedLeaf(fields[at]![1])]));
}

function holdsNumber(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'number';
  return Object.values(value).some(holdsNumber);
}

describe('what breaks no hash', () => {
  test('decisions taken off the end', async () => {
    const { code, stdout } = await afterEdit('decisions', (rows) => rows.slice(0, -2));
    expect([code, stdout]).toEqual([
      98,
      expect.stringMatching(/run\.json tells of \d+: the others were taken out/),
    ]);
  });

  test('a whole chain made anew', async () => {
    const { code, stdout } = await afterEdit('decisions', (rows) => {
      const last: Cells = { ...rows.at(-1), latencyMs: 77 };
      const chain = new AuditChain();
      chain.load(String(rows.at(-2)!.auditHash));
      const record = { ...last, now: Number(last.now), modelDigest: last.policyDigest };
      const auditHash = chain.add(record as unknown as AuditRecord);
      return [...rows.slice(0, -1), { ...last, auditHash }];
    });
    expect([code, stdout]).toEqual([98, expect.stringMatching(/ends in [0-9a-f]{64}, and run\.json says/)]);
  });

  test('a run that does not say by which rule it is chained', async () => {
    const path = `${RUN}/run.json`;
    const text = readFileSync(path, 'utf8');
    const report = JSON.parse(text);
    for (const arm of report.arms) delete arm.audit;
    writeFileSync(path, JSON.stringify(report));
    const said = await verify();
    writeFileSync(path, text);
    expect(said).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/chained by rule 1, .* verifies rule 2/),
    });
  });
});
