/**
 * Folds business events into a process map: see `process-map.ts` for what it says.
 *
 * 1. A shipment begins with the sourcing that it came from. Its case begins with its order's release, and has its order's steps until
 *    then; they are counted as flow of the order alone.
 * 2. Which load a shipment is on is written when it is loaded, with its goods issue. Only then does it get the two steps of its load
 *    that it took part in (formed, truck there), by the instants at which they were; where something was written of the
 *    shipment after them, they stand where they can, or not at all.
 * 3. Bounded: 30 bytes an order, 33 a shipment, 45 a load, up to twice that while tables grow; 800 bytes an edge; at most 65,536 courses.
 *    Folding costs 2 to 4 us an order (26 to 32 events, 0.5 to 0.7 loads).
 * 4. How lives of different things are interleaved changes nothing.
 */
import { Courses } from './courses.ts';
import { compareEdges, compareNames, Flows } from './flows.ts';
import { type Lives, LoadLives, OrderLives, ShipmentLives } from './lives.ts';
import type { LifeKind, ProcessMap } from './process-map.ts';
import { type Step, Steps } from './steps.ts';
import { type Ended, variantsOf } from './variants.ts';

/** `SHIPMENTS_MAX` of the orchestrator: a shipment's key is its order's x 8 + which sourcing. */
const SHIPMENTS_MAX = 8;

/** A shipment before its goods issue. */
interface BeforeIssue {
  readonly step: number;
  readonly at: number;
  readonly course: number;
}

export class ProcessMapFold {
  private readonly steps = new Steps();
  private readonly courses: Courses;
  private readonly orders = new OrderLives();
  private readonly shipments = new ShipmentLives();
  private readonly loads = new LoadLives();
  private readonly flows: Readonly<Record<LifeKind, Flows>> = {
    order: new Flows('order'),
    shipment: new Flows('shipment'),
    load: new Flows('load'),
  };
  private readonly counts: number[] = [];
  /** Issued, and not yet said to be loaded: few at a time. */
  private readonly issued = new Map<number, BeforeIssue>();
  private readonly numbers = { formed: -1, arrived: -1 };

  /** @param limits how many courses are told apart */
  constructor(limits: { readonly coursesMax?: number } = {}) {
    this.courses = new Courses(limits.coursesMax);
  }

  /** Takes one row of the `business` table. */
  business(
    time: number,
    event: string,
    _owner: string,
    entityType: string,
    entityKey: number,
    n: number,
    a: number,
    _b: number,
  ): void {
    const step = this.steps.of(event, entityType, n);
    if (step === null) return;
    const key = step.divisor === 1 ? entityKey : Math.floor(entityKey / step.divisor);
    if (step.role === 'loaded') {
      this.join(key, a);
      return;
    }
    this.counts[step.no] = (this.counts[step.no] ?? 0) + 1;
    if (step.kind === 'order') this.order(time, step, key, n);
    else if (step.kind === 'shipment') this.shipment(time, step, key);
    else this.load(time, step, key);
  }

  private order(time: number, step: Step, key: number, n: number): void {
    const { orders, shipments } = this;
    const row = rowOf(orders, key, time);
    this.go('order', orders, row, step.no, time);
    if (step.role === 'sourced') {
      const part = key * SHIPMENTS_MAX + n - 1;
      if (n <= SHIPMENTS_MAX && shipments.rowOf(part) < 0) this.beginShipment(part, row);
    } else if (step.role === 'done') {
      orders.over[row] = 1;
      if (orders.parts[row] === 0) return;
      for (let part = 0; part < SHIPMENTS_MAX; part++) {
        const own = shipments.rowOf(key * SHIPMENTS_MAX + part);
        if (own >= 0) this.go('shipment', shipments, own, step.no, time);
      }
    }
  }

  /** Where its order is now. */
  private beginShipment(key: number, order: number): number {
    const { orders, shipments } = this;
    const row = shipments.begin(key);
    shipments.order[row] = order;
    shipments.startAt[row] = orders.startAt[order]!;
    shipments.lastAt[row] = orders.lastAt[order]!;
    shipments.lastStep[row] = orders.lastStep[order]!;
    shipments.course[row] = orders.course[order]!;
    orders.parts[order]! += 1;
    this.flows.shipment.start(orders.lastStep[order]!);
    return row;
  }

  private shipment(time: number, step: Step, key: number): void {
    const { shipments, issued } = this;
    let row = shipments.rowOf(key);
    if (row < 0) {
      const order = this.orders.rowOf(Math.floor(key / SHIPMENTS_MAX));
      row = order < 0 ? rowOf(shipments, key, time) : this.beginShipment(key, order);
    }
    if (issued.size > 0) issued.delete(row);
    if (step.role === 'issued' && shipments.lastStep[row]! >= 0) {
      const [before, at] = [shipments.lastStep[row]!, shipments.lastAt[row]!];
      issued.set(row, { step: before, at, course: shipments.course[row]! });
    }
    this.go('shipment', shipments, row, step.no, time);
  }

  private load(time: number, step: Step, key: number): void {
    const { loads, numbers } = this;
    const row = rowOf(loads, key, time);
    this.go('load', loads, row, step.no, time);
    if (step.role === 'formed') {
      loads.formedAt[row] = time;
      numbers.formed = step.no;
    } else if (step.role === 'arrived') {
      loads.arrivedAt[row] = time;
      numbers.arrived = step.no;
    } else if (step.role === 'settled') loads.over[row] = 1;
  }

  /** Puts the steps of the load before the goods issue that was just written. */
  private join(key: number, loadKey: number): void {
    const { shipments, loads, issued, courses, numbers } = this;
    const row = shipments.rowOf(key);
    const load = loads.rowOf(loadKey);
    const before = issued.get(row);
    if (before === undefined || load < 0) return;
    issued.delete(row);
    const flows = this.flows.shipment;
    const [issue, issueAt] = [shipments.lastStep[row]!, shipments.lastAt[row]!];
    let { step: last, at: lastAt, course } = before;
    flows.retract(last, issue, issueAt - lastAt);
    const joined = [
      [numbers.formed, loads.formedAt[load]!],
      [numbers.arrived, loads.arrivedAt[load]!],
      [issue, issueAt],
    ] as const;
    for (const [step, at] of joined) {
      if (at < lastAt || at > issueAt) continue;
      flows.follow(last, step, at - lastAt);
      course = courses.next(course, step);
      last = step;
      lastAt = at;
    }
    shipments.course[row] = course;
  }

  private go(kind: LifeKind, lives: Lives, row: number, step: number, time: number): void {
    const last = lives.lastStep[row]!;
    if (last < 0) this.flows[kind].start(step);
    else this.flows[kind].follow(last, step, time - lives.lastAt[row]!);
    lives.lastStep[row] = step;
    lives.lastAt[row] = time;
    lives.course[row] = this.courses.next(lives.course[row]!, step);
  }

  /** As far as it has come. */
  result(): ProcessMap {
    const { steps, flows, orders, shipments, loads } = this;
    const { names, kinds } = steps;
    const edges = [
      ...flows.order.edges(names, endsOf(orders)),
      ...flows.shipment.edges(names, endsOf(shipments)),
      ...flows.load.edges(names, endsOf(loads)),
    ];
    const activities = names
      .map((event, no) => ({ event, of: kinds[no]!, count: this.counts[no] ?? 0 }))
      .filter(({ count }) => count > 0);
    return {
      activities: activities.sort((x, y) => y.count - x.count || compareNames(x.event, y.event)),
      edges: edges.sort(compareEdges),
      cases: variantsOf(this.courses, names, () => this.cases()),
      loads: variantsOf(this.courses, names, () => endedOf(loads, ({ over }, row) => over[row] === 1)),
    };
  }

  private *cases(): Iterable<Ended> {
    const { orders } = this;
    yield* endedOf(this.shipments, ({ order }, row) => order[row]! < 0 || orders.over[order[row]!] === 1);
    for (let row = 0; row < orders.size; row++)
      if (orders.parts[row] === 0) yield ended(orders, row, orders.over[row] === 1);
  }
}

function rowOf(lives: Lives, key: number, time: number): number {
  const known = lives.rowOf(key);
  if (known >= 0) return known;
  const row = lives.begin(key);
  lives.startAt[row] = time;
  return row;
}

function* endedOf<L extends Lives>(lives: L, isOver: (lives: L, row: number) => boolean): Iterable<Ended> {
  for (let row = 0; row < lives.size; row++) yield ended(lives, row, isOver(lives, row));
}

function ended({ course, startAt, lastAt }: Lives, row: number, isOver: boolean): Ended {
  return { course: course[row]!, spanMs: lastAt[row]! - startAt[row]!, isOver };
}

/** How many lives came to their last event with which step. */
function endsOf({ size, lastStep }: Lives): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  for (let row = 0; row < size; row++) ends.set(lastStep[row]!, (ends.get(lastStep[row]!) ?? 0) + 1);
  return ends;
}
