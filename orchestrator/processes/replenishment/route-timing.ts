/**
 * When a vehicle would be where, if it drove to these stores in this order. Pure.
 *
 * 1. null where a driver's hours, or the windows of the stores, don't allow it.
 * 2. It leaves as late as it can without coming later to its first stop.
 */
import { drivingMs, type RouteTerms } from '../../model/routes.ts';

/** Goods for one store that are driven there together. */
export interface TimedDrop {
  readonly store: number;
  readonly handlingUnits: number;
}

export interface Timing {
  readonly departAt: number;
  readonly returnAt: number;
  /** When each stop is reached, in order. */
  readonly arriveAt: readonly number[];
  /** And the window of each that it is planned for. */
  readonly windows: readonly DeliveryWindow[];
  readonly km: number;
}

export interface DeliveryWindow {
  readonly opensAt: number;
  readonly closesAt: number;
}

/** @param leavesAt it can't leave sooner. O(stops x log windows) */
export function timingOf(
  terms: RouteTerms,
  node: number,
  leavesAt: number,
  drops: readonly TimedDrop[],
): Timing | null {
  const { driving, km, nodes, windows } = terms;
  if (drops.length > driving.stopsMax) return null;
  const arriveAt: number[] = [];
  const planned: DeliveryWindow[] = [];
  let point = node;
  let now = leavesAt;
  let departAt = leavesAt;
  let atWheelMs = 0;
  let kmSum = 0;
  for (const { store, handlingUnits } of drops) {
    const to = nodes.length + store;
    const legMs = drivingMs(terms, point, to);
    const window = windowFrom(windows[store]!, now + legMs + driving.bufferMs);
    if (window === null) return null;
    // Of a window shorter than the buffer it comes before it opens.
    const wantedAt = Math.min(window.opensAt, window.closesAt - driving.bufferMs);
    if (point === node) departAt = Math.max(leavesAt, wantedAt - legMs);
    const arrives = point === node ? departAt + legMs : now + legMs;
    arriveAt.push(arrives);
    planned.push(window);
    atWheelMs += legMs;
    kmSum += km[point]![to]!;
    now = Math.max(arrives, window.opensAt) + driving.perStopMs + handlingUnits * driving.perHandlingUnitMs;
    point = to;
  }
  const homeMs = drivingMs(terms, point, node);
  const returnAt = now + homeMs;
  if (atWheelMs + homeMs > driving.drivingMsMax || returnAt - departAt > driving.dutyMsMax) return null;
  return { departAt, returnAt, arriveAt, windows: planned, km: kmSum + km[point]![node]! };
}

/** The first window that closes at `at` or later; null = none does. O(log n) */
function windowFrom(windows: readonly number[], at: number): DeliveryWindow | null {
  let low = 0;
  let high = windows.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (windows[2 * middle + 1]! < at) low = middle + 1;
    else high = middle;
  }
  return 2 * low + 1 < windows.length
    ? { opensAt: windows[2 * low]!, closesAt: windows[2 * low + 1]! }
    : null;
}
