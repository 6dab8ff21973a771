/** Decision point `carrier`, described. */
import {
  CARRIER_POLICIES,
  type CarrierContext,
  type CarrierOption,
  dangerousGoodsAccepted,
} from '../carrier-choice.ts';
import { columnOf, flag, hoursOver, tightness } from '../features.ts';
import type { PointDescription } from '../point.ts';

const DAY_MS = 86_400_000;
const column = columnOf<CarrierContext, CarrierOption>();

/** Whole days of transit from the pickup on leave so much until the promise. */
const slackMs = ({ promisedAt, pickupAt }: CarrierContext, { transitDays }: CarrierOption): number =>
  promisedAt - pickupAt - transitDays * DAY_MS;

export const CARRIER_COLUMNS = [
  column('amount', 'minor units', 'agreed or asked', ({ option }) => Math.round(option.amountMinor)),
  column('transit', 'days', 'of the rating', ({ option }) => option.transitDays),
  column(
    'shortfall',
    'hours',
    'by which transit alone, from pickup, misses the promise, >= 0, rounded up',
    ({ context, option }) => hoursOver(-slackMs(context, option)),
  ),
  column('tightness', 'hours', 'missing from two days of slack, 0..48', ({ context, option }) =>
    tightness(slackMs(context, option)),
  ),
  column('rank', 'rank', 'in the routing guide, from 1; 0 = spot', ({ option }) => option.guideRank),
  column('spot', '0 or 1', '1 where there is no contract', ({ option }) => flag(option.guideRank === 0)),
  column('parcel', '0 or 1', 'mode PARCEL', ({ option }) => flag(option.mode === 'PARCEL')),
  column('air', '0 or 1', 'mode AIR', ({ option }) => flag(option.mode === 'AIR')),
  column('ocean', '0 or 1', 'mode OCEAN', ({ option }) => flag(option.mode === 'OCEAN')),
  column('planned', '0 or 1', '1 where most of the load was sourced with it', ({ context, option }) => {
    const { carrier, service, transitDays } = context.planned;
    return flag(
      option.carrier === carrier && option.service === service && option.transitDays === transitDays,
    );
  }),
  column('shipments', 'shipments', 'on the load', ({ context }) => context.shipments),
  column('weight', 'kg', 'of the load, rounded', ({ context }) => Math.round(context.weightGrams / 1000)),
  column('handlingUnits', 'handling units', 'of the load', ({ context }) => context.handlingUnits),
  column('dangerous', '0 or 1', '1 where dangerous goods are on it', ({ context }) =>
    flag(context.dangerous),
  ),
] as const;

export const CARRIER: PointDescription<CarrierContext, CarrierOption> = {
  name: 'carrier',
  decides: 'which carrier a load is tendered to first; the others of the routing guide follow in its order',
  about: 'carriers',
  context: {
    lane: ['number', 'from node to place'],
    shipments: ['shipments', 'on the load'],
    weightGrams: ['g', 'of the load'],
    handlingUnits: ['handling units', 'of the load'],
    dangerous: ['yes or no', 'dangerous goods are on it'],
    pickupAt: ['epoch ms', 'when the truck is called for'],
    promisedAt: ['epoch ms', 'earliest promise of what is on it'],
    planned: ['rating', 'what most of its weight was sourced with: `carrier`, `service`, `transitDays`'],
  },
  option: {
    carrier: ['number', 'that is asked'],
    service: ['number', 'of the rating'],
    mode: ['name', '`PARCEL`, `LTL`, `AIR` ...'],
    transitDays: ['days', 'of the rating'],
    amountMinor: ['minor units', 'agreed by contract, or asked for on the spot'],
    guideRank: ['rank', 'place in the routing guide, from 1; 0 = spot'],
  },
  views: null,
  rules: [
    {
      name: 'dangerous-goods',
      summary: 'dangerous goods go with a carrier that takes them',
      in: ({ carriers }) => dangerousGoodsAccepted((carrier) => carriers[carrier]?.dangerousGoods ?? false),
    },
  ],
  policies: CARRIER_POLICIES,
  baseline: 'guide-order',
  thumb: 'guide-order',
  commitsMinor: ({ amountMinor }) => amountMinor,
  features: { version: 1, columns: CARRIER_COLUMNS },
};
