/**
 * Orders that are written down: each is there once, its customer, products and lines exist, and what is to happen to it can. What passes
 * here is promised as generated orders are.
 */
import { DAY_MS } from '#sim/shifts/civil';
import { timeZone } from '#sim/shifts/time-zone';
import { zoneNames } from '#sim/shifts/zone-data';
import { customerNo, productNo } from '../../../world/outbound/goods/written-orders.ts';
import { timeOfDayMs } from '../../../world/outbound/timetable.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs, exactDuration } from '../../units.ts';
import type { WrittenOrder } from '../orders.ts';
import type { OutboundScenario } from '../scenario.ts';

/** 1970-01-01 was a Thursday: the third day from a Monday. */
const THURSDAY = 3;
const SATURDAY = 5;

export function checkOrders(scenario: OutboundScenario, found: Findings): void {
  const { orders } = scenario.demand;
  if (orders === undefined) return;
  found.unique(
    ['demand', 'orders'],
    'order',
    orders.map(({ no }) => String(no)),
    'no',
  );
  orders.forEach((order, i) => {
    const path: Path = ['demand', 'orders', i];
    checkNames(order, scenario, path, found);
    checkLines(order, path, found);
    checkTimes(order, scenario, path, found);
  });
}

function checkNames(
  { no, customer, lines }: WrittenOrder,
  { network, demand }: OutboundScenario,
  path: Path,
  found: Findings,
): void {
  const { customers, products } = network;
  if (!isOne(customerNo(customer), customers.count))
    found.report(
      [...path, 'customer'],
      `order ${no}: there is no customer ${customer}: network.customers has ${customers.count}, C0001 is the first`,
    );
  lines.forEach(({ product }, line) => {
    if (!isOne(productNo(product), products.count))
      found.report(
        [...path, 'lines', line, 'product'],
        `order ${no}: there is no product ${product}: network.products has ${products.count}, P0001 is the first`,
      );
  });
  if (demand.maxOrders !== undefined && no > demand.maxOrders)
    found.report(
      [...path, 'no'],
      `order ${no} is beyond maxOrders ${demand.maxOrders} and would never come. Raise that, or take the order out`,
    );
}

function isOne(no: number, count: number): boolean {
  return no >= 0 && no < count;
}

function checkLines(
  { no, lines, changed, weightsMissing = [] }: WrittenOrder,
  path: Path,
  found: Findings,
): void {
  found.unique(
    [...path, 'lines'],
    'product',
    lines.map(({ product }) => product),
    'product',
  );
  const lacks = (line: number): string =>
    `order ${no} has ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}, none is line ${line}`;
  if (changed !== undefined) {
    const line = lines[changed.line - 1];
    if (line === undefined) found.report([...path, 'changed', 'line'], lacks(changed.line));
    else if (line.units === changed.units)
      found.report(
        [...path, 'changed', 'units'],
        `order ${no}: line ${changed.line} is ${line.units} units already. Name another number, or take \`changed\` out`,
      );
  }
  weightsMissing.forEach((line, i) => {
    if (lines[line - 1] === undefined) found.report([...path, 'weightsMissing', i], lacks(line));
  });
}

function checkTimes(
  { no, release, promised, requested }: WrittenOrder,
  { start, horizon, demand }: OutboundScenario,
  path: Path,
  found: Findings,
): void {
  if (durationMs(release) >= durationMs(horizon))
    found.report(
      [...path, 'release'],
      `order ${no}: ${release} after the start the run has ended: the horizon is ${horizon}`,
    );
  if (requested !== undefined && durationMs(requested) < durationMs(release))
    found.report(
      [...path, 'requested'],
      `order ${no} is asked for ${requested} after the start, and released at ${release}`,
    );
  if (durationMs(promised) < durationMs(release)) {
    found.report(
      [...path, 'promised'],
      `order ${no} is promised for ${promised}, and released at ${release}`,
    );
    return;
  }
  const startAt = Date.parse(start);
  const day = lastDayEnd(startAt + durationMs(promised), demand);
  if (day === null || day === startAt + durationMs(promised)) return;
  found.report(
    [...path, 'promised'],
    `order ${no}: ${promised} after the start is no end of a delivery day (Monday to Friday, ${demand.deliveryDayEnd} in ${demand.zone}). ` +
      `The last one before is ${day < startAt ? 'before the start' : exactDuration(day - startAt)}`,
  );
}

/** The end of the delivery day that an instant is, or of the last one before it; null = nobody knows the zone, which is reported elsewhere. */
function lastDayEnd(at: number, { zone, deliveryDayEnd }: OutboundScenario['demand']): number | null {
  if (!zoneNames().includes(zone)) return null;
  const clock = timeZone(zone);
  const wallMs = clock.wallMsAt(at);
  let day = Math.floor(wallMs / DAY_MS);
  const endMs = timeOfDayMs(deliveryDayEnd);
  if (wallMs - day * DAY_MS < endMs) day -= 1;
  while (weekdayOf(day) >= SATURDAY) day -= 1;
  const endWallMs = day * DAY_MS + endMs;
  return endWallMs - clock.offsetMsAt(at + endWallMs - wallMs);
}

/** From Monday = 0. */
function weekdayOf(day: number): number {
  return (((day + THURSDAY) % 7) + 7) % 7;
}
