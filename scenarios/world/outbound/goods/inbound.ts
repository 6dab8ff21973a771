/** The inbound section of a scenario -> what ERP buys, what the portal and the docks do, and what the core goes by. */
import type {
  BoughtProduct,
  ProcurementPlan,
  ProcurementSettings,
} from '#mock-systems/erp/procurement-settings';
import { SUPPLIER_PROFILES } from '#mock-systems/suppliers/profiles';
import type { SupplierProfile } from '#mock-systems/suppliers/settings';
import type { ReceivingSettings, StationSettings, WmsNode } from '#mock-systems/wms/settings';
import type { InboundSettings } from '#orchestrator/model/inbound';
import type { Random } from '#sim/random/random';
import { civilFromDays, DAY_MS, daysFromCivil } from '#sim/shifts/civil';
import type { WorkingCalendar } from '#sim/shifts/working-calendar';
import type { DockSection, InboundSection, SupplierSection } from '../../../schema/outbound/inbound.ts';
import type { NetworkSection } from '../../../schema/outbound/network.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import { drawnCount, drawnMs } from '../../draws.ts';
import type { InboundWorld } from '../../outbound-world.ts';
import { KEPT_MS } from '../settings.ts';
import { noticeSlipsOf } from '../systems/slips.ts';
import { hoursOf, type Span, stationOf } from '../systems/warehouses.ts';
import { calendarOf, shiftsOf, timetable } from '../timetable.ts';

/** Slots offered at a time, where nothing is said. */
const SLOTS_OFFERED = 8;

export function inboundWorld(
  inbound: InboundSection,
  limits: OutboundScenario['limits'],
  { startAt, endAt }: Span,
): InboundWorld {
  const { suppliers } = inbound;
  return {
    suppliers: suppliers.map(({ name }) => name),
    portal: {
      suppliers: suppliers.map((section) => ({
        profile: profileOf(section),
        ...noticeSlipsOf(section.slips),
        departures: timetable(section.departures ?? [], section.zone, shippingDays(section), startAt, endAt),
      })),
      rememberMs: KEPT_MS,
    },
    core: coreOf(inbound, limits),
  };
}

/** null = every day. */
function shippingDays({ days, zone, name }: SupplierSection): WorkingCalendar | null {
  return days === undefined ? null : calendarOf({ days, from: '00:00', to: '24:00' }, zone, name);
}

function profileOf({ name, profile, leadTime, transit }: SupplierSection): SupplierProfile {
  const made = SUPPLIER_PROFILES[profile];
  const { production, delivery } = made;
  return {
    ...made,
    name,
    production: leadTime === undefined ? production : { ...production, leadTimeMs: drawnMs(leadTime) },
    delivery: transit === undefined ? delivery : { ...delivery, transitMs: drawnMs(transit) },
  };
}

function coreOf({ suppliers, limits }: InboundSection, common: OutboundScenario['limits']): InboundSettings {
  return {
    suppliers: suppliers.map(({ confirmGrace, noticeGrace, countTolerance }) => ({
      confirmGraceMs: durationMs(confirmGrace),
      noticeGraceMs: durationMs(noticeGrace),
      countTolerance: countTolerance ?? 0,
    })),
    limits: {
      statusRequestsMax: limits.statusRequests,
      answerGraceMs: durationMs(limits.answerGrace),
      slotTriesMax: limits.slotTries,
      slotRetryMs: durationMs(limits.slotRetry),
      arrivalBufferMs: durationMs(limits.arrivalBuffer),
      neverCameMs: durationMs(limits.neverCame),
      countGraceMs: durationMs(limits.countGrace),
      putAwayGraceMs: durationMs(limits.putAwayGrace),
      damageTolerance: limits.damageTolerance,
      overTolerance: limits.overTolerance,
      shortCloseShare: limits.shortClose,
      taskEscalationMs: durationMs(common.taskEscalation),
    },
  };
}

/** Which supplier each product is bought from: a keyed draw, so that one product more moves no other. */
export function suppliersOf({ suppliers }: InboundSection, products: number, random: Random): number[] {
  const draws = random.stream('network/supplier');
  return Array.from({ length: products }, (_, product) => {
    let left = draws.unit(product, 1);
    for (const [no, { products: share }] of suppliers.entries()) {
      left -= share;
      if (left < 0) return no;
    }
    return suppliers.length - 1;
  });
}

/**
 * ERP buys what WMS would have made appear: the same levels at the same reviews, by supplier.
 * @param nodes as WMS would run them without inbound
 * @param pricesMinor of a unit, by product, as sold
 */
export function procurementOf(
  { suppliers, invoiceAfter }: InboundSection,
  nodes: readonly WmsNode[],
  supplierOf: readonly number[],
  pricesMinor: readonly number[],
  { startAt, until }: Span,
): ProcurementSettings {
  const costOf = (product: number): number =>
    Math.max(1, Math.round(pricesMinor[product]! * suppliers[supplierOf[product]!]!.price));
  const plans = nodes.flatMap(({ stock }, node) =>
    (stock?.replenishment ?? []).flatMap(({ firstReviewAt, reviewMs, products }) =>
      suppliers.map(({ due }, supplier): ProcurementPlan => {
        const bought = products.filter(({ product }) => supplierOf[product] === supplier);
        return {
          node,
          supplier,
          firstReviewAt,
          reviewMs,
          leadTimeMs: durationMs(due),
          products: bought.map((each): BoughtProduct => ({ ...each, unitCostMinor: costOf(each.product) })),
        };
      }),
    ),
  );
  return {
    nodes: nodes.length,
    suppliers: suppliers.length,
    products: supplierOf.length,
    plans: plans.filter(({ products }) => products.length > 0),
    until,
    invoiceAfterMs: drawnMs(invoiceAfter),
    periodEnds: monthEnds(startAt, until),
    rememberMs: KEPT_MS,
  };
}

/** The nodes with their docks; nothing is replenished there but by what comes to them. */
export function withDocks(
  nodes: readonly WmsNode[],
  network: NetworkSection,
  { docks, appointments = true }: InboundSection,
  span: Span,
): WmsNode[] {
  return nodes.map((node, no) => {
    const dock = docks.find((each) => each.node === network.nodes[no]!.name);
    if (dock === undefined || node.stock === null) return node;
    const stock = { ...node.stock, replenishment: [] };
    const receiving = receivingOf(dock, network, no, span);
    return { ...node, stock, receiving: appointments ? receiving : { ...receiving, offeredMax: 0 } };
  });
}

function receivingOf(dock: DockSection, network: NetworkSection, no: number, span: Span): ReceivingSettings {
  const section = network.nodes[no]!;
  const present = network.staffPresent ?? 1;
  const { zone } = network.places.find((place) => place.name === section.place)!;
  const { startAt, endAt } = span;
  const shifts = shiftsOf(calendarOf(dock.hours ?? hoursOf(section), zone, section.name), startAt, endAt);
  const slotMs = durationMs(dock.slot);
  const { miscounted, miscountedBy, miscountedFewer } = dock;
  // What is not done by the end is done some time after it, so that it never counts as stuck.
  const open: StationSettings['shifts'] =
    shifts.length === 0
      ? []
      : [...shifts, [Math.max(endAt, shifts.at(-1)![1]), Number.MAX_SAFE_INTEGER] as const];
  return {
    doors: dock.doors,
    slotMs,
    slots: slotsOf(shifts, slotMs, startAt, endAt),
    open,
    offeredMax: dock.slotsOffered ?? SLOTS_OFFERED,
    unload: stationOf(dock.unload, open, present),
    putAway: stationOf(dock.putAway, open, present),
    countWrongShare: miscounted ?? 0,
    countWrongUnits: miscountedBy === undefined ? { kind: 'constant', value: 1 } : drawnCount(miscountedBy),
    countFewerShare: miscountedFewer ?? 0.5,
  };
}

/** Instants at which a slot begins: one after the other from each opening, as long as a whole one fits. */
export function slotsOf(
  shifts: readonly (readonly [number, number])[],
  slotMs: number,
  startAt: number,
  endAt: number,
): number[] {
  const slots: number[] = [];
  const stretches = shifts.length === 0 ? [[startAt, endAt] as const] : shifts;
  for (const [open, close] of stretches)
    for (let at = open; at + slotMs <= close; at += slotMs) slots.push(at);
  return slots;
}

/** Midnight UTC at which a month ends, within the run. */
function monthEnds(startAt: number, until: number): number[] {
  const ends: number[] = [];
  const first = civilFromDays(Math.floor(startAt / DAY_MS));
  for (let months = first.year * 12 + first.month; ; months++) {
    // The month after: numbered from 1.
    const at = daysFromCivil(Math.floor(months / 12), (months % 12) + 1, 1) * DAY_MS;
    if (at > until) return ends;
    ends.push(at);
  }
}
