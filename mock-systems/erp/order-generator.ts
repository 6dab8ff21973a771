/**
 * Generated demand: orders that arrive by weekday and hour, from a mix of customers and products.
 *
 * 1. What order n holds depends on (seed, n) alone, and its release on (seed, profile, n): an order that is left out
 *    changes no other. Numbers count arrivals from 1, those left out too.
 * 2. The state is two numbers, whatever the number of orders: the last arrival's number and time.
 * 3. A promise is the end of the first delivery day, local time, that ends at or after release + lead time; where a later day was asked
 *    for, the end of that.
 */
import type { SalesOrderLine } from '#orchestrator/contracts/erp';
import { assert } from '#sim/assert';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import { log } from '#sim/random/math';
import type { Random, RandomStream } from '#sim/random/random';
import { type AliasTable, CumulativeTable, probabilities } from '#sim/random/weights';
import { type TimeZone, timeZone } from '#sim/shifts/time-zone';
import { ArrivalRate } from './arrival-rate.ts';
import { deliveryDayFrom } from './delivery-days.ts';
import { zipfTable } from './demand-mix.ts';
import type { OrderSource } from './order-source.ts';
import { type DemandSettings, type ErpOrder, LINES_MAX } from './settings.ts';

/** A product drawn twice in one order is drawn again so often; then the next one that is free is taken. */
const REDRAWS_MAX = 8;
/** Draws of a line lie this far apart, above `LINES_MAX`. */
const REDRAW_STEP = 64;

interface ClassModel {
  readonly shipCompleteShare: number;
  readonly priorities: CumulativeTable;
  readonly leadMs: Sampler;
  /** null = no day is asked for. */
  readonly requestedMs: Sampler | null;
}

/** Never written into. */
interface Choices {
  readonly customers: AliasTable;
  readonly products: AliasTable;
}

interface Streams {
  readonly gap: RandomStream;
  readonly customer: RandomStream;
  readonly product: RandomStream;
  readonly lines: RandomStream;
  readonly units: RandomStream;
  readonly shipComplete: RandomStream;
  readonly priority: RandomStream;
  readonly lead: RandomStream;
  readonly requested: RandomStream;
}

/** The last arrival. */
interface Arrival {
  readonly no: number;
  /** Fractional ms. */
  readonly time: number;
}

export class OrderGenerator implements OrderSource {
  private readonly settings: DemandSettings;
  private readonly zone: TimeZone;
  private readonly rate: ArrivalRate;
  private readonly streams: Streams;
  private readonly customers: AliasTable;
  private readonly products: AliasTable;
  private readonly lines: Sampler;
  private readonly units: Sampler;
  private readonly classes: readonly ClassModel[];
  private readonly linesMax: number;
  private last: Arrival;

  constructor(settings: DemandSettings, random: Random) {
    checkDemand(settings);
    this.settings = settings;
    this.zone = timeZone(settings.zone, 'demand.zone');
    this.rate = new ArrivalRate(settings);
    this.last = { no: 0, time: settings.startAt };
    this.streams = openStreams(random);
    const { customers, products } = choicesOf(settings);
    this.customers = customers;
    this.products = products;
    this.lines = compile(settings.linesPerOrder, 'demand.linesPerOrder');
    this.units = compile(settings.unitsPerLine, 'demand.unitsPerLine');
    this.linesMax = Math.min(LINES_MAX, settings.products.length);
    this.classes = settings.classes.map(({ shipCompleteShare, priorityWeights, leadMs, requestedMs }, i) => ({
      shipCompleteShare,
      priorities: new CumulativeTable(probabilities(priorityWeights, `demand.classes[${i}].priorityWeights`)),
      leadMs: compile(leadMs, `demand.classes[${i}].leadMs`),
      requestedMs:
        requestedMs === undefined ? null : compile(requestedMs, `demand.classes[${i}].requestedMs`),
    }));
  }

  next(): ErpOrder | null {
    const { endAt, ordersMax, leftOut } = this.settings;
    while (ordersMax === null || this.last.no < ordersMax) {
      const no = this.last.no + 1;
      const work = -log(1 - this.streams.gap.unit(no, 1));
      const time = this.rate.next(this.last.time, work, endAt);
      if (time === Infinity) return null;
      this.last = { no, time };
      if (!leftOut.has(no)) return this.order(no, Math.floor(time));
    }
    return null;
  }

  save(): Arrival {
    return this.last;
  }

  load(saved: unknown): void {
    this.last = saved as Arrival;
  }

  private promise(at: number): number {
    return deliveryDayFrom(this.zone, this.settings, at);
  }

  private order(no: number, releaseAt: number): ErpOrder {
    const { streams } = this;
    const customer = this.customers.find(streams.customer.unit(no, 1));
    const { place, classNo, extraLeadMs } = this.settings.customers[customer]!;
    const model = this.classes[classNo]!;
    const lead = extraLeadMs + drawMs(model.leadMs, streams.lead, no, 1);
    const promisedAt = this.promise(releaseAt + lead);
    const { requestedMs } = model;
    const requestedAt =
      requestedMs === null ? null : this.promise(releaseAt + drawMs(requestedMs, streams.requested, no, 1));
    return {
      no,
      drawKey: no,
      releaseAt,
      sales: {
        customer,
        destination: place,
        lines: this.orderLines(no),
        shipComplete: streams.shipComplete.unit(no, 1) < model.shipCompleteShare,
        priority: model.priorities.find(streams.priority.unit(no, 1)),
        promisedAt: requestedAt === null ? promisedAt : Math.max(promisedAt, requestedAt),
        instructed: null,
      },
      ...(requestedAt === null ? {} : { requestedAt }),
    };
  }

  private orderLines(no: number): SalesOrderLine[] {
    const { streams, settings } = this;
    const drawn = Math.round(this.lines.sample(streams.lines, no, 1));
    const count = Math.min(this.linesMax, Math.max(1, drawn));
    const lines: SalesOrderLine[] = [];
    for (let i = 0; i < count; i++) {
      const product = this.product(no, i, lines);
      const { unitWeightGrams, unitPriceMinor } = settings.products[product]!;
      const units = Math.max(1, Math.round(this.units.sample(streams.units, no, i + 1)));
      lines.push({ product, units, unitWeightGrams, unitPriceMinor });
    }
    return lines;
  }

  /** A product that no earlier line of the order has. */
  private product(no: number, line: number, lines: readonly SalesOrderLine[]): number {
    for (let redraw = 0; redraw < REDRAWS_MAX; redraw++) {
      const u = this.streams.product.unit(no, line + 1 + redraw * REDRAW_STEP);
      const product = this.products.find(u);
      if (!has(lines, product)) return product;
    }
    let product = 0;
    while (has(lines, product)) product += 1;
    return product;
  }
}

/** A branch is a twin more: tables of thousands of products are made once a world. */
const made = new WeakMap<DemandSettings, Choices>();

function choicesOf(settings: DemandSettings): Choices {
  const { customers, customerSkew, products, productSkew } = settings;
  const known = made.get(settings);
  if (known !== undefined) return known;
  const choices = {
    customers: zipfTable(customers.length, customerSkew, 'demand.customers'),
    products: zipfTable(products.length, productSkew, 'demand.products'),
  };
  made.set(settings, choices);
  return choices;
}

function has(lines: readonly SalesOrderLine[], product: number): boolean {
  for (const line of lines) if (line.product === product) return true;
  return false;
}

function openStreams(random: Random): Streams {
  return {
    gap: random.stream('demand/arrivals'),
    customer: random.stream('demand/customer'),
    product: random.stream('demand/product'),
    lines: random.stream('demand/lines'),
    units: random.stream('demand/units'),
    shipComplete: random.stream('demand/ship-complete'),
    priority: random.stream('demand/priority'),
    lead: random.stream('demand/lead-time'),
    requested: random.stream('demand/requested'),
  };
}

function checkDemand({ customers, classes, products, deliveryWeekdays }: DemandSettings): void {
  assert(
    deliveryWeekdays.length === 7 && deliveryWeekdays.includes(true),
    `deliveryWeekdays must be 7 from Monday, at least one true, got ${deliveryWeekdays}`,
  );
  customers.forEach(({ classNo }, i) => {
    assert(classNo in classes, `customer ${i} is of class ${classNo}; there are ${classes.length} classes`);
  });
  products.forEach(({ unitPriceMinor, unitWeightGrams }, i) => {
    assert(
      Number.isInteger(unitPriceMinor) && Number.isInteger(unitWeightGrams) && unitWeightGrams > 0,
      `product ${i} needs whole grams > 0 and whole minor units, got ${unitWeightGrams} and ${unitPriceMinor}`,
    );
  });
}
