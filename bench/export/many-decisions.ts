/** A recording of so many decisions as runs of the library have them: sourcing and carrier in turn, with what came of each. */
import { RecordingWriter } from '#reports/recording/writer';

const START_MS = 1_772_431_200_000;
const EVERY_MS = 3_000;
const DAY_MS = 86_400_000;
const SHIPMENTS_OF_ORDER = 8;
const PRODUCTS = 40;
const NODES = 3;
const OPTIONS = 6;
/** Of each load. */
const MILESTONES = 6;

export function recordDecisions(dir: string, decisions: number): void {
  const writer = new RecordingWriter(dir);
  const stocks = Array.from({ length: NODES }, (_, node) => ({
    available: Array.from({ length: PRODUCTS }, (_each, product) => 1_000 + product + node),
    feed: 0,
  }));
  for (let i = 0; i < decisions; i++) {
    const now = START_MS + i * EVERY_MS;
    const order = (i >> 1) + 1;
    if (i % 2 === 0) sourcing(writer, stocks, { now, i, order });
    else {
      carrier(writer, { now, i, order });
      outcome(writer, { now, i, order });
    }
  }
  writer.close();
}

interface At {
  readonly now: number;
  readonly i: number;
  readonly order: number;
}

function sourcing(
  writer: RecordingWriter,
  stocks: readonly { available: number[]; feed: number }[],
  { now, i, order }: At,
): void {
  stocks[i % NODES]!.available[i % PRODUCTS]! -= 1;
  const promisedAt = now + 3 * DAY_MS;
  // biome-ignore format: a row
  const context = { customer: i % 60, destination: i % 8, totalUnits: 1 + (i % 9), weightGrams: 1_000 + (i % 977), dangerous: false, shipComplete: i % 5 === 0, priority: i % 3, releasedAt: now - 4_000, promisedAt, products: [i % PRODUCTS], units: [1 + (i % 9)], instructed: null };
  const options = Array.from({ length: OPTIONS }, (_, o) => {
    const transitDays = 1 + ((i + o) % 4);
    // biome-ignore format: a row
    return { node: o >> 1, origin: (o >> 1) * 4, carrier: (o % 2) * 2, service: (o % 2) * 2, mode: o % 2 ? 'AIR' : 'PARCEL', transitDays, arrivesAt: now + transitDays * DAY_MS, freightMinor: 700 + ((i * 7 + o * 131) % 2_000), handlingMinor: 90 + o, instructed: false };
  });
  const views = stocks.map((state, key) => ({
    type: 'stock-view',
    key,
    version: i + 1,
    ageMs: i % 100_000,
    state,
  }));
  const chosen = i % OPTIONS;
  // biome-ignore format: a row
  writer.decision(now, 'sourcing', 'order', order, 1, 'cheapest-feasible', null, 'active', OPTIONS, 0, chosen, null, null, null, null, 0, context, options, views, chosen, null, digestOf(i, 16), null, digestOf(i, 64));
}

function carrier(writer: RecordingWriter, { now, i, order }: At): void {
  // biome-ignore format: a row
  const context = { lane: i % 24, shipments: 1, weightGrams: 1_000 + (i % 977), handlingUnits: 1, dangerous: false, pickupAt: now + 7_000, promisedAt: now + 3 * DAY_MS, planned: { carrier: 0, service: 0, transitDays: 2 } };
  // biome-ignore format: rows
  const options = [{ carrier: 0, service: 0, mode: 'PARCEL', transitDays: 2, amountMinor: 732, guideRank: 1 }, { carrier: 2, service: 2, mode: 'AIR', transitDays: 1, amountMinor: 2_124, guideRank: 3 }];
  // biome-ignore format: a row
  writer.decision(now, 'carrier', 'load', order * SHIPMENTS_OF_ORDER, 1, 'as-planned', null, 'active', 2, 0, 0, null, null, null, null, 0, context, options, [], 0, null, digestOf(i, 16), null, digestOf(i, 64));
}

/** As many business events as a load has. */
function outcome(writer: RecordingWriter, { now, order }: At): void {
  const load = order * SHIPMENTS_OF_ORDER;
  writer.business(now, 'orderPromised', 'ERP', 'order', order, 1, now + 3 * DAY_MS, 1);
  writer.business(now, 'shipmentPacked', 'WMS', 'shipment', load, 1, 1, 1_000);
  writer.business(now, 'shipmentLoaded', 'WMS', 'shipment', load, 1, load, 0);
  writer.business(now, 'warehouseCharged', 'WMS', 'shipment', load, 1, 90, 0);
  writer.business(now, 'tenderOffered', 'core', 'load', load, 1, 0, 732);
  writer.business(now, 'tenderAccepted', 'carrier', 'load', load, 1, 0, 732);
  for (let n = 2; n < 2 + MILESTONES; n++)
    writer.business(now, 'milestone', 'carrier', 'load', load, n, now, now);
  writer.business(now, 'loadDelivered', 'carrier', 'load', load, 1, 0, 1);
  writer.business(now, 'shipmentDelivered', 'carrier', 'shipment', load, 1, now + DAY_MS, 0);
  writer.business(now, 'orderDone', 'core', 'order', order, 1, 1, 0);
  writer.business(now, 'freightPaid', 'ERP', 'load', load, 1, 732, 0);
}

/** Digits that are another text for each. */
function digestOf(i: number, digits: number): string {
  return (Math.imul(i + 1, 0x9e3779b1) >>> 0)
    .toString(16)
    .padStart(8, '0')
    .repeat(digits / 8);
}
