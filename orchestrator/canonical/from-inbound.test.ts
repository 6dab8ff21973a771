/** Purchase orders, ship notices and receipts: each gives a document that its schema takes, in the words of those who read it. */
import { describe, expect, test } from 'vitest';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { envelope } from '../contracts/envelope.ts';
import { DISCREPANCY } from '../contracts/purchasing.ts';
import type { ShipmentNoticed } from '../contracts/suppliers.ts';
import {
  INBOUND_RECEIPT_TABLE,
  type InboundReceiptState,
  initialInboundReceipt,
} from '../processes/inbound/inbound-receipt-state.ts';
import { receiptKey } from '../processes/inbound/inputs.ts';
import {
  initialPurchaseOrder,
  PURCHASE_ORDER_TABLE,
  type PurchaseOrderState,
} from '../processes/inbound/purchase-order-state.ts';
import {
  canonicalOfGoodsReceipt,
  canonicalOfPurchaseOrder,
  canonicalOfShipNotice,
  type InboundCanonicalContext,
} from './from-inbound.ts';
import { type CanonicalDocument, canonicalSchema } from './schemas.ts';

const { network, currency, names } = smallDistributor({ ordersPerDay: 10 });
const { nodes, carriers, products, customers } = names;
const context: InboundCanonicalContext = {
  network,
  currency,
  nodes,
  carriers,
  products,
  unitWeightsGrams: [],
  customers,
  owner: 'shipper',
  scacs: new Map(),
  places: network.nodes.map((_node, no) => ({ name: `place ${no}`, zone: 'America/Chicago', country: 'US' })),
  suppliers: ['Acme', 'Bolt'],
  orderName: names.order,
  purchaseOrderName: (no) => `PO-${no}`,
};
const AT = 1_772_500_000_000;
const order: PurchaseOrderState = {
  ...initialPurchaseOrder(),
  status: 'open',
  supplier: 1,
  node: 0,
  dueAt: AT,
  products: [0, 1],
  unitCostMinor: [250, 900],
  ordered: [100, 20],
  confirmed: [100, 20],
  received: [60, 0],
  coming: [0, 0],
  known: 0b101,
};

function expectValid(...documents: readonly CanonicalDocument[]): void {
  for (const document of documents)
    expect(canonicalSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
}

describe('a purchase order', () => {
  test('names its supplier, its lines and the deliveries that were heard of', () => {
    const document = canonicalOfPurchaseOrder(context, 7, order);
    expect(document).toMatchObject({
      id: 'PO-7',
      supplier: 'Bolt',
      status: 'to_receive_and_bill',
      acknowledgement: 'pending',
      shipAt: null,
      receipts: ['PO-7/0', 'PO-7/2'],
    });
    expect(document.lines[0]).toMatchObject({
      line: 1,
      confirmed: null,
      received: { value: 60, unit: 'EA' },
      unitCost: { minor: 250, currency },
    });
    expectValid(document);
  });

  test.each([
    ['accepted', { isConfirmed: true, shipAt: AT }],
    ['accepted_with_changes', { isConfirmed: true, shipAt: AT, confirmed: [100, 15] }],
    ['rejected', { status: 'declined' }],
  ] as const)('says that it was %s', (acknowledgement, change) => {
    const document = canonicalOfPurchaseOrder(context, 7, { ...order, ...change });
    expect(document.acknowledgement).toBe(acknowledgement);
    expectValid(document);
  });

  test('is a document in every status', () => {
    const states = new Set(PURCHASE_ORDER_TABLE.rows.flatMap(([from, , to]) => [from, to]));
    for (const status of states) expectValid(canonicalOfPurchaseOrder(context, 7, { ...order, status }));
  });
});

test('a ship notice says what is on the truck, by line of the order', () => {
  const body = { units: [60], handlingUnits: 3, last: false };
  const message = envelope(
    'shipmentNoticed',
    1,
    4,
    0,
    0,
    4,
    1,
    receiptKey(7, 2),
    1,
    AT,
    body,
  ) as ShipmentNoticed;
  const document = canonicalOfShipNotice(context, message, order);
  expect(document).toMatchObject({ id: 'PO-7/2', purchaseOrder: 'PO-7', supplier: 'Bolt', handlingUnits: 3 });
  expect(document.lines.map(({ shipped }) => shipped.value)).toEqual([60, 0]);
  expect(document.estimatedAt).toEqual({ at: new Date(AT).toISOString(), zone: 'America/Chicago' });
  expectValid(document);
});

describe('a receipt', () => {
  const receipt: InboundReceiptState = {
    ...initialInboundReceipt(),
    status: 'put-away',
    node: 0,
    supplier: 1,
    products: [0, 1],
    announced: [60, 20],
    isNoticed: true,
    isCounted: true,
    estimatedAt: AT,
    atGateAt: AT,
    units: [55, 20],
    damaged: [2, 0],
    taken: [55, 20],
    discrepancy: DISCREPANCY.accepted,
  };

  test('says what was announced, counted and taken', () => {
    const document = canonicalOfGoodsReceipt(context, receiptKey(7, 2), receipt);
    expect(document).toMatchObject({ id: 'PO-7/2', status: 'put_away', discrepancy: 'accepted' });
    expect(document.lines[0]).toMatchObject({
      announced: { value: 60 },
      good: { value: 55 },
      damaged: { value: 2 },
      taken: { value: 55 },
    });
    expectValid(document);
  });

  test('of which nobody knows anything yet, says so', () => {
    const document = canonicalOfGoodsReceipt(context, receiptKey(7, 0), initialInboundReceipt());
    expect(document).toMatchObject({
      supplier: null,
      node: null,
      estimatedAt: null,
      atGateAt: null,
      lines: [],
    });
    expectValid(document);
    const blind = { ...receipt, isNoticed: false, isCounted: false, taken: [] };
    expect(canonicalOfGoodsReceipt(context, 56, blind).lines[0]).toMatchObject({
      announced: null,
      good: null,
      damaged: null,
      taken: null,
    });
  });

  test('is a document in every status', () => {
    const states = new Set(INBOUND_RECEIPT_TABLE.rows.flatMap(([from, , to]) => [from, to]));
    for (const status of states) expectValid(canonicalOfGoodsReceipt(context, 56, { ...receipt, status }));
  });
});
