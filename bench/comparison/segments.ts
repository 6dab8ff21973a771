/**
 * What a run came to, order by order, in segments that no decision can change: by class and country of the customer, by the node nearest to it, by
 * the value of the order. Where a candidate helps and where it hurts is found from these.
 *
 * 1. A segment holds the same orders in both runs of a pair: it is made from what customers ordered alone. By the node that sent an order it would not.
 * 2. Cost counts as in the primary metric: of all orders, to the number of those of which something was shipped. So segments of a kind add up to the run.
 * 3. With a warm-up, orders released after it alone.
 */
import type { SegmentKind } from '#reports/comparison/segment-report';
import { isLate, orderView } from '#reports/kpis/outbound/order-view';
import type { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import type { OutboundWorld } from '#scenarios/world/outbound-world';

export const SEGMENT_KINDS: readonly SegmentKind[] = ['class', 'country', 'node', 'size'];

/** Of one run. */
export interface SegmentResult {
  readonly by: SegmentKind;
  readonly name: string;
  /** Of which something was shipped. */
  readonly orders: number;
  /** Landed cost of all its orders, minor units. */
  readonly costMinor: number;
  /** Due by the end, and of these late. */
  readonly due: number;
  readonly late: number;
}

export interface SegmentedRun {
  readonly world: Pick<OutboundWorld, 'startAt' | 'warmUpMs' | 'names' | 'network' | 'erp'>;
  readonly outcomes: OutboundOutcomes;
  readonly endedAt: number;
  /** By row of the order table, minor units. */
  readonly totalByOrder: ArrayLike<number>;
  /** Names of the classes of customers, by number; stores come after them. Absent = there are none. */
  readonly classes?: readonly string[];
}

export const SIZES = ['smallest third', 'middle third', 'largest third'] as const;
/** What a class beyond the scenario's own is. */
const STORES = 'stores';

type Sums = { -readonly [Field in 'orders' | 'costMinor' | 'due' | 'late']: number };

/** A kind with one segment says nothing that the whole does not: it is left out. O(orders log orders) */
export function segmentsOf(run: SegmentedRun): readonly SegmentResult[] {
  const { outcomes, endedAt, totalByOrder } = run;
  const rows = countedRows(run);
  const view = orderView(outcomes, endedAt);
  return SEGMENT_KINDS.flatMap((by) => {
    const nameOf = namerOf(by, run, rows);
    if (nameOf === null) return [];
    const sums = new Map<string, Sums>();
    for (const row of rows) {
      const name = nameOf(row);
      const sum = sums.get(name) ?? { orders: 0, costMinor: 0, due: 0, late: 0 };
      sums.set(name, sum);
      if (view.issuedAt[row]! >= 0) sum.orders += 1;
      sum.costMinor += totalByOrder[row]!;
      sum.due += view.judged[row]!;
      if (isLate(outcomes, view, row)) sum.late += 1;
    }
    if (sums.size < 2) return [];
    return [...sums].map(([name, sum]) => ({ by, name, ...sum })).sort(byName);
  });
}

function byName(one: SegmentResult, other: SegmentResult): number {
  return one.name < other.name ? -1 : 1;
}

function countedRows({ world: { startAt, warmUpMs }, outcomes: { orders, epoch } }: SegmentedRun): number[] {
  const fromAt = startAt + (warmUpMs ?? 0);
  const rows = Array.from({ length: orders.size }, (_, row) => row);
  return rows.filter((row) => warmUpMs === undefined || epoch + 1000 * orders.releasedAt[row]! >= fromAt);
}

/** null = nothing is known of it. */
function namerOf(
  by: SegmentKind,
  { world, outcomes: { orders }, classes }: SegmentedRun,
  rows: readonly number[],
): ((row: number) => string) | null {
  const { network, names, erp } = world;
  const customerOf = (row: number) => network.customers[orders.customer[row]!];
  switch (by) {
    case 'class':
      if (classes === undefined) return null;
      return (row) => classes[erp.classOf[orders.customer[row]!]!] ?? STORES;
    case 'country':
      return (row) => names.countries[customerOf(row)?.country ?? -1] ?? '?';
    case 'node': {
      const { homes } = network;
      if (homes === undefined) return null;
      return (row) => names.nodes[homes[customerOf(row)?.place ?? -1]?.[0] ?? -1] ?? '?';
    }
    case 'size': {
      const sizes = sizesOf(orders, rows);
      return (row) => SIZES[sizes.get(row)!]!;
    }
  }
}

/** Thirds of the orders by their value; of two alike the one with the smaller number comes first, so that pairs agree. */
function sizesOf(
  { valueMinor, no }: OutboundOutcomes['orders'],
  rows: readonly number[],
): ReadonlyMap<number, number> {
  const rising = [...rows].sort((x, y) => valueMinor[x]! - valueMinor[y]! || no[x]! - no[y]!);
  return new Map(rising.map((row, rank) => [row, Math.floor((SIZES.length * rank) / rising.length)]));
}
