/** Sends an order from where it arrives in time for the least money; where nothing does, from where it arrives first. */
import { coverage, definePolicy, type SourcingOption } from 'dray/policy';

function cost({ freightMinor, handlingMinor }: SourcingOption): number {
  return freightMinor === null ? Infinity : freightMinor + handlingMinor;
}

export default definePolicy({
  point: 'sourcing',
  name: 'promise-keeper',
  summary:
    'least freight plus handling of what arrives a day before the promise from stock at hand; else the first to arrive',
  recommend(context, options, views) {
    const shown = new Map(views.map((view) => [view.key, coverage(context, view)]));
    const dayMs = 86_400_000;
    let best = -1;
    for (const [i, option] of options.entries()) {
      const inStock = (shown.get(option.node) ?? 0) >= context.totalUnits;
      const inTime = option.arrivesAt + dayMs <= context.promisedAt;
      if (inStock && inTime && (best < 0 || cost(option) < cost(options[best]!))) best = i;
    }
    if (best >= 0) return best;
    for (const [i, option] of options.entries()) {
      if (option.freightMinor === null) continue;
      if (best < 0 || option.arrivesAt < options[best]!.arrivesAt) best = i;
    }
    return best;
  },
});
