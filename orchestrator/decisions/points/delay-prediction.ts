/** Decision point `delay-prediction`, described. */

import { MILESTONE } from '../../contracts/carriers.ts';
import { perMilleLaterThan, pictureIn } from '../carrier-record.ts';
import {
  arrivalAtPace,
  DELAY_PREDICTION_POLICIES,
  type DelayPredictionContext,
  type DelayPredictionOption,
  noGroundlessAlarm,
} from '../delay-prediction.ts';
import { columnOf, type FeatureCase, flag, hoursOver } from '../features.ts';
import { everywhere, type PointDescription } from '../point.ts';

type Asked = FeatureCase<DelayPredictionContext, DelayPredictionOption>;

/** More loads say no more. */
const LOADS_MAX = 1000;
/** More hours say no more: six weeks. */
const HOURS_MAX = 1008;
const column = columnOf<DelayPredictionContext, DelayPredictionOption>();

function hours(ms: number): number {
  return Math.min(HOURS_MAX, hoursOver(ms));
}

function paceMs({ context, view }: Asked): number {
  const at = view === undefined ? -1 : arrivalAtPace(context, [view]);
  return at < 0 ? 0 : at - context.promisedAt;
}

const DELAY_PREDICTION_COLUMNS = [
  column('late', '0 or 1', 'the option says that it will be late', ({ option }) =>
    flag(option.says === 'late'),
  ),
  column('planned', 'hours', 'from departure to the planned arrival, rounded up', ({ context }) =>
    hours(context.plannedAt - context.departedAt),
  ),
  column('gone', 'hours', 'from departure to the milestone, rounded up', ({ context }) =>
    hours(context.passedAt - context.departedAt),
  ),
  column('behind', 'hours', 'the estimate after the plan, >= 0, rounded up', ({ context }) =>
    hours(context.estimatedAt - context.plannedAt),
  ),
  column('ahead', 'hours', 'the estimate before the plan, >= 0, rounded up', ({ context }) =>
    hours(context.plannedAt - context.estimatedAt),
  ),
  column('slack', 'hours', 'from the estimate to the promise, >= 0, rounded up', ({ context }) =>
    hours(context.promisedAt - context.estimatedAt),
  ),
  column('over', 'hours', 'the estimate after the promise, >= 0, rounded up', ({ context }) =>
    hours(context.estimatedAt - context.promisedAt),
  ),
  column('rest', 'hours', 'from now to the planned arrival, >= 0, rounded up', ({ now, context }) =>
    hours(context.plannedAt - now),
  ),
  column('underway', '0 or 1', 'it has said where it is since it departed', ({ context }) =>
    flag(context.milestone > MILESTONE.departed),
  ),
  column('paceOver', 'hours', 'after the promise at its pace, >= 0, rounded up; 0 = not known', (asked) =>
    hours(paceMs(asked)),
  ),
  column('paceShort', 'hours', 'before the promise at its pace, >= 0, rounded up; 0 = not known', (asked) =>
    hours(-paceMs(asked)),
  ),
  column('record', 'loads', 'of the carrier that have arrived, at most 1,000', ({ view }) =>
    Math.min(LOADS_MAX, pictureIn(view).loads),
  ),
  column('later', 'per mille', 'of them later than plan by the slack and more', ({ context, view }) =>
    perMilleLaterThan(pictureIn(view), context.promisedAt - context.estimatedAt),
  ),
] as const;

export const DELAY_PREDICTION: PointDescription<DelayPredictionContext, DelayPredictionOption> = {
  name: 'delay-prediction',
  decides:
    'whether a load on the road will be late of which nobody says so: then customers are warned, and `delay-response` is asked, before the carrier says anything',
  about: 'delays to come',
  context: {
    lane: ['number', 'from node to place'],
    carrier: ['number', 'that has it'],
    shipments: ['shipments', 'on the load'],
    valueMinor: ['minor units', 'of the goods on it'],
    milestone: ['number', 'that was reported last: 3 = departed'],
    passedAt: ['epoch ms', 'when it was there'],
    departedAt: ['epoch ms', 'when it departed'],
    plannedAt: ['epoch ms', 'when it should arrive by plan'],
    estimatedAt: ['epoch ms', 'when it will arrive, by the carrier'],
    promisedAt: ['epoch ms', 'earliest promise of what is on it'],
  },
  option: {
    says: ['name', '`on-time`, `late`'],
    carrier: ['number', 'whose record comes with the question'],
  },
  views: { type: 'carrier-record', keyOf: ({ carrier }) => carrier },
  rules: [everywhere(noGroundlessAlarm, 'no load is called late that has more than two weeks to spare')],
  policies: DELAY_PREDICTION_POLICIES,
  baseline: 'as-carrier-says',
  features: { version: 1, columns: DELAY_PREDICTION_COLUMNS },
};
