/** What the measured work of people costs, rounded a piece of work, by row of the orders, shipments and loads. */
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { TOUCHED } from './outcomes/touch-work.ts';

const MINUTE_MS = 60_000;

export interface TouchCosts {
  readonly orders: Float64Array;
  readonly shipments: Float64Array;
  readonly loads: Float64Array;
  /** Of no order, shipment or load. */
  readonly otherMinor: number;
}

export function touchCosts(
  { work, orders, shipments, loads }: OutboundOutcomes,
  taskPerMinuteMinor: number,
): TouchCosts {
  const columns = [orders, shipments, loads].map(({ size }) => new Float64Array(size));
  let otherMinor = 0;
  for (let i = 0; i < work.size; i++) {
    const minor = Math.round((work.touchMs[i]! / MINUTE_MS) * taskPerMinuteMinor);
    const kind = work.kind[i]!;
    if (kind === TOUCHED.other) otherMinor += minor;
    else columns[kind]![work.row[i]!]! += minor;
  }
  return { orders: columns[0]!, shipments: columns[1]!, loads: columns[2]!, otherMinor };
}
