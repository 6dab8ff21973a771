/**
 * What a scenario whose events are written down is made of: orders, what becomes of them at ERP, faults in windows, and single hits. Each is
 * an event from outside that can be left out by itself.
 */
import { type FaultHit, HITS_MAX, type WrittenFault } from '#scenarios/schema/outbound/faults';
import { ORDERS_MAX, type WrittenOrder } from '#scenarios/schema/outbound/orders';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { withFaults } from './written-down.ts';

/** What becomes of an order: keys of it. */
export const FATES = ['held', 'changed', 'cancelled', 'weightsMissing'] as const;

export type ExogenousEvent =
  | { readonly of: 'order'; readonly order: WrittenOrder }
  | { readonly of: 'fate'; readonly no: number; readonly what: (typeof FATES)[number] }
  | { readonly of: 'window'; readonly fault: WrittenFault }
  | { readonly of: 'hit'; readonly hit: FaultHit };

/** In the order of the file. */
export function exogenousEvents(scenario: OutboundScenario): ExogenousEvent[] {
  return [
    ...ordersIn(scenario).map((order): ExogenousEvent => ({ of: 'order', order })),
    ...fatesIn(scenario),
    ...faultsIn(scenario),
  ];
}

export function ordersIn({ demand }: OutboundScenario): readonly WrittenOrder[] {
  return demand.orders ?? [];
}

export function fatesIn(scenario: OutboundScenario): ExogenousEvent[] {
  return ordersIn(scenario).flatMap((order) =>
    FATES.filter((what) => order[what] !== undefined).map(
      (what): ExogenousEvent => ({ of: 'fate', no: order.no, what }),
    ),
  );
}

/** Windows, then hits. */
export function faultsIn({ faults }: OutboundScenario): ExogenousEvent[] {
  return [
    ...(faults?.written ?? []).map((fault): ExogenousEvent => ({ of: 'window', fault })),
    ...(faults?.hits ?? []).map((hit): ExogenousEvent => ({ of: 'hit', hit })),
  ];
}

/** What of it is still drawn by its seed, in the words of a sentence; null = all of it is written down. */
export function drawnIn({
  demand,
  faults,
}: OutboundScenario): 'orders and faults' | 'orders' | 'faults' | null {
  const isDrawn = demand.orders === undefined;
  if (faults?.bySeed === undefined) return isDrawn ? 'orders' : null;
  return isDrawn ? 'orders and faults' : 'faults';
}

/** More than a file may say; null = it fits. As a sentence goes on: `9,198 hits, where a file holds 5,000`. */
export function tooMuchIn(scenario: OutboundScenario): string | null {
  const counted = [
    ['orders', ordersIn(scenario).length, ORDERS_MAX],
    ['hits', scenario.faults?.hits?.length ?? 0, HITS_MAX],
  ] as const;
  const over = counted.find(([, count, most]) => count > most);
  if (over === undefined) return null;
  const [what, count, most] = over;
  return `${count.toLocaleString('en')} ${what}, where a file holds ${most.toLocaleString('en')}`;
}

export function kindOf(event: ExogenousEvent): string {
  switch (event.of) {
    case 'order':
      return 'order';
    case 'fate':
      return event.what;
    case 'window':
      return event.fault.kind;
    case 'hit':
      return event.hit.kind;
  }
}

/** With these orders alone, as they are given. */
export function withOrders(scenario: OutboundScenario, orders: readonly WrittenOrder[]): OutboundScenario {
  return { ...scenario, demand: { ...scenario.demand, orders: [...orders] } };
}

/** With these fates of its orders alone. */
export function withFates(scenario: OutboundScenario, kept: readonly ExogenousEvent[]): OutboundScenario {
  const names = new Set(kept.map((event) => (event.of === 'fate' ? `${event.no} ${event.what}` : '')));
  return withOrders(
    scenario,
    ordersIn(scenario).map((order) => {
      const gone = FATES.filter((what) => order[what] !== undefined && !names.has(`${order.no} ${what}`));
      if (gone.length === 0) return order;
      const left: Record<string, unknown> = { ...order };
      for (const what of gone) delete left[what];
      // All keys that are gone are optional.
      return left as WrittenOrder;
    }),
  );
}

/** With these faults alone. */
export function withFaultsOnly(
  scenario: OutboundScenario,
  kept: readonly ExogenousEvent[],
): OutboundScenario {
  if (scenario.faults === undefined) return scenario;
  const written = kept.flatMap((event) => (event.of === 'window' ? [event.fault] : []));
  const hits = kept.flatMap((event) => (event.of === 'hit' ? [event.hit] : []));
  if (written.length + hits.length === 0) return withFaults(scenario, undefined);
  return withFaults(scenario, {
    ...(written.length === 0 ? {} : { written }),
    ...(hits.length === 0 ? {} : { hits }),
    source: scenario.faults.source,
  });
}

/** `order#61`, `order#61.held`; faults by their place in the file, windows before hits: `fault#1`. */
export function nameOf(event: ExogenousEvent, scenario: OutboundScenario): string {
  if (event.of === 'order') return `order#${event.order.no}`;
  if (event.of === 'fate') return `order#${event.no}.${event.what}`;
  const said = event.of === 'window' ? event.fault : event.hit;
  const all: readonly unknown[] = [...(scenario.faults?.written ?? []), ...(scenario.faults?.hits ?? [])];
  return `fault#${all.indexOf(said) + 1}`;
}

/** The scenario without the event of that name; null = there is none. An order takes its fates along. */
export function without(scenario: OutboundScenario, name: string): OutboundScenario | null {
  const gone = exogenousEvents(scenario).find((event) => nameOf(event, scenario) === name);
  switch (gone?.of) {
    case undefined:
      return null;
    case 'order':
      return withOrders(
        scenario,
        ordersIn(scenario).filter((order) => order !== gone.order),
      );
    case 'fate':
      return withFates(
        scenario,
        fatesIn(scenario).filter((event) => nameOf(event, scenario) !== name),
      );
    default:
      return withFaultsOnly(
        scenario,
        faultsIn(scenario).filter((event) => nameOf(event, scenario) !== name),
      );
  }
}

/** For people: what it says beside its kind. */
export function sentenceOf(event: ExogenousEvent): string {
  switch (event.of) {
    case 'order': {
      const { no, release, customer, lines } = event.order;
      const units = lines.map((line) => `${line.units} x ${line.product}`).join(', ');
      return `order ${no} of ${customer} is released after ${release}: ${units}`;
    }
    case 'fate':
      return `order ${event.no}: ${event.what}`;
    case 'window':
      return said(event.fault);
    case 'hit':
      return said(event.hit);
  }
}

function said({ kind, ...rest }: WrittenFault | FaultHit): string {
  const words = Object.entries(rest).map(([key, value]) => `${key} ${value}`);
  return [kind, ...words].join(', ');
}
