/**
 * Learns what a carrier really costs: the freight that was paid over what was agreed, and so much a day for each day after the promise.
 * In an arm that explores it is an epsilon-greedy bandit: with the probability of `explore` another carrier is tried.
 */
import { definePolicy } from 'dray/policy';

const DAY_MS = 86_400_000;
/** What a day after the promise is worth, minor units. Your own figure: nobody else knows it. */
const LATE_DAY_MINOR = 1_500;
/** Each carrier counts as if it had had so many loads without anything amiss: one bad load is no proof. */
const LOADS_BEFORE = 2;

/** By carrier: loads told of, and what came on top of what was agreed, minor units. */
type Knows = Readonly<Record<string, { readonly loads: number; readonly extraMinor: number }>>;

const initial: Knows = {};

export default definePolicy({
  point: 'carrier',
  name: 'carrier-bandit',
  summary: 'least of what is agreed and what came on top of it so far with that carrier',
  initial,
  recommend(_context, options, _views, knows) {
    const cost = options.map(({ carrier, amountMinor }) => {
      const { loads = 0, extraMinor = 0 } = knows[carrier] ?? {};
      return amountMinor + extraMinor / (loads + LOADS_BEFORE);
    });
    return cost.indexOf(Math.min(...cost));
  },
  learn(knows, { option, outcome: { accepted, freightMinor, lateMs } }) {
    // Whoever refused it has had no say in what came of it.
    if (accepted !== 1) return knows;
    const { loads = 0, extraMinor = 0 } = knows[option.carrier] ?? {};
    const over = freightMinor === null ? 0 : freightMinor - option.amountMinor;
    const late = Math.ceil((lateMs ?? 0) / DAY_MS) * LATE_DAY_MINOR;
    return { ...knows, [option.carrier]: { loads: loads + 1, extraMinor: extraMinor + over + late } };
  },
});
