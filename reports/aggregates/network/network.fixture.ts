/** A network made by hand: two nodes and three destinations, and a lane that is often late. */
import type { Flow, NetworkFlows } from './network-flows.ts';

export function flow(
  node: number,
  to: number,
  shipments: number,
  late: number,
  more: Partial<Flow> = {},
): Flow {
  return {
    node,
    to,
    receiver: 'customers',
    shipments,
    weightGrams: shipments * 2000,
    lost: 0,
    due: shipments,
    late,
    arrived: shipments,
    latenessHoursMean: -20,
    latenessHoursMedian: late > 0 ? 3 : -21,
    lateHoursMean: late > 0 ? 60 : null,
    modes: [['LTL', shipments]],
    carriers: [['Rail', shipments]],
    ...more,
  };
}

export const NETWORK: NetworkFlows = {
  grouping: { degrees: 0, places: 3 },
  nodes: [
    { name: 'DC Oslo', latitude: 59.9, longitude: 10.7 },
    { name: 'DC Rome', latitude: 41.9, longitude: 12.5 },
  ],
  destinations: [
    { name: 'Rome', latitude: 41.9, longitude: 12.5, places: 1, customers: 5 },
    { name: 'Paris', latitude: 48.9, longitude: 2.4, places: 1, customers: 9 },
    { name: 'Minsk', latitude: 53.9, longitude: 27.6, places: 1, customers: 2 },
  ],
  flows: [flow(0, 1, 100, 40), flow(1, 0, 50, 0), flow(1, 2, 40, 2), flow(0, 2, 3, 3)],
  rest: null,
  inbound: [],
};
