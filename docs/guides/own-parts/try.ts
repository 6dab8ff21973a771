import { type CarrierOption, definePolicy } from 'dray/policy';

const cheapInTime = definePolicy({
  point: 'carrier',
  name: 'cheap-in-time',
  summary: 'the cheapest carrier that is there by the promise, else the fastest',
  recommend({ pickupAt, promisedAt }, options) {
    const least = (by: (option: CarrierOption) => number): number =>
      options.reduce((best, option, i) => (by(option) < by(options[best]!) ? i : best), 0);
    const late = ({ transitDays }: CarrierOption): boolean =>
      pickupAt + transitDays * 86_400_000 > promisedAt;
    if (options.every(late)) return least(({ transitDays }) => transitDays);
    return least((option) => (late(option) ? Infinity : option.amountMinor));
  },
});

const monday = Date.parse('2026-03-02T08:00:00Z');
const load = {
  lane: 0,
  shipments: 3,
  weightGrams: 120_000,
  handlingUnits: 4,
  dangerous: false,
  pickupAt: monday,
  promisedAt: monday + 2.5 * 86_400_000,
  planned: { carrier: 0, service: 0, transitDays: 3 },
};
const options = [
  { carrier: 0, service: 0, mode: 'LTL', transitDays: 3, amountMinor: 9_000, guideRank: 1 },
  { carrier: 1, service: 0, mode: 'LTL', transitDays: 2, amountMinor: 11_500, guideRank: 2 },
  { carrier: 2, service: 0, mode: 'AIR', transitDays: 1, amountMinor: 40_000, guideRank: 3 },
];
console.log('carrier', options[cheapInTime.recommend(load, options, [])]?.carrier);
console.log(
  'a day later',
  options[cheapInTime.recommend({ ...load, promisedAt: monday }, options, [])]?.carrier,
);
