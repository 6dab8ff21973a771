/**
 * What customs keeps of a load: its declaration, and its goods at the border. Plain data.
 *
 * `ledger` counts side effects, never messages: a repeat must not move it.
 */
import { wideNumbers } from '#orchestrator/contracts/wide-numbers';

export const DECLARATION = { none: 0, reading: 1, queried: 2, accepted: 3, withdrawn: 4 } as const;
export const GOODS = { away: 0, waiting: 1, examined: 2, released: 3, refused: 4 } as const;

export interface Entry {
  /** `DECLARATION` and `GOODS`. */
  declaration: number;
  goods: number;
  country: number;
  /** Number of the export declaration. */
  no: number;
  /** What draws are keyed by: that of its trip. uint32, and an index. */
  luckKey: number;
  luckN: number;
  units: number;
  valueMinor: number;
  /** Queries so far, and the document of the last. */
  queries: number;
  document: number;
  /** Movement reference number; 0 = not accepted. */
  reference: number;
  /** Since when they stand at the border, and why (`CUSTOMS_HOLD`, 0 = for no reason); since when for that reason. */
  arrivedAt: number;
  hold: number;
  heldAt: number;
  feesMinor: number;
  /** When it was over; -1 = it is not. */
  doneAt: number;
}

const wideEntry = wideNumbers<Entry>();

export function newEntry(country: number): Entry {
  return wideEntry({
    declaration: DECLARATION.none,
    goods: GOODS.away,
    country,
    no: 0,
    luckKey: 0,
    luckN: 0,
    units: 0,
    valueMinor: 0,
    queries: 0,
    document: 0,
    reference: 0,
    arrivedAt: -1,
    hold: 0,
    heldAt: -1,
    feesMinor: 0,
    doneAt: -1,
  });
}

export function copyEntry(entry: Entry): Entry {
  return { ...entry };
}

/** Side effects, each counted when it happens. */
export interface CustomsLedger {
  lodged: number;
  queries: number;
  accepted: number;
  amended: number;
  withdrawn: number;
  presented: number;
  holds: number;
  exams: number;
  released: number;
  refused: number;
  feesMinor: number;
}

export function emptyLedger(): CustomsLedger {
  return {
    lodged: 0,
    queries: 0,
    accepted: 0,
    amended: 0,
    withdrawn: 0,
    presented: 0,
    holds: 0,
    exams: 0,
    released: 0,
    refused: 0,
    feesMinor: 0,
  };
}
