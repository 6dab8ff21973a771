/**
 * A small day of the distributor, folded from its recorded inputs to the final state of every actor, and all that was said on
 * the way: each gives a document that its schema takes, and the documents agree with the books.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { CollectingOut } from '#testing/core/collecting-out';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import type { FreightBilled, MilestoneReported, OfferTender } from '../contracts/carriers.ts';
import { type Envelope, envelope } from '../contracts/envelope.ts';
import { type BookLoad, type DocumentsRefused, PAPER } from '../contracts/tms.ts';
import type { ReleaseWave, StockReserved } from '../contracts/wms.ts';
import type { Actor } from '../core/actor.ts';
import type { Posting } from '../core/out.ts';
import type { Instant } from '../model/instant.ts';
import type { ExceptionCaseState } from '../processes/outbound/exception-case.ts';
import type { ClaimState } from '../processes/outbound/freight/claim.ts';
import {
  type FreightInvoiceState,
  initialFreightInvoice,
} from '../processes/outbound/freight/freight-invoice-state.ts';
import { initialLoad, type LoadState } from '../processes/outbound/load/load-state.ts';
import type { OrderState } from '../processes/outbound/order/order-state.ts';
import { outboundProcess } from '../processes/outbound/process.ts';
import { initialShipment, type ShipmentState } from '../processes/outbound/shipment/shipment-state.ts';
import type { StockViewState } from '../processes/outbound/stock-view.ts';
import { type CanonicalContext, modeOf } from './context.ts';
import { canonicalOfException } from './from-exceptions.ts';
import {
  canonicalOfAccrual,
  canonicalOfBill,
  canonicalOfClaim,
  canonicalOfFreightInvoice,
  canonicalOfPosting,
} from './from-freight.ts';
import { canonicalOfBooking, canonicalOfLoad, canonicalOfMilestone, canonicalOfTender } from './from-load.ts';
import { canonicalOfCarrier, canonicalOfCustomer, canonicalOfProduct } from './from-master.ts';
import { canonicalOfOrder, canonicalOfShipment, handlingUnitsOf } from './from-order.ts';
import { canonicalOfDocuments } from './from-papers.ts';
import { canonicalOfReservation, canonicalOfStock, canonicalOfWave } from './from-warehouse.ts';
import { ssccOf } from './handling-unit.ts';
import { type CanonicalDocument, canonicalSchema } from './schemas.ts';
import type { Quantity } from './values.ts';

const world = smallDistributor({ ordersPerDay: 240 });
const context = contextOf(world);

/** The zones of places are in the scenario; the world has timetables worked out from them. */
function contextOf({ network, currency, names, wms }: OutboundWorld): CanonicalContext {
  const file = fileURLToPath(new URL('../../scenarios/library/b2b-distributor.yaml', import.meta.url));
  const written = parse(readFileSync(file, 'utf8')) as {
    readonly network: { readonly places: CanonicalContext['places'] };
  };
  const { nodes, carriers, products, customers } = names;
  const { places } = written.network;
  const unitWeightsGrams = wms.products.map(({ unitWeightGrams }) => unitWeightGrams);
  return {
    network,
    currency,
    nodes,
    places,
    carriers,
    products,
    unitWeightsGrams,
    customers,
    owner: 'shipper',
    scacs: new Map([[1, 'HERN']]),
    orderName: names.order,
  };
}

interface Story {
  /** Final states, by actor and key. */
  readonly states: ReadonlyMap<string, ReadonlyMap<number, unknown>>;
  readonly messages: readonly Envelope[];
  readonly postings: readonly (readonly [Posting, number])[];
  readonly paidMinor: number;
}

/** Runs the day, and folds what the actors took. */
function story(): Story {
  const actors = new Map(outboundProcess(world.network).map((actor) => [actor.name, actor as Actor]));
  const states = new Map<string, Map<number, unknown>>();
  const messages: Envelope[] = [];
  const out = new CollectingOut(0);
  let paidMinor = 0;
  const recorder: Recorder = {
    ...nullRecorder,
    input: (now, type, key, _n, kind, fromType, fromKey, sender, counter, businessKey, a, b, body) => {
      const actor = actors.get(type);
      if (actor === undefined) return;
      const known = states.get(type) ?? new Map<number, unknown>();
      states.set(type, known);
      if (!known.has(key)) known.set(key, actor.initial(key));
      const input = envelope(kind, 0, fromKey, actor.type, key, sender, counter, businessKey, a, b, body);
      out.now = now;
      actor.step(known.get(key), input, now as Instant, out);
      if (fromType === 'partner') messages.push(input);
    },
    message: (_at, _due, kind, _ft, fromKey, toType, toKey, sender, counter, key, a, b, body) => {
      // What goes to the core has its body at the input.
      if (toType !== 'core')
        messages.push(envelope(kind, 0, fromKey, 0, toKey, sender, counter, key, a, b, body));
    },
    business: (_time, event, _owner, _type, _key, _n, a) => {
      if (event === 'freightPaid') paidMinor += a;
    },
  };
  const twin = distributorTwin(world, { recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  const postings = out.effects.flatMap((effect) =>
    'post' in effect ? [[effect.post as Posting, effect.amountMinor] as const] : [],
  );
  return { states, messages, postings, paidMinor };
}

const day = story();

function finals<State>(actor: string): [number, State][] {
  return [...(day.states.get(actor) ?? [])] as [number, State][];
}

function said<Message extends Envelope>(...kinds: Message['kind'][]): Message[] {
  return day.messages.filter(({ kind }) => kinds.includes(kind)) as Message[];
}

/** Every document is what its schema takes, through text, and there is at least one. */
function expectValid(documents: readonly CanonicalDocument[]): void {
  expect(documents.length).toBeGreaterThan(0);
  for (const document of documents) {
    expect(canonicalSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  }
}

const total = (quantities: readonly Quantity[]): number =>
  quantities.reduce((sum, { value }) => sum + value, 0);

describe('orders and shipments of a day', () => {
  const orders = finals<OrderState>('order').map(([key, state]) => canonicalOfOrder(context, key, state));
  const shipments = finals<ShipmentState>('shipment').map(([key, state]) =>
    canonicalOfShipment(context, key, state),
  );

  test('are documents', () => {
    expectValid(orders);
    expectValid(shipments);
    expectValid(finals<ShipmentState>('shipment').flatMap(([key, s]) => handlingUnitsOf(context, key, s)));
  });

  test('are all through: completed, or cancelled without a unit shipped', () => {
    for (const { status, lines } of orders) {
      const shipped = total(lines.map((line) => line.shipped));
      expect(status).toBe(shipped > 0 ? 'completed' : 'cancelled');
      for (const { ordered, cancelled, shipped: left } of lines)
        expect(left.value + cancelled.value).toBe(ordered.value);
    }
    const counted = new Set(orders.map(({ status }) => status));
    expect(counted).toEqual(new Set(['completed', 'cancelled']));
  });

  test('ship what the orders say, in shipments that the orders name', () => {
    const shipped = new Map<string, number>();
    for (const { order, status, lines } of shipments) {
      const units = status === 'canceled' ? 0 : total(lines.map(({ quantity }) => quantity));
      shipped.set(order, (shipped.get(order) ?? 0) + units);
    }
    const named = new Set(orders.flatMap((order) => order.shipments));
    expect(new Set(shipments.map(({ id }) => id))).toEqual(named);
    for (const { id, lines } of orders) {
      expect(shipped.get(id) ?? 0).toBe(total(lines.map((line) => line.shipped)));
    }
  });

  test('are billed exactly where they arrived in good condition', () => {
    for (const { condition, billed } of shipments) expect(billed !== null).toBe(condition === 'good');
  });

  test('speak of a promise in the zone of the place of delivery', () => {
    const { shipTo, promisedAt } = orders[0]!;
    expect(promisedAt.zone).toBe(context.places.find(({ name }) => name === shipTo)!.zone);
  });
});

describe('loads and their freight', () => {
  const loads = finals<LoadState>('load').map(([key, state]) => canonicalOfLoad(context, key, state));
  const invoices = finals<FreightInvoiceState>('freight-invoice').map(([key, state]) =>
    canonicalOfFreightInvoice(context, key, state),
  );

  test('are documents, and so is what was said of them', () => {
    expectValid(loads);
    expectValid(invoices);
    expectValid(
      finals<FreightInvoiceState>('freight-invoice').map(([k, s]) => canonicalOfAccrual(context, k, s)),
    );
    expectValid(said<OfferTender>('offerTender').map((message) => canonicalOfTender(context, message)));
    expectValid(said<BookLoad>('bookLoad').map((message) => canonicalOfBooking(context, message, 0)));
    expectValid(
      said<MilestoneReported>('milestoneReported').flatMap((message) =>
        canonicalOfMilestone(context, message),
      ),
    );
    expectValid(said<FreightBilled>('freightBilled').map((message) => canonicalOfBill(context, message)));
    expectValid(day.postings.map(([posting, minor]) => canonicalOfPosting(context, posting, minor, 'day')));
  });

  test('are closed or cancelled, and every one that closed has one invoice that is settled', () => {
    const settled = new Set(
      invoices
        .filter(({ status }) => ['paid', 'short_paid', 'void'].includes(status))
        .map(({ load }) => load),
    );
    for (const { id, status } of loads) {
      expect(['closed', 'cancelled']).toContain(status);
      if (status === 'closed') expect(settled).toContain(id);
    }
  });

  test('are paid what ERP paid', () => {
    const paid = invoices.reduce((sum, { payable }) => sum + (payable?.minor ?? 0), 0);
    expect(paid).toBe(day.paidMinor);
    expect(paid).toBeGreaterThan(0);
  });

  test('are billed and offered by charge', () => {
    for (const { total: billed, charges } of said<FreightBilled>('freightBilled').map((each) =>
      canonicalOfBill(context, each),
    )) {
      expect(charges.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(billed.minor);
    }
    for (const { offered, charges } of said<OfferTender>('offerTender').map((each) =>
      canonicalOfTender(context, each),
    )) {
      expect(charges.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(offered.minor);
    }
  });
});

describe('the rest of the day', () => {
  test('stock, reservations and waves are documents', () => {
    expectValid(
      finals<StockViewState>('stock-view').flatMap(([node, s]) =>
        canonicalOfStock(context, node, s, () => []),
      ),
    );
    expectValid(
      said<StockReserved>('stockReserved').map((message) => canonicalOfReservation(context, message, 'done')),
    );
    expectValid(
      said<ReleaseWave>('releaseWave').map(({ a: node, b: no, body }) =>
        canonicalOfWave(context, { node, no, releasedAt: 1, shipments: body.shipments }, 'picked'),
      ),
    );
  });

  test('parties and products are documents', () => {
    expectValid(context.customers.map((_name, no) => canonicalOfCustomer(context, no)));
    expectValid(context.carriers.map((_name, no) => canonicalOfCarrier(context, no)));
    expectValid(context.products.map((_name, no) => canonicalOfProduct(context, no)));
  });

  test('a product weighs what its order lines say, where ERP knows it', () => {
    const weights = new Map(
      context.products.map((name, no) => [name, canonicalOfProduct(context, no).unitWeight]),
    );
    const lines = finals<OrderState>('order').flatMap(
      ([key, state]) => canonicalOfOrder(context, key, state).lines,
    );
    const weighed = lines.filter(({ unitWeight }) => unitWeight !== null);
    expect(weighed.length).toBeGreaterThan(0);
    for (const { product, unitWeight } of weighed) expect(weights.get(product)).toEqual(unitWeight);
    expect(canonicalOfProduct({ ...context, unitWeightsGrams: [] }, 0).unitWeight).toBeNull();
  });
});

describe('what a day may not show', () => {
  const shipment: ShipmentState = {
    ...initialShipment(),
    status: 'closed',
    node: 0,
    lane: 1,
    customer: 0,
    destination: 1,
    load: 8,
    carrier: 1,
    handlingUnits: 2,
    weightGrams: 1500.4,
  };

  test('a lost shipment was received by nobody, a refused one is on its way back', () => {
    const lost = canonicalOfShipment(context, 9, { ...shipment, condition: 3 });
    expect([lost.status, lost.tracking, lost.condition]).toEqual(['dispatched', 'failure', 'lost']);
    const refused = canonicalOfShipment(context, 9, { ...shipment, condition: 2 });
    expect([refused.status, refused.tracking]).toEqual(['received', 'return_to_sender']);
    expect(refused.id).toBe('SO-0000001/1');
    expect(refused.grossWeight).toEqual({ value: 1500, unit: 'GRM' });
  });

  test('before it arrives, a shipment is in no condition', () => {
    expect(canonicalOfShipment(context, 9, { ...shipment, status: 'in-transit' }).condition).toBeNull();
  });

  test('a load at the door of the consignee says so; one that nobody was asked for has no carrier', () => {
    const load: LoadState = {
      ...initialLoad(),
      status: 'in-transit',
      node: 0,
      lane: 1,
      carrier: 1,
      attempt: 2,
    };
    expect(canonicalOfLoad(context, 8, { ...load, milestone: 10 }).status).toBe('at_delivery');
    const planned = canonicalOfLoad(context, 8, { ...load, status: 'rating', carrier: -1 });
    expect([planned.status, planned.carrier, planned.attempt, planned.legs]).toEqual([
      'planned',
      null,
      null,
      [],
    ]);
    expectValid([planned]);
  });

  test('a load that everything has left promises nothing', () => {
    const empty: LoadState = { ...initialLoad(), node: 0, lane: 1, promisedAt: Number.MAX_SAFE_INTEGER };
    const document = canonicalOfLoad(context, 8, empty);
    expect([document.shipments, document.promisedAt]).toEqual([[], null]);
    expectValid([document]);
  });

  test('a bill paid for less than it says is short paid; a dispute before a person is a variance', () => {
    const invoice: FreightInvoiceState = {
      ...initialFreightInvoice(),
      status: 'paid',
      carrier: 1,
      agreedMinor: 900,
      codes: ['400'],
      charges: [900],
      invoice: 65,
      billedMinor: 1000,
      payableMinor: 900,
    };
    expect(canonicalOfFreightInvoice(context, 8, invoice).status).toBe('short_paid');
    const audited = canonicalOfFreightInvoice(context, 8, { ...invoice, status: 'auditing' });
    expect([audited.status, audited.payable]).toEqual(['variance', null]);
    expect(canonicalOfAccrual(context, 8, { ...invoice, status: 'void' }).status).toBe('reversed');
  });

  test('an unknown code of a carrier is kept beside "unknown"; an estimate is a document of its own', () => {
    const body = { rawCode: 'ZZ', occurredAt: 1_772_500_000_000, estimatedAt: 1_772_600_000_000 };
    const message = envelope('milestoneReported', 1, 101, 0, 0, 101, 1, 8, 0, 1, body) as MilestoneReported;
    const [actual, estimated] = canonicalOfMilestone(context, message);
    expect([actual!.classifier, actual!.code, actual!.rawCode]).toEqual(['actual', 'unknown', 'ZZ']);
    expect([estimated!.classifier, estimated!.code]).toEqual(['estimated', 'delivered']);
    expectValid([actual!, estimated!]);
  });

  test('refused papers name who or what is at fault', () => {
    const refused = (who: number, why: number) =>
      canonicalOfDocuments(
        context,
        envelope('documentsRefused', 1, 3, 0, 0, 3, 1, 8, who, why, { unitsLeft: 0 }) as DocumentsRefused,
        PAPER.dangerousGoodsDeclaration,
      );
    expect(refused(4, 1).refusal).toEqual({ reason: 'denied_party', atFault: context.customers[4] });
    expect(refused(4, 2).refusal).toEqual({ reason: 'no_licence', atFault: context.products[4] });
    expectValid([refused(4, 1)]);
  });

  test('claims and exceptions are documents', () => {
    const task = { tasks: 1, openTask: 1, escalated: false };
    const claim: ClaimState = {
      status: 'chased',
      load: 8,
      carrier: 1,
      claimedMinor: 500,
      creditedMinor: 0,
      ...task,
    };
    const open: ExceptionCaseState = {
      status: 'open',
      openings: 1,
      count: 2,
      lastKind: 'podReceived',
      ...task,
    };
    expectValid([canonicalOfClaim(context, 9, claim), canonicalOfException(9, open)]);
  });

  test('a mode that nobody knows is OTHER', () => {
    expect([modeOf('LTL'), modeOf('air'), modeOf('GROUND')]).toEqual(['LTL', 'AIR', 'OTHER']);
  });

  test('a number without a name is an error that says which', () => {
    expect(() => canonicalOfProduct({ ...context, products: [] }, 3)).toThrow(
      /product 3 has no name; there are 0/,
    );
  });

  test('a shipping container code has the check digit of GS1', () => {
    // The example of the GS1 General Specifications: 1 0614141 234567890, check digit 8.
    expect(ssccOf(10614141234567890)).toBe('106141412345678908');
    expect(ssccOf(1)).toBe('000000000000000017');
    expect(ssccOf(0)).toBe('000000000000000000');
  });
});
