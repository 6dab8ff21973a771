/**
 * A whole WMS of one's own, in the place of ours: it never runs out, takes two hours a shipment, and loads whatever is packed. What is reserved is
 * not made less.
 */
import { defineSystem, HOUR_MS } from 'dray/mocks';

const GRAMS_A_UNIT = 1_000;
const SHELF = 0;
const RAMP = 1;
const ROAD = 2;
const GONE = 3;

/** By number of the shipment: from which node, how much of each line, and where it is now. */
type Depot = Readonly<
  Record<number, { readonly node: number; readonly units: readonly number[]; readonly at: number }>
>;

const initial: Depot = {};
const total = (units: readonly number[]): number => units.reduce((sum, each) => sum + each, 0);

export default defineSystem({
  name: 'Corner Depot',
  system: 'wms',
  initial,
  writes: [
    ...['stockReserved', 'reservationReleased', 'shipmentPicked', 'shipmentPacked'],
    ...['goodsIssued', 'shipmentLoaded', 'goodsReturned'],
  ],

  answers: {
    reserveStock(depot, { key, a: node, body }) {
      const known = depot[key];
      const units = body.lines.map((line) => (known?.at === GONE ? 0 : line.units));
      return {
        state: known === undefined ? { ...depot, [key]: { node, units, at: SHELF } } : depot,
        writes: known === undefined ? [{ event: 'stockReserved', key, a: node, b: total(units) }] : [],
        says: [{ kind: 'stockReserved', key, a: node, b: 0, body: { units } }],
      };
    },
    reduceReservation(depot, { key, a: node, b, body }) {
      const units = depot[key]?.units ?? body.units.map(() => 0);
      return { says: [{ kind: 'reservationReduced', key, a: node, b, body: { units } }] };
    },
    cancelShipment(depot, { key, a: node }) {
      const { units = [], at = GONE } = depot[key] ?? {};
      const inTime = at !== ROAD;
      const isHeld = at === SHELF || at === RAMP;
      return {
        state: inTime ? { ...depot, [key]: { node, units, at: GONE } } : depot,
        writes: isHeld ? [{ event: 'reservationReleased', key, a: node, b: total(units) }] : [],
        says: [{ kind: 'shipmentReleased', key, a: node, b: inTime ? 1 : 0, body: null }],
      };
    },
    releaseWave: (_depot, { body }, now) => ({
      wakes: body.shipments.map((key) => ({ key, at: now + 2 * HOUR_MS })),
    }),
    loadTruck(depot, { key: load, a: node, body }) {
      const shipments = body.shipments.filter((key) => depot[key]?.at === RAMP);
      const unitsOf = (key: number): number => total(depot[key]!.units);
      return {
        state: {
          ...depot,
          ...Object.fromEntries(shipments.map((key) => [key, { ...depot[key]!, at: ROAD }])),
        },
        writes: shipments.flatMap((key) => [
          { event: 'goodsIssued', key, a: node, b: unitsOf(key) },
          { event: 'shipmentLoaded', key, a: load, b: node },
        ]),
        says: [
          ...shipments.map((key) => ({
            kind: 'goodsIssued' as const,
            key,
            a: node,
            b: unitsOf(key),
            body: null,
          })),
          { kind: 'truckLoaded', key: load, a: node, b: shipments.length, body: { shipments } },
        ],
      };
    },
    returnToStock(depot, { key, a: node, body }) {
      if (depot[key]?.at !== ROAD) return {};
      return {
        state: { ...depot, [key]: { ...depot[key], at: GONE } },
        writes: [{ event: 'goodsReturned', key, a: node, b: total(body.units) }],
      };
    },
  },

  /** Picked and packed. */
  onWake(depot, key) {
    const kept = depot[key];
    if (kept?.at !== SHELF) return {};
    const { node, units } = kept;
    const grossWeightGrams = total(units) * GRAMS_A_UNIT;
    return {
      state: { ...depot, [key]: { ...kept, at: RAMP } },
      writes: [
        { event: 'shipmentPicked', key, a: node, b: total(units) },
        { event: 'shipmentPacked', key, a: 1, b: grossWeightGrams },
      ],
      says: [
        { kind: 'shipmentPicked', key, a: node, b: 0, body: { units } },
        {
          kind: 'shipmentPacked',
          key,
          a: node,
          b: 1,
          body: { units, handlingUnits: 1, grossWeightGrams },
        },
      ],
    };
  },
});
