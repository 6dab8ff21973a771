/** The least money among what arrives a day before the promise; where nothing does, what arrives first. */
import { definePolicy, type SourcingOption } from 'dray/policy';

const DAY_MS = 86_400_000;

function cost({ freightMinor, handlingMinor }: SourcingOption): number {
  return freightMinor === null ? Infinity : freightMinor + handlingMinor;
}

export default definePolicy({
  point: 'sourcing',
  name: 'ground-if-in-time',
  summary: 'least freight plus handling of what arrives a day before the promise; else the first to arrive',
  recommend({ promisedAt }, options) {
    const priced = [...options.keys()].filter((i) => options[i]!.freightMinor !== null);
    const inTime = priced.filter((i) => options[i]!.arrivesAt + DAY_MS <= promisedAt);
    const by = inTime.length === 0 ? ({ arrivesAt }: SourcingOption) => arrivesAt : cost;
    const among = inTime.length === 0 ? priced : inTime;
    return among.reduce((best, i) => (best < 0 || by(options[i]!) < by(options[best]!) ? i : best), -1);
  },
});
