/**
 * Documents of ERP in whole runs, with every invariant watched: under each profile every order, purchase order and receipt has its chain, which
 * ends as its business does, and each state has a word in the recording. The overlay `odoo` is in use here.
 */
import { describe, expect, test } from 'vitest';
import { documentNo } from '#mock-systems/erp/documents';
import { DOCUMENT, POSTED, PURCHASE_STATE, RECEIPT_STATE, SALES_STATE } from '#mock-systems/erp/profile';
import { ERP_PROFILE_NAMES, type ErpProfileName } from '#mock-systems/erp/profiles';
import { PURCHASE_END } from '#orchestrator/contracts/purchasing';
import { EventNotes } from '#testing/runs/event-notes';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { nullRecorder } from '../../recording/recorder.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';

interface Ran {
  readonly notes: EventNotes;
  readonly words: ReadonlyMap<string, string>;
}

function ran(settings: Parameters<typeof loadFrom>[2]): Ran {
  const notes = new EventNotes();
  const words = new Map<string, string>();
  const scenario = outboundScenario(loadFrom('inbound-dock', {}, settings));
  const world = buildOutboundWorld(scenario, scenario.seed);
  const recorder = {
    ...nullRecorder,
    name: (kind: string, no: number, name: string) => words.set(`${kind} ${no}`, name),
  };
  const twin = distributorTwin(world, { watchers: [notes], recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { notes, words };
}

/** A month ends on its eighth day: a period that is closed with goods in and no invoice yet. */
const SMALL = ['start=2026-03-24T06:00:00Z', 'demand.days=9', 'demand.ordersPerDay=25'];
const runs = new Map<ErpProfileName, Ran>(
  ERP_PROFILE_NAMES.map((profile) => [
    profile,
    profile === 'odoo'
      ? ran({ set: SMALL, with: ['odoo'] })
      : ran({ set: [...SMALL, `systems.erp.profile=${profile}`] }),
  ]),
);

describe.each(ERP_PROFILE_NAMES)('%s', (profile) => {
  const { notes, words } = runs.get(profile)!;
  const numbersOf = (event: string, n: number): ReadonlyMap<number, number> =>
    new Map(notes.of(event).flatMap((each) => (each.n === n ? [[each.key, each.a] as const] : [])));
  const ofReceipts = (kind: number, state: number): ReadonlyMap<number, number> =>
    numbersOf('receiptDocumentChanged', documentNo(kind, state));
  const keysOf = (event: string): number[] => notes.of(event).map(({ key }) => key);

  test('each purchase order has its document, which ends as it does', () => {
    const made = numbersOf('purchaseDocumentChanged', PURCHASE_STATE.ordered + 1);
    expect([...made.keys()]).toEqual(keysOf('purchaseOrderReleased'));
    expect(made.size).toBeGreaterThan(5);
    const completed = numbersOf('purchaseDocumentChanged', PURCHASE_STATE.completed + 1);
    const cancelled = numbersOf('purchaseDocumentChanged', PURCHASE_STATE.cancelled + 1);
    const received = new Set(
      notes.of('purchaseOrderDone').flatMap(({ key, a }) => (a === PURCHASE_END.received ? [key] : [])),
    );
    expect(received.size).toBeGreaterThan(2);
    for (const order of received) expect(completed.has(order), `${order}`).toBe(true);
    expect(completed.size + cancelled.size).toBe(made.size);
    for (const [order, number] of [...completed, ...cancelled]) expect(made.get(order)).toBe(number);
  });

  test('each receipt has delivery, goods receipt and invoice', () => {
    const posted = keysOf('goodsReceiptPosted');
    expect([...ofReceipts(DOCUMENT.inboundDelivery, RECEIPT_STATE.posted).keys()]).toEqual(posted);
    expect([...ofReceipts(DOCUMENT.goodsReceipt, POSTED).keys()]).toEqual(posted);
    const invoiced = keysOf('supplierInvoiced');
    expect([...ofReceipts(DOCUMENT.invoiceReceipt, POSTED).keys()]).toEqual(invoiced);
    expect([...ofReceipts(DOCUMENT.inboundDelivery, RECEIPT_STATE.invoiced).keys()]).toEqual(invoiced);
    expect(invoiced.length).toBeGreaterThan(5);
  });

  test('each period that ends with anything received and not invoiced has its entry', () => {
    const accrued = notes.of('periodClosed').flatMap(({ key, b }) => (b > 0 ? [key] : []));
    expect(accrued.length).toBeGreaterThan(0);
    expect([...numbersOf('periodDocumentChanged', POSTED + 1).keys()]).toEqual(accrued);
  });

  test('each order has its sales document', () => {
    const made = new Set(keysOf('salesDocumentChanged'));
    expect([...made].toSorted((x, y) => x - y)).toEqual(keysOf('orderReleased').toSorted((x, y) => x - y));
    expect(numbersOf('salesDocumentChanged', SALES_STATE.completed + 1).size).toBeGreaterThan(100);
  });

  test('and each state a word', () => {
    for (const kind of ['sales', 'shipment', 'purchase', 'receipt', 'period']) {
      const events = notes.of(`${kind}DocumentChanged`);
      expect(events.length).toBeGreaterThan(0);
      for (const { n, b } of events) expect(words.get(`${kind}Document ${b * 64 + n}`)).toMatch(/: \S/);
    }
  });
});

test('profiles call the same by other words, and number it otherwise', () => {
  const word = (profile: ErpProfileName, no: number): string | undefined =>
    runs.get(profile)!.words.get(`purchaseDocument ${no}`);
  const ordered = 64 + PURCHASE_STATE.ordered + 1;
  expect(ERP_PROFILE_NAMES.map((profile) => word(profile, ordered))).toEqual([
    'purchase order: processing status 05 (release completed)',
    'purchase.order: sent',
    'purchase order: Released',
  ]);
});

test('the overlay fits a scenario that makes its orders and does not change its ERP', () => {
  const fits = (name: string): boolean => problemsIn(loadFrom(name, {}, { with: ['odoo'] })).length === 0;
  const asked = ['quickstart', 'retail-replenishment', 'brunel', 'erp-migration'];
  expect(asked.map(fits)).toEqual([true, true, false, false]);
});
