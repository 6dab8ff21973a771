/** Demand small enough to reason about: three customers of two classes, twelve products. */

import type { DemandSettings } from './settings.ts';
import { DAY_MS, HOUR_MS, MONDAY } from './system-bench.fixture.ts';

export function demand(changes: Partial<DemandSettings> = {}): DemandSettings {
  return {
    startAt: MONDAY,
    endAt: MONDAY + 14 * DAY_MS,
    ordersMax: null,
    ordersPerDay: 100,
    hourWeights: Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 0 : hour < 18 ? 3 : 1)),
    weekdayWeights: [1, 1, 1, 1, 2, 0.5, 0],
    volume: [],
    zone: 'Etc/GMT-2',
    customers: [
      { place: 10, classNo: 0, extraLeadMs: 0 },
      { place: 11, classNo: 1, extraLeadMs: 0 },
      { place: 12, classNo: 0, extraLeadMs: 0 },
    ],
    classes: [
      { shipCompleteShare: 0.25, priorityWeights: [1, 3], leadMs: { kind: 'constant', value: 2 * DAY_MS } },
      { shipCompleteShare: 0, priorityWeights: [1], leadMs: { kind: 'uniform', min: 0, max: 6 * DAY_MS } },
    ],
    customerSkew: 1,
    products: Array.from({ length: 12 }, (_, i) => ({
      unitWeightGrams: 100 * (i + 1),
      unitPriceMinor: 1000 + i,
    })),
    productSkew: 1,
    linesPerOrder: { kind: 'discrete', values: [1, 3, 4, 20], weights: [0.2, 0.4, 0.3, 0.1] },
    unitsPerLine: { kind: 'geometric', p: 0.2 },
    deliveryWeekdays: [true, true, true, true, true, false, false],
    deliveryDayEndMs: 18 * HOUR_MS,
    leftOut: new Set(),
    ...changes,
  };
}
