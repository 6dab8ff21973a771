/** TMS by itself, on a small freight market: the test plays the core. */
import { PAPER } from '#orchestrator/contracts/tms';
import { Random } from '#sim/random/random';
import { DAY_MS, HOUR_MS, MONDAY, type SystemBench, systemBench } from '../erp/system-bench.fixture.ts';
import type { TmsSettings } from './settings.ts';
import { market, PLACES } from './tms.fixture.ts';
import { TmsSystem } from './tms-system.ts';

export const tms = (
  changes: Partial<TmsSettings> = {},
  keyOf: (order: number) => number = (order) => order,
): SystemBench<TmsSystem> =>
  systemBench((context) => new TmsSystem(context, new Random(1), market(changes), keyOf));

export type Bench = SystemBench<TmsSystem>;

export const AGREED = { freeTimeMs: HOUR_MS, perHourMinor: 6000 };

/** By rate 0: carrier 0, two loads a week; rate 4 goes abroad. */
export const book = (
  bench: Bench,
  load: number,
  attempt = 1,
  rate = 0,
  pickupAt = MONDAY + DAY_MS,
  detention = AGREED,
): void =>
  bench.tell('bookLoad', load, rate === 1 ? 1 : 0, 5000, {
    rate,
    detention,
    pickupAt,
    attempt,
    onward: false,
  });

export const cancel = (bench: Bench, load: number, attempt = 1): void =>
  bench.tell('cancelBooking', load, 0, attempt, null);

export interface Goods {
  readonly destination?: number;
  readonly carrier?: number;
  readonly customers?: readonly number[];
  readonly products?: readonly number[];
  readonly units?: readonly number[];
}

export function papers(bench: Bench, load: number, goods: Goods = {}): void {
  const { customers = [1], products = [7], units = [4] } = goods;
  bench.tell('prepareDocuments', load, goods.destination ?? PLACES.abroad, goods.carrier ?? 0, {
    papers: [PAPER.exportDeclaration],
    customers,
    products,
    units,
  });
}

export const taken = (bench: Bench, at = MONDAY + DAY_MS): number =>
  bench.mock.takenOf(0, PLACES.first, 0, at);
