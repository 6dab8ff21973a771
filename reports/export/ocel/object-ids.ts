/**
 * How things of a recording are called as objects of a log, and which others each of them belongs to, as their numbers say.
 *
 * 1. What the core and a partner call differently, but number alike, is one object.
 */

/** Partner's or core's name of a thing -> its name as an object. */
const ALIASES: Readonly<Record<string, string>> = {
  purchaseOrder: 'purchase-order',
  'inbound-receipt': 'receipt',
  'return-order': 'return',
};

/** Things are numbered within what they belong to. Source: `orchestrator/contracts/{shipment,receipt,complaint}-key.ts`. */
const SHIPMENTS_OF_ORDER = 8;
const RECEIPTS_OF_ORDER = 8;
const COMPLAINTS_OF_SHIPMENT = 8;

export interface Belonging {
  readonly type: string;
  readonly key: number;
}

const same =
  (type: string) =>
  (key: number): Belonging => ({ type, key });
const within =
  (type: string, each: number) =>
  (key: number): Belonging => ({ type, key: Math.floor(key / each) });

/** What a thing is a part of, or about. */
const OWNERS: Readonly<Record<string, (key: number) => Belonging>> = {
  shipment: within('order', SHIPMENTS_OF_ORDER),
  claim: same('shipment'),
  return: same('shipment'),
  transfer: same('shipment'),
  complaint: within('order', SHIPMENTS_OF_ORDER * COMPLAINTS_OF_SHIPMENT),
  'freight-invoice': same('load'),
  declaration: same('load'),
  trip: same('load'),
  track: same('load'),
  'quality-case': same('load'),
  'refusal-review': same('load'),
  receipt: within('purchase-order', RECEIPTS_OF_ORDER),
  'dock-appointment': same('receipt'),
};

export function objectType(entityType: string): string {
  return Object.hasOwn(ALIASES, entityType) ? ALIASES[entityType]! : entityType;
}

/** `order:17` */
export function objectId(type: string, key: number | string): string {
  return `${type}:${key}`;
}

/** null = of nothing, as far as its number says. */
export function ownerOf(type: string, key: number): Belonging | null {
  return Object.hasOwn(OWNERS, type) ? OWNERS[type]!(key) : null;
}
