import { arrivalAtPace, type DelayPredictionContext, definePolicy } from 'dray/policy';

const dayMs = 86_400_000;

const halfADayEarly = definePolicy({
  point: 'delay-prediction',
  name: 'half-a-day-early',
  summary:
    'late where the estimate, or the arrival at its pace, leaves less than half a day until the promise',
  recommend(context, options, views) {
    const at = Math.max(context.estimatedAt, arrivalAtPace(context, views));
    const late = at > context.promisedAt - dayMs / 2;
    return options.findIndex(({ says }) => (says === 'late') === late);
  },
});

const monday = Date.parse('2026-03-02T08:00:00Z');
const load: DelayPredictionContext = {
  lane: 0,
  carrier: 0,
  shipments: 3,
  valueMinor: 120_000,
  milestone: 4,
  passedAt: monday + dayMs,
  departedAt: monday,
  plannedAt: monday + 3 * dayMs,
  estimatedAt: monday + 3 * dayMs,
  promisedAt: monday + 4 * dayMs,
};
const options = [
  { says: 'on-time', carrier: 0 },
  { says: 'late', carrier: 0 },
] as const;
console.log('a day to spare:', options[halfADayEarly.recommend(load, options, [])]?.says);
const tight = { ...load, promisedAt: monday + 3.4 * dayMs };
console.log('ten hours to spare:', options[halfADayEarly.recommend(tight, options, [])]?.says);
