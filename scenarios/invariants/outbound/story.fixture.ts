/** One order of two shipments, written as its owners would: rules are tested on what is changed in it. */

import type { Posting } from '#orchestrator/core/out';
import { LOAD, ORDER, SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import type { Ask, Decided } from '../../host/ports.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { OutboundInvariants } from './outbound-invariants.ts';
import type { CoreStates } from './part.ts';

export type Step = readonly [
  event: string,
  owner: string,
  entity: string,
  key: number,
  n: number,
  a: number,
  b: number,
];

interface Figures {
  readonly n?: number;
  readonly a?: number;
  readonly b?: number;
}

/** The step with other figures. */
export function withFigures([event, owner, entity, key, n, a, b]: Step, figures: Figures): Step {
  return [event, owner, entity, key, figures.n ?? n, figures.a ?? a, figures.b ?? b];
}

export const START = Date.UTC(2026, 2, 2, 9);
/** Friday, 18:00 in Chicago: the end of a delivery day. */
export const PROMISE = Date.UTC(2026, 2, 7, 0);
export const ORDER_NO = 5;
export const FIRST = 40;
export const SECOND = 41;
export const CARRIER = 1;
export const OTHER_CARRIER = 0;

/** States of the core as a test needs them; what is not named does not exist. */
export class FakeCore implements CoreStates {
  backlog = 0;
  keptMessages = 0;
  steps = 0;
  appliedMessages = 0;
  readonly ledger = new Map<Posting, number>();
  readonly books = { ledger: this.ledger };
  readonly states = new Map<string, unknown>();

  set(type: number, key: number, state: unknown): this {
    this.states.set(`${type} ${key}`, state);
    return this;
  }

  state<State>(type: number, key: number): State | undefined {
    return this.states.get(`${type} ${key}`) as State | undefined;
  }

  living(type: number): number[] {
    return [...this.states.keys()]
      .filter((name) => name.startsWith(`${type} `))
      .map((name) => Number(name.split(' ')[1]));
  }
}

/** The story as it runs in a world: carriers 0 and 1 on a line of its rate table, nodes 0 and 1. */
export function storyOf(world: OutboundWorld) {
  function fakeCore(): FakeCore {
    return new FakeCore()
      .set(ORDER as number, ORDER_NO, { ordered: [6, 3] })
      .set(LOAD as number, FIRST, { shipments: [FIRST], carrier: CARRIER, former: null })
      .set(SHIPMENT as number, FIRST, {
        customer: world.network.customers.findIndex((each) => !each.deniedParty),
        destination: 1,
        node: 0,
        products: [world.network.products.findIndex((each) => each.unNumber === 0 && !each.exportControlled)],
        units: [5],
        unitPriceMinor: [100],
      });
  }

  const charge = (units: number): number => Math.round(world.network.nodes[0]!.unitCostMinor * units);

  /** Nine units: five of the first shipment arrive, one is found missing, the second is released, four are cancelled. */
  function story(): Step[] {
    const line = world.tms.lines.find((each) => each.carrier === CARRIER)!.no;
    return [
      ['orderReleased', 'ERP', 'order', ORDER_NO, 1, 9, 900],
      ['orderPromised', 'ERP', 'order', ORDER_NO, 1, PROMISE, 3],
      ['orderHeld', 'ERP', 'order', ORDER_NO, 1, 0, 0],
      ['holdReleased', 'ERP', 'order', ORDER_NO, 1, 0, 0],
      ['orderSourced', 'core', 'order', ORDER_NO, 1, 0, 2],
      ['stockReserved', 'WMS', 'shipment', FIRST, 1, 0, 6],
      ['orderSourced', 'core', 'order', ORDER_NO, 2, 1, 2],
      ['stockReserved', 'WMS', 'shipment', SECOND, 1, 1, 3],
      ['shipmentPicked', 'WMS', 'shipment', FIRST, 1, 0, 5],
      ['pickedShort', 'WMS', 'shipment', FIRST, 1, 0, 1],
      ['lineBackordered', 'core', 'order', ORDER_NO, 1, 1, 2],
      ['shipmentPacked', 'WMS', 'shipment', FIRST, 1, 1, 600],
      ['lineCancelled', 'core', 'order', ORDER_NO, 1, 1, 1],
      ['lineCancelled', 'core', 'order', ORDER_NO, 66, 3, 1],
      ['reservationReleased', 'WMS', 'shipment', SECOND, 1, 1, 3],
      ['loadFormed', 'core', 'load', FIRST, 1, 4, 1],
      ['tenderOffered', 'core', 'load', FIRST, 1, OTHER_CARRIER, 900],
      ['tenderRejected', 'carrier', 'load', FIRST, 1, OTHER_CARRIER, 1],
      ['tenderOffered', 'core', 'load', FIRST, 2, CARRIER, 1000],
      ['tenderAccepted', 'carrier', 'load', FIRST, 2, CARRIER, 1000],
      ['loadBooked', 'TMS', 'load', FIRST, 2, CARRIER, 1000],
      ['pickupPlanned', 'TMS', 'load', FIRST, 2, START, line],
      ['documentsPrepared', 'TMS', 'load', FIRST, 2, FIRST, 0],
      ['truckArrived', 'carrier', 'load', FIRST, 2, CARRIER, START],
      ['goodsIssued', 'WMS', 'shipment', FIRST, 1, 0, 5],
      ['warehouseCharged', 'WMS', 'shipment', FIRST, 1, charge(5), 0],
      ['shipmentLoaded', 'WMS', 'shipment', FIRST, 1, FIRST, 0],
      ['goodsIssuePosted', 'ERP', 'shipment', FIRST, 1, 0, 5],
      ['loadDeparted', 'carrier', 'load', FIRST, 1, CARRIER, 0],
      ['milestone', 'carrier', 'load', FIRST, 3, START, START],
      ['shipmentDelivered', 'carrier', 'shipment', FIRST, 1, START, 0],
      ['loadDelivered', 'carrier', 'load', FIRST, 1, CARRIER, 1],
      ['customerBilled', 'ERP', 'shipment', FIRST, 1, 500, 3],
      ['orderDone', 'core', 'order', ORDER_NO, 1, 5, 4],
      ['freightBilled', 'carrier', 'load', FIRST, 1, 1020, CARRIER],
      ['freightMatched', 'core', 'freight-invoice', FIRST, 1, 1020, 1],
      ['freightPaid', 'ERP', 'load', FIRST, 1, 1020, CARRIER],
    ];
  }

  /** The story up to an event, that included. */
  function upTo(event: string, steps: readonly Step[] = story()): Step[] {
    return steps.slice(0, steps.findLastIndex((step) => step[0] === event) + 1);
  }

  /** The story up to an event, that left out. */
  function until(event: string, steps: readonly Step[] = story()): Step[] {
    return steps.slice(
      0,
      steps.findIndex((step) => step[0] === event),
    );
  }

  /** The last such event with other figures. */
  function changed(event: string, figures: Figures): Step[] {
    const steps = story();
    const at = steps.findLastIndex((step) => step[0] === event);
    return steps.with(at, withFigures(steps[at]!, figures));
  }

  /** What is done by a decision is decided before. */
  function tell(invariants: OutboundInvariants, steps: readonly Step[], at = START): void {
    for (const step of steps) {
      decide(invariants, step);
      invariants.business(at, ...step);
    }
  }

  /** As `tell`, of what nobody has decided. */
  function tellUndecided(invariants: OutboundInvariants, steps: readonly Step[], at = START): void {
    for (const step of steps) invariants.business(at, ...step);
  }

  function play(
    steps: readonly Step[],
    core: CoreStates = fakeCore(),
    of: OutboundWorld = world,
    by: typeof tell = tell,
  ): OutboundInvariants {
    const invariants = new OutboundInvariants(of);
    invariants.connect(core, null);
    by(invariants, steps);
    return invariants;
  }

  return { fakeCore, story, upTo, until, changed, tell, tellUndecided, play };
}

/** The decision that an event follows from, with the one option that was taken. */
function decide(invariants: OutboundInvariants, [event, owner, , key, n, a, b]: Step): void {
  if (owner !== 'core') return;
  if (event === 'orderSourced') invariants.decided(asked('sourcing', 'order', key, n, { node: a }), DECIDED);
  if (event === 'tenderOffered' && n === 1)
    invariants.decided(asked('carrier', 'load', key, 1, { carrier: a }), DECIDED);
  if (event === 'expediteRequested')
    invariants.decided(
      asked('delay-response', 'load', key, n, { action: 'expedite', costMinor: a, carrier: b }),
      DECIDED,
    );
}

export function asked(
  point: Ask['point'],
  entityType: string,
  entityKey: number,
  attempt: number,
  option: object,
): Ask {
  return { point, attempt, entityType, entityKey, now: START, context: null, options: [option], views: [] };
}

export const DECIDED: Decided = {
  chosen: 0,
  policy: 'the-one',
  mode: 'active',
  removed: 0,
  score: null,
  confidence: null,
  propensity: null,
  fallback: null,
  latencyMs: 0,
};
