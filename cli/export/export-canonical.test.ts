/**
 * `dray export --format canonical` as it is typed: every line is a document by the schema that `dray schema --canonical` prints (with ajv), the
 * documents are as many and as much as the run's own tables say, twice the same bytes, and nothing is written of what is not right.
 */
import { cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '#reports/recording/reader';
import { Desk } from '#testing/outside/command-line';
import { dray, type Said } from '../in-process.fixture.ts';

// The package is CommonJS, whose types say nothing of a default that is called.
const load = createRequire(import.meta.url);
const Ajv2020: typeof import('ajv/dist/2020.js').Ajv2020 = load('ajv/dist/2020.js');

type Json = Readonly<Record<string, unknown>>;
type Document = Json & { readonly canonical: string; readonly version: number };

const desk = new Desk();
afterAll(() => desk.clear());
process.setMaxListeners(0);
process.stdout.setMaxListeners(0);

const ARM = 'fastest-feasible';
const HANGS_MS = 60_000;
const SMALL = ['--set', 'thresholds=[]', '--quiet', '--report', 'none'];

async function ran(scenario: string, out: string, ...words: string[]): Promise<void> {
  expect((await dray('run', scenario, ...words, ...SMALL, '--out', desk.file(out))).code).toBe(0);
}

function exported(run: string, out: string, ...words: string[]): Promise<Said> {
  return dray('export', desk.file(run), '--format', 'canonical', '--out', desk.file(out), ...words);
}

function documentsIn(path: string): readonly Document[] {
  const text = readFileSync(desk.file(path), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line): Document => JSON.parse(line));
}

/** Of a few kinds, in the order in which they were written. */
function kindsOf(documents: readonly Document[], ...kinds: readonly string[]): readonly Json[] {
  return documents.filter(({ canonical }) => kinds.includes(canonical));
}

function eventsOf(arm: string, ...events: readonly string[]): readonly Json[] {
  return readTable(desk.file(arm), 'business').rows.filter(({ event }) => events.includes(String(event)));
}

const sum = (numbers: readonly unknown[]): number =>
  numbers.reduce<number>((total, each) => total + Number(each), 0);
const minor = (money: unknown): number => (money as { readonly minor: number } | null)?.minor ?? 0;
const withStatus = (documents: readonly Json[], ...statuses: readonly string[]): number =>
  documents.filter(({ status }) => statuses.includes(String(status))).length;

let documents: readonly Document[];
let isDocument: (line: unknown) => boolean;

beforeAll(async () => {
  await ran('quickstart', 'run', '--set', 'demand.maxOrders=100');
  const { code, stdout, stderr } = await exported('run', 'docs');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/canonical-fastest-feasible\.jsonl: \d+ documents \(\d+ party, .*100 order/);
  documents = documentsIn(`docs/canonical-${ARM}.jsonl`);
  const schema: object = JSON.parse((await dray('schema', '--canonical')).stdout);
  // Of dates and the like the schema has patterns, too.
  const validate = new Ajv2020({ validateFormats: false }).compile(schema);
  isDocument = (line) => validate(line) === true;
}, HANGS_MS);

/** Lines that are no documents, by the published schema. */
function strangers(lines: readonly unknown[]): readonly unknown[] {
  return lines.filter((line) => !isDocument(line));
}

describe('a run of two policies', () => {
  test('is two files of documents, all of them right by the schema that is published', () => {
    expect(readdirSync(desk.file('docs')).sort()).toEqual([
      'canonical-cheapest-feasible.jsonl',
      `canonical-${ARM}.jsonl`,
    ]);
    expect(documents.length).toBeGreaterThan(1000);
    expect(strangers(documents)).toEqual([]);
    const [order] = kindsOf(documents, 'order');
    const wrong = [
      { ...order, status: 'lost' },
      { ...order, version: 9 },
      { ...order, colour: 'red' },
    ];
    expect(strangers(wrong)).toEqual(wrong);
  });

  test('twice it is the same bytes', async () => {
    await exported('run', 'again', '--arm', ARM);
    expect(readdirSync(desk.file('again'))).toEqual([`canonical-${ARM}.jsonl`]);
    const [one, other] = ['docs', 'again'].map((out) =>
      readFileSync(desk.file(`${out}/canonical-${ARM}.jsonl`), 'utf8'),
    );
    expect(one).toBe(other);
  });
});

describe('the documents are those of the run', () => {
  const arm = `run/${ARM}`;

  test('orders, shipments and loads, each once', () => {
    for (const [kind, event, id] of [
      ['order', 'orderReleased', 'id'],
      ['shipment', 'orderSourced', 'id'],
      ['load', 'loadFormed', 'id'],
      ['freight-invoice', 'loadFormed', 'load'],
      ['claim', 'claimOpened', 'shipment'],
    ] as const) {
      const ids = kindsOf(documents, kind).map((document) => document[id]);
      expect([kind, ids.length]).toEqual([kind, eventsOf(arm, event).length]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('tenders, by what became of them, and bookings', () => {
    const tenders = kindsOf(documents, 'tender');
    expect(tenders).toHaveLength(eventsOf(arm, 'tenderOffered').length);
    expect(withStatus(tenders, 'expired')).toBe(eventsOf(arm, 'tenderExpired').length);
    expect(withStatus(tenders, 'expired')).toBeGreaterThan(0);
    expect(withStatus(tenders, 'declined')).toBe(eventsOf(arm, 'tenderRejected').length);
    expect(withStatus(tenders, 'tendered')).toBe(0);
    expect(withStatus(kindsOf(documents, 'booking'), 'booked', 'cancelled')).toBe(
      eventsOf(arm, 'loadBooked').length,
    );
  });

  test('milestones, reservations and bills, as many as the core was told', () => {
    const inputs = readTable(desk.file(arm), 'inputs').rows;
    const told = (kind: string): number =>
      inputs.filter((row) => row.kind === kind || (row.body as Json | null)?.kind === kind).length;
    const actual = kindsOf(documents, 'milestone').filter(({ classifier }) => classifier === 'actual');
    expect(actual).toHaveLength(told('milestoneReported'));
    expect(kindsOf(documents, 'reservation')).toHaveLength(told('stockReserved'));
    expect(kindsOf(documents, 'freight-bill')).toHaveLength(told('freightBilled'));
    expect(kindsOf(documents, 'wave')).toHaveLength(told('releaseWave'));
  });

  test('waves end with what was picked for them; what is planned is told of each booking', () => {
    const waves = kindsOf(documents, 'wave');
    const shipped = withStatus(waves, 'shipped');
    expect(shipped).toBeGreaterThan(0);
    expect(shipped + withStatus(waves, 'picked', 'released')).toBe(waves.length);
    const planned = kindsOf(documents, 'milestone').filter(({ classifier }) => classifier === 'planned');
    const codes = new Set(planned.map(({ code }) => code));
    expect(codes).toEqual(new Set(['arrived_at_pickup', 'departed', 'delivered']));
    expect(planned.length).toBeGreaterThanOrEqual(3 * eventsOf(arm, 'loadBooked').length);
    for (const { rawCode } of planned) expect(rawCode).toBeNull();
  });

  test('bills of lading and proofs of delivery, as many as there were', () => {
    const papers = kindsOf(documents, 'document');
    const sent = readTable(desk.file(arm), 'messages').rows.filter(({ kind }) => kind === 'releaseTruck');
    expect(papers.filter(({ type }) => type === 'bill_of_lading')).toHaveLength(sent.length);
    const proofs = readTable(desk.file(arm), 'inputs').rows.filter(({ kind }) => kind === 'podReceived');
    expect(papers.filter(({ type }) => type === 'proof_of_delivery')).toHaveLength(proofs.length);
    expect(proofs.length).toBeGreaterThan(0);
  });

  test('stock has its owner, who is a party', () => {
    const [shipper] = kindsOf(documents, 'party').filter(({ role }) => role === 'shipper');
    const owners = new Set(kindsOf(documents, 'inventory-position').map(({ owner }) => owner));
    expect(owners).toEqual(new Set([shipper!.id]));
  });

  test('the ledger, posting by posting', () => {
    const rows = readTable(desk.file(arm), 'ledger').rows;
    const posted = rows.map(({ reference, debit, credit, amountMinor }) => [
      reference,
      debit,
      credit,
      amountMinor,
    ]);
    const written = kindsOf(documents, 'ledger-entry').map(({ posting, debit, credit, amount }) => [
      posting,
      debit,
      credit,
      minor(amount),
    ]);
    expect(written).toEqual(posted);
    expect(written.length).toBeGreaterThan(100);
  });

  test('what was paid for freight, and billed to customers', () => {
    const payable = kindsOf(documents, 'freight-invoice').map((invoice) => minor(invoice.payable));
    expect(sum(payable)).toBe(sum(eventsOf(arm, 'freightPaid').map(({ a }) => a)));
    const billed = kindsOf(documents, 'shipment').map((shipment) => minor(shipment.billed));
    expect(sum(billed)).toBe(sum(eventsOf(arm, 'customerBilled').map(({ a }) => a)));
    expect(sum(billed)).toBeGreaterThan(0);
  });
});

test('what was under way when the run was stopped is written as it stood', async () => {
  await ran('quickstart', 'stopped', '--set', 'demand.maxOrders=40', '--until', '1 d');
  expect((await exported('stopped', 'stopped-docs', '--arm', ARM)).code).toBe(0);
  const some = documentsIn(`stopped-docs/canonical-${ARM}.jsonl`);
  expect(strangers(some)).toEqual([]);
  const orders = kindsOf(some, 'order');
  expect(orders).toHaveLength(eventsOf(`stopped/${ARM}`, 'orderReleased').length);
  const done = eventsOf(`stopped/${ARM}`, 'orderDone').length;
  expect(withStatus(orders, 'completed', 'cancelled')).toBe(done);
  expect(done).toBeLessThan(orders.length);
  expect(withStatus(kindsOf(some, 'load'), 'closed', 'cancelled')).toBeLessThan(kindsOf(some, 'load').length);
});

test('a run with purchase orders has them, their notices and receipts', async () => {
  await ran('inbound-dock', 'inbound', '--set', 'demand.maxOrders=60');
  expect((await exported('inbound', 'inbound-docs')).code).toBe(0);
  const [file] = readdirSync(desk.file('inbound-docs'));
  const all = documentsIn(`inbound-docs/${file}`);
  expect(strangers(all)).toEqual([]);
  const arm = `inbound/${file!.replace(/^canonical-|\.jsonl$/g, '')}`;
  const orders = kindsOf(all, 'purchase-order');
  expect(orders.length).toBeGreaterThan(0);
  expect(orders).toHaveLength(eventsOf(arm, 'purchaseOrderReleased').length);
  const receipts = new Set(kindsOf(all, 'goods-receipt').map(({ id }) => id));
  expect(new Set(orders.flatMap((order) => order.receipts as string[]))).toEqual(receipts);
  for (const { id } of kindsOf(all, 'ship-notice')) expect(receipts).toContain(id);
});

describe('a run across borders', () => {
  let abroad: readonly Document[];
  let arm: string;
  beforeAll(async () => {
    await ran(
      'customs-heavy',
      'abroad',
      ...['--set', 'demand.maxOrders=60', '--set', 'policies=["fastest-feasible"]'],
      // Enough of it is dangerous, and controlled.
      ...['--set', 'network.products.dangerous=0.3', '--set', 'network.products.exportControlled=0.2'],
    );
    arm = `abroad/${ARM}`;
    expect((await exported('abroad', 'abroad-docs')).code).toBe(0);
    abroad = documentsIn(`abroad-docs/canonical-${ARM}.jsonl`);
  }, HANGS_MS);

  test('has the papers that the core asked for, and no other', () => {
    expect(strangers(abroad)).toEqual([]);
    const types = ['', 'export_declaration', 'commercial_invoice', 'dangerous_goods_declaration'];
    const asked = new Map<string, Set<string>>();
    const answered = new Set(
      readTable(desk.file(arm), 'inputs')
        .rows.filter(({ kind }) => kind === 'documentsPrepared')
        .map(({ key }) => key),
    );
    // What goes to a partner has its body where its lane took it.
    for (const { kind, key, body } of readTable(desk.file(arm), 'inputs').rows) {
      if (kind !== 'prepareDocuments' || !answered.has(key)) continue;
      const { papers }: { readonly papers: readonly number[] } = JSON.parse(String(body));
      const name = papers.map((paper) => types[paper]!).join('+');
      asked.set(name, (asked.get(name) ?? new Set()).add(String(key)));
    }
    // What is dangerous and stays in its country is declared as that, and as nothing else.
    expect(asked.get('dangerous_goods_declaration')?.size).toBeGreaterThan(0);
    expect(asked.get('export_declaration+commercial_invoice')?.size).toBeGreaterThan(0);
    const prepared = kindsOf(abroad, 'document').filter(({ status }) => status === 'prepared');
    for (const type of types.slice(1)) {
      const wanted = [...asked].filter(([name]) => name.includes(type)).map(([, loads]) => loads.size);
      const made = prepared.filter((paper) => paper.type === type).map(({ load }) => load);
      expect([type, new Set(made).size]).toEqual([type, sum(wanted)]);
    }
  });

  test('has what customs was told', () => {
    const entries = kindsOf(abroad, 'document').filter(({ type }) => type === 'import_declaration');
    expect(entries.length).toBeGreaterThan(0);
    expect(withStatus(entries, 'released', 'refused', 'withdrawn')).toBe(entries.length);
  });

  test('says what its products are to customs, and how large', () => {
    const products = kindsOf(abroad, 'product');
    for (const { hsCode, dimensions } of products) {
      expect(hsCode).toMatch(/^\d{6}$/);
      expect(dimensions).not.toBeNull();
    }
    for (const { exportControlled, exportClassification } of products)
      expect(exportClassification === '2B350').toBe(exportControlled);
    const dangerous = products.filter(({ dangerousGoods }) => dangerousGoods !== null);
    expect(dangerous.length).toBeGreaterThan(0);
    for (const { dangerousGoods } of dangerous)
      expect(dangerousGoods).toMatchObject({ unNumber: 'UN1263', class: '3' });
  });
});

test('exceptions that are cases say of which class they are, and stock that expires of which lots it is', async () => {
  const commodity = '{ hsCode: "190531", shelfLife: 12 d, source: assumption }';
  await ran(
    'quickstart',
    'cases',
    ...['--set', 'demand.maxOrders=60', '--with', 'exceptions-as-cases'],
    ...['--set', `network.products.commodities=[${commodity}]`, '--set', 'policies=["fastest-feasible"]'],
  );
  expect((await exported('cases', 'cases-docs')).code).toBe(0);
  const all = documentsIn(`cases-docs/canonical-${ARM}.jsonl`);
  expect(strangers(all)).toEqual([]);
  const opened = new Set(eventsOf(`cases/${ARM}`, 'caseOpened').map(({ entityKey }) => entityKey));
  const cases = kindsOf(all, 'exception').filter((each) => each.class !== null);
  expect(cases.length).toBeGreaterThan(0);
  expect(cases).toHaveLength(opened.size);
  const lots = kindsOf(all, 'inventory-position').flatMap((each) => each.lots as Json[]);
  expect(lots.length).toBeGreaterThan(0);
  for (const lot of lots) expect(lot.expiresAt).not.toBeNull();
});

describe('what is not right', () => {
  function copied(name: string): string {
    cpSync(desk.file('run'), desk.file(name), { recursive: true });
    return desk.file(name);
  }

  test('another scenario than the one that it was made from', async () => {
    const run = copied('other');
    const report = JSON.parse(readFileSync(`${run}/run.json`, 'utf8'));
    writeFileSync(
      `${run}/run.json`,
      JSON.stringify({ ...report, scenario: { ...report.scenario, digest: '0000000000000000' } }),
    );
    const { code, stderr } = await exported('other', 'other-docs');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/was made from scenario 0{16}, this is .* has changed/),
    ]);
    expect(readdirSync(desk.file('other-docs'))).toEqual([]);
  });

  test('a run that never ended', async () => {
    const run = copied('broken');
    const { format } = JSON.parse(readFileSync(`${run}/run.json`, 'utf8'));
    writeFileSync(`${run}/run.json`, JSON.stringify({ format, end: 'running' }));
    const { code, stderr } = await exported('broken', 'broken-docs');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/how the run was made: .*has not ended/)]);
  });

  test('inputs that were cut off: what is whole of them is written, and that is told', async () => {
    const run = copied('cut');
    const path = `${run}/${ARM}/inputs.arrows`;
    truncateSync(path, Math.floor(readFileSync(path).length / 4));
    const { code, stderr } = await exported('cut', 'cut-docs', '--arm', ARM);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^not all there: fastest-feasible\/inputs/)]);
    const some = documentsIn(`cut-docs/canonical-${ARM}.jsonl`);
    expect(strangers(some)).toEqual([]);
    expect(some.length).toBeLessThan(documents.length);
    expect(some.length).toBeGreaterThan(0);
  });

  test.each([
    ['words of other formats', ['--table', 'business', '--split', 'time:0.5'], /leave --table, --split out/],
    ['an arm of nobody', ['--arm', 'nobody'], /has no arm "nobody"/],
  ])('%s', async (_what, words, message) => {
    const { code, stderr } = await exported('run', 'never', ...words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(existsSync(desk.file('never'))).toBe(false);
  });

  test('--data with another format', async () => {
    const { code, stderr } = await dray('export', desk.file('run'), '--format', 'csv', '--data', desk.path);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/--data is for --format canonical alone/)]);
  });
});
