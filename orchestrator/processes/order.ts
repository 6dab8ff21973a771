/**
 * The order: from ERP's release to the freight being settled. It owns the plan (plant, port, carrier), not the
 * stock, the load or the money.
 *
 * 1. It moves along `ORDER_TABLE` only; an input the table does not know is noted in the audit trail and
 *    changes nothing. A late event never moves a status back.
 * 2. Rates and options are used in the step that receives them and not kept.
 */
import type { Instructed } from '../contracts/erp.ts';
import type { OrderReleased, RateQuote } from '../contracts/outbound.ts';
import { TMS, WMS } from '../contracts/partners.ts';
import type { Actor, DecidedInput } from '../core/actor.ts';
import type { Out } from '../core/out.ts';
import { transitionTable } from '../core/transition-table.ts';
import type { NodeAndCarrierContext, NodeAndCarrierOption } from '../decisions/node-and-carrier.ts';
import { type Instant, instant } from '../model/instant.ts';
import type { MasterData } from '../model/master-data.ts';
import { roundHalfAway } from '../model/money.ts';
import { ORDER, type OrderInput, PLANT_LOAD, SHIPMENT } from './inputs.ts';

export type OrderStatus =
  | 'new'
  | 'rating'
  | 'deciding'
  | 'fulfilling'
  | 'shipped'
  | 'delivered'
  | 'closed'
  | 'unplannable';

export const ORDER_TABLE = transitionTable<OrderStatus>(
  'new',
  ['closed', 'unplannable'],
  [
    ['new', 'orderReleased', 'rating'],
    ['rating', 'ratesQuoted', 'deciding'],
    ['rating', 'noOption', 'unplannable'],
    ['deciding', 'decided', 'fulfilling'],
    ['deciding', 'noOption', 'unplannable'],
    ['fulfilling', 'goodsIssued', 'shipped'],
    ['shipped', 'shipmentDelivered', 'delivered'],
    ['delivered', 'freightSettled', 'closed'],
    // Settlement may overtake delivery: the status waits for both.
    ['fulfilling', 'freightSettled', 'fulfilling'],
    ['shipped', 'freightSettled', 'shipped'],
    ['rating', 'timer', 'rating'],
    ['deciding', 'timer', 'deciding'],
    ['fulfilling', 'timer', 'fulfilling'],
    ['shipped', 'timer', 'shipped'],
  ],
);

/** Why an order could not be planned: `a` of the business event `orderUnplannable`. */
export const UNPLANNABLE = {
  noPlantMakesProduct: 1,
  noRate: 2,
  noOptionAllowed: 3,
  policyDeclined: 4,
} as const;

export interface OrderState {
  status: OrderStatus;
  customer: number;
  product: number;
  units: number;
  weightGrams: number;
  destination: number;
  releasedAt: number;
  promisedAt: number;
  instructed: Instructed | null;
  plant: number;
  carrier: number;
  /** Minor units; -1 = unpriced. */
  freightMinor: number;
  warehouseMinor: number;
  settled: boolean;
}

const PROMISE_TIMER = 0;

export function orderActor(master: MasterData): Actor<OrderState, OrderInput> {
  return {
    type: ORDER,
    name: 'order',
    version: 1,
    creates: ['orderReleased'],
    timers: ['promise'],
    initial: () => ({
      status: ORDER_TABLE.initial,
      customer: -1,
      product: -1,
      units: 0,
      weightGrams: 0,
      destination: -1,
      releasedAt: 0,
      promisedAt: 0,
      instructed: null,
      plant: -1,
      carrier: -1,
      freightMinor: -1,
      warehouseMinor: 0,
      settled: false,
    }),
    migrate: (_old, from) => {
      throw new Error(`order state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => step(master, draft, input, now, out),
    finished: (state) => ORDER_TABLE.terminal.has(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.units);
      sink.number(state.plant);
      sink.number(state.carrier);
      sink.number(state.freightMinor);
      sink.number(state.warehouseMinor);
    },
  };
}

function step(master: MasterData, draft: OrderState, input: OrderInput, now: Instant, out: Out): void {
  const next = ORDER_TABLE.next(draft.status, input.kind);
  if (next === null) {
    out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
    return;
  }
  switch (input.kind) {
    case 'orderReleased':
      release(master, draft, input, now, out);
      return;
    case 'ratesQuoted':
      chooseOption(master, draft, input.body.quotes, out);
      return;
    case 'decided':
      plan(draft, input, now, out);
      return;
    case 'goodsIssued':
      draft.status = next;
      out.tell(PLANT_LOAD, draft.plant, 'orderIssued', 0, draft.units, null);
      out.tell(SHIPMENT, input.key, 'goodsReady', 0, 0, null);
      return;
    case 'shipmentDelivered':
      draft.status = next;
      out.cancel(PROMISE_TIMER);
      if (draft.settled) draft.status = ORDER_TABLE.next(next, 'freightSettled') ?? next;
      return;
    case 'freightSettled':
      draft.status = next;
      draft.settled = true;
      return;
    case 'timer':
      out.event('promiseMissed', 1, draft.promisedAt, 0);
  }
}

function release(master: MasterData, draft: OrderState, input: OrderReleased, now: Instant, out: Out): void {
  const { body } = input;
  draft.status = 'rating';
  draft.customer = body.customer;
  draft.product = body.product;
  draft.units = body.units;
  draft.weightGrams = body.weightGrams;
  draft.destination = body.destination;
  draft.releasedAt = now;
  draft.promisedAt = body.promisedAt;
  draft.instructed = body.instructed;
  const origins = new Set<number>();
  for (const plant of master.plants) {
    if (plant.products.has(body.product)) for (const port of plant.ports) origins.add(port);
  }
  if (origins.size === 0) {
    giveUp(draft, UNPLANNABLE.noPlantMakesProduct, out);
    return;
  }
  if (body.promisedAt > now) out.timer(PROMISE_TIMER, instant(body.promisedAt));
  out.send(TMS, 'requestRates', input.key, 0, 0, {
    origins: [...origins],
    destination: body.destination,
    weightGrams: body.weightGrams,
  });
}

function chooseOption(master: MasterData, draft: OrderState, quotes: readonly RateQuote[], out: Out): void {
  const options = optionsOf(master, draft, quotes);
  if (options.length === 0) {
    giveUp(draft, UNPLANNABLE.noRate, out);
    return;
  }
  draft.status = 'deciding';
  const context: NodeAndCarrierContext = {
    customer: draft.customer,
    product: draft.product,
    units: draft.units,
    weightGrams: draft.weightGrams,
    releasedAt: draft.releasedAt,
    promisedAt: draft.promisedAt,
    instructed: draft.instructed,
  };
  const plants = [...new Set(options.map((option) => option.plant))];
  out.ask(
    { point: 'node-and-carrier', attempt: 1, context, options },
    plants.map((plant) => ({ type: PLANT_LOAD, key: plant })),
  );
}

/** Every plant that makes the product, by every quote from one of its ports; and what was instructed. */
function optionsOf(
  master: MasterData,
  draft: OrderState,
  quotes: readonly RateQuote[],
): NodeAndCarrierOption[] {
  const { instructed } = draft;
  const options: NodeAndCarrierOption[] = [];
  let instructedOffered = instructed === null;
  for (const plant of master.plants) {
    if (!plant.products.has(draft.product)) continue;
    const warehouseMinor = roundHalfAway(plant.unitCostMinor * draft.units);
    for (const quote of quotes) {
      if (!plant.ports.includes(quote.origin)) continue;
      const matches = !instructedOffered && instructed !== null && follows(instructed, plant.no, quote);
      instructedOffered ||= matches;
      options.push({
        plant: plant.no,
        origin: quote.origin,
        carrier: quote.carrier,
        service: quote.service,
        mode: quote.mode,
        transitDays: quote.transitDays,
        freightMinor: quote.amountMinor,
        warehouseMinor,
        instructed: matches,
      });
    }
  }
  if (instructed !== null && !instructedOffered) options.push(unpriced(master, draft, instructed));
  return options;
}

function follows(instructed: Instructed, plant: number, quote: RateQuote): boolean {
  return (
    !instructed.customerArranged &&
    instructed.plant === plant &&
    instructed.origin === quote.origin &&
    instructed.carrier === quote.carrier &&
    instructed.service === quote.service &&
    instructed.transitDays === quote.transitDays
  );
}

function unpriced(master: MasterData, draft: OrderState, instructed: Instructed): NodeAndCarrierOption {
  const unitCostMinor = master.plants[instructed.plant]?.unitCostMinor ?? 0;
  return {
    plant: instructed.plant,
    origin: instructed.origin,
    carrier: instructed.carrier,
    service: instructed.service,
    mode: instructed.mode ?? 'unknown',
    transitDays: instructed.transitDays,
    freightMinor: null,
    warehouseMinor: roundHalfAway(unitCostMinor * draft.units),
    instructed: true,
  };
}

function plan(draft: OrderState, input: DecidedInput, now: Instant, out: Out): void {
  const option = input.body.option as NodeAndCarrierOption | null;
  if (option === null) {
    giveUp(
      draft,
      input.body.fallback === 'no-option-left' ? UNPLANNABLE.noOptionAllowed : UNPLANNABLE.policyDeclined,
      out,
    );
    return;
  }
  draft.status = 'fulfilling';
  draft.plant = option.plant;
  draft.carrier = option.carrier;
  draft.freightMinor = option.freightMinor ?? -1;
  draft.warehouseMinor = option.warehouseMinor;
  out.kpi('releaseToPlan', now - draft.releasedAt, 'ms');
  out.event('orderPlanned', 1, option.plant, option.carrier);
  out.event('freightRated', 1, draft.freightMinor, option.transitDays);
  out.tell(PLANT_LOAD, option.plant, 'orderPlanned', 0, draft.units, null);
  out.tell(SHIPMENT, input.key, 'planShipment', option.plant, option.carrier, {
    origin: option.origin,
    destination: draft.destination,
    service: option.service,
    mode: option.mode,
    weightGrams: draft.weightGrams,
    transitDays: option.transitDays,
    ratedMinor: option.freightMinor,
  });
  out.send(WMS, 'shipOrder', input.key, option.plant, draft.units, {
    product: draft.product,
    units: draft.units,
  });
}

function giveUp(draft: OrderState, reason: number, out: Out): void {
  draft.status = ORDER_TABLE.next(draft.status, 'noOption') ?? draft.status;
  out.event('orderUnplannable', 1, reason, 0);
}
