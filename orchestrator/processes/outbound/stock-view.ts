/**
 * View: what is free to reserve at a node, as far as the core has been told. Fed by WMS's feeds, moved by what shipments
 * reserve and give back in between. It may be stale, and says how old it is; WMS decides what is there.
 *
 * 1. A product's figure is that of the latest feed that named it: a late feed changes only what no later one has told.
 * 2. A product that no feed has named is not known, whatever is reserved of it.
 */
import type { StockCounted } from '../../contracts/wms.ts';
import type { Actor } from '../../core/actor.ts';
import type { Out } from '../../core/out.ts';
import { transitionTable } from '../../core/transition-table.ts';
import type { StockPicture } from '../../decisions/view.ts';
import { DEPLOYMENT } from '../replenishment/inputs.ts';
import { STOCK_VIEW, type StockAsked, type StockMoved, type StockViewInput } from './inputs.ts';

export type StockViewStatus = 'current';

export const STOCK_VIEW_TABLE = transitionTable<StockViewStatus>(
  'current',
  [],
  [
    ['current', 'stockCounted', 'current'],
    ['current', 'stockMoved', 'current'],
    ['current', 'stockAsked', 'current'],
  ],
);

export interface StockViewState extends StockPicture {
  /** By product number; -1 = not known. */
  readonly available: number[];
  /** Number of the feed that told it, by product number. */
  readonly toldBy: number[];
  /** The latest feed, and when it was counted. */
  feed: number;
  countedAt: number;
}

export const stockViewActor: Actor<StockViewState, StockViewInput> = {
  type: STOCK_VIEW,
  name: 'stock-view',
  version: 1,
  creates: ['stockCounted', 'stockMoved', 'stockAsked'],
  timers: [],
  initial: () => ({ available: [], toldBy: [], feed: 0, countedAt: 0 }),
  migrate: (_old, from) => {
    throw new Error(`stock-view state of version ${from} is unknown`);
  },
  step: (draft, input, _now, out) => {
    if (STOCK_VIEW_TABLE.next('current', input.kind) === null) {
      out.audit('inputNotExpected', input.kind);
    } else if (input.kind === 'stockCounted') count(draft, input, out);
    else if (input.kind === 'stockMoved') move(draft, input);
    else answer(draft, input, out);
  },
  finished: () => false,
  outcome: (state, sink) => {
    for (const available of state.available) sink.number(available);
  },
};

function count(draft: StockViewState, { a: countedAt, b: feed, body }: StockCounted, out: Out): void {
  if (feed > draft.feed) {
    draft.feed = feed;
    draft.countedAt = countedAt;
  } else out.audit('feedLate', `feed ${feed} after feed ${draft.feed}`);
  const { available, toldBy } = draft;
  for (const entry of body.entries) {
    while (available.length <= entry.product) {
      available.push(-1);
      toldBy.push(0);
    }
    if (toldBy[entry.product]! >= feed) continue;
    available[entry.product] = Math.max(0, entry.available);
    toldBy[entry.product] = feed;
  }
}

function answer({ available, countedAt }: StockViewState, { key, body }: StockAsked, out: Out): void {
  const units = body.products.map((product) => available[product] ?? -1);
  out.tell(DEPLOYMENT, key, 'stockStands', countedAt, 0, { units });
}

function move({ available }: StockViewState, { b: way, body }: StockMoved): void {
  for (let i = 0; i < body.products.length; i++) {
    const product = body.products[i]!;
    const known = available[product] ?? -1;
    if (known >= 0) available[product] = Math.max(0, known - way * body.units[i]!);
  }
}
