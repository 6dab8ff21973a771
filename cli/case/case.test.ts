/**
 * `dray case` as it is typed, of a real run: what is on record of an order is in its case once, and nothing of another; its money adds up
 * to the run's; and whatever is wrong with the words or the folder is told, with a way out.
 *
 * What belongs to an order is worked out here once more, another way: by what loads were formed of.
 */
import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { COMPLAINT_KINDS } from '#orchestrator/contracts/complaint-key';
import { CHANGE_REFUSAL } from '#orchestrator/contracts/erp';
import { POSTINGS } from '#orchestrator/core/out';
import type { CaseEntry, CaseView } from '#reports/case/case-view';
import { COST_ACCOUNTS } from '#reports/case/money';
import { COMPLAINTS_OF_SHIPMENT } from '#reports/case/order-parts';
import { CHANGE_MADE } from '#reports/kpis/outbound/outcomes/tables';
import type { OutboundRunReport } from '#reports/outbound/outbound-report';
import { type Row, readTable } from '#reports/recording/reader';
import { RecordingWriter } from '#reports/recording/writer';
import { widthOf } from '#reports/text/width';
import { Desk } from '#testing/outside/command-line';
import { dray, type Said } from '../in-process.fixture.ts';
import { caseKnowledge } from './case-knowledge.ts';

const ORDERS = 30;
const desk = new Desk();
const run = desk.file('run');
const arm = join(run, 'cheapest-feasible');
const report = (): OutboundRunReport => JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'));
afterAll(() => desk.clear());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function caseOf(order: number | string, ...words: string[]): Promise<CaseView> {
  const { code, stdout } = await dray('case', run, String(order), '--json', ...words);
  expect(code).toBe(0);
  return JSON.parse(stdout) as CaseView;
}

const orderOf = (shipment: number): number => Math.floor(shipment / 8);
const rowsIn = (view: CaseView, table: string): number[] =>
  view.entries.filter((entry) => entry.table === table).map(({ row }) => row);
const numbers = (row: Row, name: string): number => Number(row[name]);

let views: CaseView[] = [];

beforeAll(async () => {
  // Lanes with few carriers and one cut-off a day: loads are shared.
  const words = ['--with', 'swarm', '--set', `demand.maxOrders=${ORDERS}`, '--set', 'demand.ordersPerDay=30'];
  const { code } = await dray(
    'run',
    'quickstart',
    ...words,
    '--set',
    'thresholds=[]',
    '--quiet',
    '--report',
    'none',
    '--out',
    run,
  );
  expect(code).toBe(0);
  views = [];
  for (let order = 1; order <= ORDERS; order++) views.push(await caseOf(order));
}, 60_000);

/** By load: the orders that it was formed of. */
function ordersByLoad(): Map<number, Set<number>> {
  const orders = new Map<number, Set<number>>();
  for (const row of readTable(arm, 'inputs').rows) {
    if (row.kind !== 'formLoad') continue;
    const { shipments } = JSON.parse(String(row.body)) as { shipments: { shipment: number }[] };
    orders.set(numbers(row, 'actorKey'), new Set(shipments.map(({ shipment }) => orderOf(shipment))));
  }
  return orders;
}

/** Orders that a business event is about. */
function ordersOfEvent(row: Row, loads: Map<number, Set<number>>): number[] {
  const key = numbers(row, 'entityKey');
  switch (row.entityType) {
    case 'order':
      return [key];
    case 'shipment':
    case 'claim':
      return [orderOf(key)];
    case 'load':
    case 'freight-invoice':
      return [...(loads.get(key) ?? [])];
    default:
      return [];
  }
}

test('every business event of an order is in its case once, and none of another order', () => {
  const loads = ordersByLoad();
  expect([...loads.values()].some((orders) => orders.size > 1)).toBe(true);
  const expected = new Map<number, number[]>(views.map(({ order }) => [order, []]));
  let about = 0;
  for (const [i, row] of readTable(arm, 'business').rows.entries())
    for (const order of ordersOfEvent(row, loads)) {
      expected.get(order)!.push(i + 1);
      about += 1;
    }
  expect(about).toBeGreaterThan(ORDERS * 10);
  for (const view of views)
    expect(rowsIn(view, 'business').toSorted((x, y) => x - y)).toEqual(expected.get(view.order));
});

test('every message about an order, each posting, decision and task stands in some case; a message of no order in none', () => {
  const shared = new Set(['stockCounted', 'waveReleased']);
  const messages = readTable(arm, 'messages').rows;
  const wanted = messages.flatMap((row, i) => (shared.has(String(row.kind)) ? [] : [i + 1]));
  const there = new Set(views.flatMap((view) => rowsIn(view, 'messages')));
  expect([...there].toSorted((x, y) => x - y)).toEqual(wanted);
  for (const table of ['ledger', 'decisions', 'tasks'] as const) {
    const all = new Set(views.flatMap((view) => rowsIn(view, table)));
    expect(all.size).toBe(readTable(arm, table).rows.length);
  }
});

test('a message of one order is in no other’s case, but for a wave', () => {
  const cases = new Map<number, CaseEntry[]>();
  for (const view of views)
    for (const entry of view.entries)
      if (entry.table === 'messages') cases.set(entry.row, [...(cases.get(entry.row) ?? []), entry]);
  for (const entries of cases.values())
    if (entries.length > 1) for (const entry of entries) expect(entry).toMatchObject({ shared: true });
});

test('lines stand in time, each row of a table once', () => {
  for (const { entries } of views) {
    const times = entries.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((x, y) => x - y));
    const rows = entries.map(({ table, row }) => `${table} ${row}`);
    expect(new Set(rows).size).toBe(rows.length);
  }
});

test('what is sent again is numbered, and only the last of it is taken', () => {
  const rows = readTable(arm, 'messages').rows;
  const resent = views.flatMap(({ entries }) => entries.filter(({ attempt }) => (attempt ?? 0) > 1));
  expect(resent.length).toBeGreaterThan(0);
  for (const { row, attempt } of resent) {
    const { sender, counter } = rows[row - 1]!;
    const before = rows.slice(0, row).filter((each) => each.sender === sender && each.counter === counter);
    expect(before.length).toBe(attempt);
  }
  const first = views.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'message'));
  expect(first.filter(({ latencyMs }) => latencyMs !== null).length).toBeGreaterThan(first.length / 2);
  for (const { latencyMs } of first) expect(latencyMs ?? 0).toBeGreaterThanOrEqual(0);
});

describe('money', () => {
  test('pots of all orders add up to the run’s', () => {
    const { pots } = report().arms[0]!;
    const sum = (pot: string): number =>
      views
        .flatMap(({ money }) => money.pots)
        .reduce((total, each) => total + (each.pot === pot ? each.landedMinor : 0), 0);
    expect(sum('freight')).toBe(pots.freight + pots.expedite);
    expect(pots.freight).toBeGreaterThan(0);
    for (const pot of ['handling', 'goodsLost', 'claimCredits', 'customs'] as const)
      expect(sum(pot)).toBe(pots[pot]);
  });

  test('own parts of postings add up to the ledger; where books and landed cost differ it is told why', () => {
    const ledger = readTable(arm, 'ledger').rows.reduce((sum, row) => sum + numbers(row, 'amountMinor'), 0);
    const own = views.flatMap(({ money }) => money.postings).reduce((sum, { ownMinor }) => sum + ownMinor, 0);
    expect(own).toBe(ledger);
    let shared = 0;
    for (const { money, summary } of views)
      for (const { about, ownMinor, amountMinor } of money.postings) {
        const part = summary.loads.find(({ key }) => about === `freight-invoice ${key}`)?.share ?? 1;
        expect(Math.abs(ownMinor - amountMinor * part)).toBeLessThanOrEqual(1);
        if (part < 1) shared += 1;
      }
    expect(shared).toBeGreaterThan(0);
    for (const { money } of views)
      for (const { landedMinor, ledgerMinor, why } of money.pots)
        if (ledgerMinor !== null) expect(why === null).toBe(landedMinor === ledgerMinor);
  });

  test('the running total is of accounts of cost, which are those of the core', () => {
    for (const { money } of views) {
      let so = 0;
      for (const { posting, ownMinor, costMinor } of money.postings) {
        if (posting === 'freightAccrued' || posting === 'freightUnderAccrued') so += ownMinor;
        if (posting === 'freightOverAccrued' || posting === 'claimCredited') so -= ownMinor;
        expect(costMinor).toBe(so);
      }
    }
    const known = new Set<string>(Object.values(POSTINGS).flat());
    for (const account of COST_ACCOUNTS) expect(known).toContain(account);
  });
});

test('a load that others share says so, and how much of it is this order’s', async () => {
  const loads = ordersByLoad();
  const [load, orders] = [...loads].find(([, all]) => all.size > 1)!;
  const [order] = orders;
  const { summary } = await caseOf(order!);
  const told = summary.loads.find(({ key }) => key === load)!;
  expect(told.otherOrders).toEqual([...orders].filter((each) => each !== order).toSorted((x, y) => x - y));
  const { stdout } = await dray('case', run, String(order));
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/shared with orders? \d+/);
  expect(stdout).toContain('* shared with other orders');
});

test('another arm, without messages, and a page that is the same again', async () => {
  const other = await caseOf(3, '--arm', 'fastest-feasible');
  expect(other.arm).toBe('fastest-feasible');
  const quiet = await caseOf(3, '--without-messages');
  expect(quiet.entries).toEqual(views[2]!.entries.filter(({ kind }) => kind !== 'message'));
  const paths = [desk.file('one.html'), desk.file('two.html')];
  for (const path of paths) expect((await dray('case', run, '3', '--html', path)).code).toBe(0);
  const pages = paths.map((path) => readFileSync(path, 'utf8'));
  expect(pages[0]).toBe(pages[1]);
  expect(pages[0]).not.toContain(desk.path);
  for (const id of ['life', 'steps', 'money', 'lines']) expect(pages[0]).toContain(`<section id="${id}">`);
  const { stdout } = await dray('case', run, '3', '--report', 'html,json');
  expect(stdout).toContain('run-case-3.html');
  expect(JSON.parse(readFileSync(desk.file('run-case-3.json'), 'utf8'))).toEqual(views[2]);
});

test('explains its decisions: the number is that of the list', async () => {
  const decision = views[0]!.entries.find(({ kind }) => kind === 'decision')!;
  const { stdout } = await dray('explain', run, '--point', 'sourcing', '--entity', 'order-1', '--json');
  expect(JSON.parse(stdout).decisions[0].no).toBe(decision.row);
});

test.each([40, 80, 132])('no line is wider than a terminal of %i columns', async (columns) => {
  vi.stubEnv('COLUMNS', String(columns));
  const { stdout } = await dray('case', run, '5');
  const lines = stdout
    .split('\n')
    .filter((line) => !line.startsWith('Why a decision') && !line.includes('--arm'));
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
  expect(lines.length).toBeGreaterThan(40);
});

describe('refuses with a way out', () => {
  test.each([
    [['4711'], 'there is no such order in the recording. The orders on record are 1 to 30'],
    [['0'], 'The orders on record are 1 to 30'],
    [['seventeen'], 'is no order: give its number, such as 17'],
    [['seventeen'], 'The orders on record are 1 to 30'],
    [['1.5'], 'is no order'],
    [['-3'], 'The orders on record are 1 to 30'],
    [['3', '--arm', 'nobody'], 'It has cheapest-feasible, fastest-feasible'],
    [['3', '--report', 'htm'], 'Did you mean "html"?'],
    [['3', '--report', 'junit'], 'unknown report: "junit". Known: html, json, none.\n'],
  ])('%j', async (words, says) => {
    const { code, stderr } = await dray('case', run, ...words);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  test.each([
    ['nowhere', 'there is no such folder'],
    ['run/run.json', 'is a file'],
    ['.', 'no recording of a policy is in it'],
  ])('the folder %s', async (name, says) => {
    const { code, stderr } = await dray('case', desk.file(name), '3');
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});

describe('a recording that is not whole', () => {
  function copied(name: string): string {
    const copy = desk.file(name);
    rmSync(copy, { recursive: true, force: true });
    cpSync(run, copy, { recursive: true });
    return copy;
  }
  async function shown(dir: string): Promise<Said & { readonly view: CaseView }> {
    const said = await dray('case', dir, '3', '--json');
    expect(said.code).toBe(0);
    return { ...said, view: JSON.parse(said.stdout) as CaseView };
  }

  test.each(['messages', 'ledger', 'inputs', 'decisions', 'tasks'] as const)(
    '%s cut off: the rest is shown, and that it is',
    async (table) => {
      const dir = copied(`cut-${table}`);
      truncateSync(join(dir, 'cheapest-feasible', `${table}.arrows`), 400);
      const { view, stderr } = await shown(dir);
      expect(view.gaps.join('\n')).toContain(`${table}.arrows is cut off at byte 400`);
      expect(stderr).toContain(`${table}.arrows is cut off`);
      expect(rowsIn(view, 'business').length).toBeGreaterThan(10);
    },
  );

  test.each(['names', 'shapes', 'faults', 'audit', 'ledger', 'inputs'] as const)(
    'without %s',
    async (table) => {
      const dir = copied(`without-${table}`);
      rmSync(join(dir, 'cheapest-feasible', `${table}.arrows`));
      const { view } = await shown(dir);
      expect(view.gaps.join('\n')).toContain(`"${table}"`);
      expect(rowsIn(view, 'business').length).toBeGreaterThan(10);
    },
  );

  test('business cut off before the order: it is not there, and why', async () => {
    const dir = copied('cut-business');
    truncateSync(join(dir, 'cheapest-feasible', 'business.arrows'), 400);
    const { code, stderr } = await dray('case', dir, '3');
    expect(code).toBe(2);
    expect(stderr).toContain('business.arrows is cut off');
  });

  test('a run that was killed, or whose run.json is none, still has its cases', async () => {
    const dir = copied('killed');
    for (const text of ['{"format":1,"end":"running"}', '{"arms":[{"pol', '']) {
      writeFileSync(join(dir, 'run.json'), text);
      const { view } = await shown(dir);
      expect(rowsIn(view, 'business')).toEqual(rowsIn(views[2]!, 'business'));
    }
  });
});

test('names do nothing but stand there: in the terminal, in JSON, on the page', async () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '=HYPERLINK("evil")',
    '\u001b[31mred\u001b[0m',
    '\u202eright to left',
    'x'.repeat(10_000),
  ].join(' ');
  const dir = desk.file('hostile');
  const writer = new RecordingWriter(join(dir, '<b>arm'));
  writer.name('customer', 3, hostile);
  writer.name('carrier', 0, hostile);
  writer.name('order', 1, 'PO "7" <script>');
  writer.business(1_000, 'orderReleased', 'ERP', 'order', 1, 1, 5, 700);
  writer.business(1_000, 'orderPromised', 'ERP', 'order', 1, 1, 90_000_000, 3);
  writer.business(2_000, 'tenderOffered', 'core', 'load', 8, 1, 0, 100);
  writer.close();
  vi.stubEnv('COLUMNS', '40');
  const page = desk.file('hostile.html');
  const { code, stdout } = await dray('case', dir, 'PO "7" <script>', '--html', page);
  expect(code).toBe(0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
  expect(stdout).not.toMatch(/[\u001b\u202e]/);
  expect(stdout).toContain('HYPERLINK');
  for (const line of stdout.split('\n'))
    if (!/arm|hostile\.html/.test(line)) expect(widthOf(line)).toBeLessThanOrEqual(40);
  const html = readFileSync(page, 'utf8');
  expect(html).not.toMatch(/<img|<script>(?!\n'use strict')|<b>arm|\u202e/);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test('which document a message is where a carrier speaks X12, and only there', () => {
  const { documentOf } = caseKnowledge(new Set([1]));
  expect(documentOf('carrier-1', 'offerTender')).toBe('204 load tender (X12)');
  expect(documentOf('carrier-1', 'freightBilled')).toBe('210 freight invoice (X12)');
  expect(documentOf('carrier-1', 'dispatchTruck')).toBeNull();
  expect(documentOf('carrier-0', 'offerTender')).toBeNull();
  expect(documentOf('TMS', 'offerTender')).toBeNull();
});

test('numbers that reports may not import are those of the core', () => {
  expect(COMPLAINTS_OF_SHIPMENT).toBe(COMPLAINT_KINDS);
  expect(CHANGE_MADE).toBe(CHANGE_REFUSAL.none);
  const inputs = new Set(readTable(arm, 'inputs').rows.map(({ actorType }) => String(actorType)));
  const named = new Set(Object.values(caseKnowledge(new Set()).actors));
  for (const actor of inputs) expect(named).toContain(actor);
});
