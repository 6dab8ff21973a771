/** Decision point `delay-response`, described. */
import { DELAY_POLICIES, type DelayContext, type DelayOption, delayWithin } from '../delay-response.ts';
import { columnOf, flag, hoursOver } from '../features.ts';
import type { PointDescription } from '../point.ts';

const column = columnOf<DelayContext, DelayOption>();

const DELAY_COLUMNS = [
  column('cost', 'minor units', 'on top of the freight, at most', ({ option }) =>
    Math.round(option.costMinor),
  ),
  column('expedite', '0 or 1', 'action expedite', ({ option }) => flag(option.action === 'expedite')),
  column('reroute', '0 or 1', 'action reroute', ({ option }) => flag(option.action === 'reroute')),
  column('late', 'hours', 'after the promise as it is estimated, >= 0, rounded up', ({ context }) =>
    hoursOver(context.estimatedAt - context.promisedAt),
  ),
  column(
    'stillLate',
    'hours',
    'after the promise with this option, as far as it says, >= 0, rounded up',
    ({ context, option }) =>
      hoursOver((option.onward?.estimatedAt ?? context.estimatedAt) - context.promisedAt),
  ),
  column('value', 'minor units', 'of the goods on it', ({ context }) => Math.round(context.valueMinor)),
  column('freight', 'minor units', 'agreed for the load', ({ context }) => Math.round(context.freightMinor)),
  column('shipments', 'shipments', 'on the load', ({ context }) => context.shipments),
] as const;

export const DELAY_RESPONSE: PointDescription<DelayContext, DelayOption> = {
  name: 'delay-response',
  decides:
    'what is done about a load that is estimated after a promise: wait, pay for speed, or have another carrier take it on from where it is',
  about: 'delays',
  context: {
    lane: ['number', 'from node to place'],
    carrier: ['number', 'that has it'],
    shipments: ['shipments', 'on the load'],
    valueMinor: ['minor units', 'of the goods on it'],
    promisedAt: ['epoch ms', 'earliest promise of what is on it'],
    estimatedAt: ['epoch ms', 'by the carrier'],
    freightMinor: ['minor units', 'agreed for the load'],
  },
  option: {
    action: ['name', '`wait`, `expedite`, `reroute`'],
    costMinor: ['minor units', 'on top of the freight, at most'],
    onward: ['or null', 'of a reroute: `rate`, `carrier`, `mode`, `estimatedAt`'],
  },
  views: null,
  rules: [
    {
      name: 'delay-limit',
      summary: 'no more is offered for speed, or for another way, than `limits` says',
      in: ({ limits: { expediteMinorMax, rerouteMinorMax } }) =>
        delayWithin(expediteMinorMax, rerouteMinorMax),
    },
  ],
  policies: DELAY_POLICIES,
  baseline: 'never-expedite',
  thumb: 'never-expedite',
  commitsMinor: ({ costMinor }) => costMinor,
  features: { version: 1, columns: DELAY_COLUMNS },
};
