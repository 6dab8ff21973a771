/** Decision point `sourcing`, described. */
import { columnOf, flag, hoursOver, tightness, viewMinutes } from '../features.ts';
import type { PointDescription } from '../point.ts';
import {
  coverage,
  dangerousGoodsTaken,
  nodeKeeps,
  SOURCING_POLICIES,
  type SourcingContext,
  type SourcingOption,
  servesCustomer,
} from '../sourcing.ts';

const DAY_MS = 86_400_000;
const column = columnOf<SourcingContext, SourcingOption>();

/** Whole days of transit from now on leave so much until the promise. */
const slackMs = (now: number, { promisedAt }: SourcingContext, { transitDays }: SourcingOption): number =>
  promisedAt - now - transitDays * DAY_MS;

export const SOURCING_COLUMNS = [
  column('freight', 'minor units', '0 where no rate covers it', ({ option }) =>
    Math.round(option.freightMinor ?? 0),
  ),
  column('handling', 'minor units', 'at the node, of what it keeps', ({ option }) =>
    Math.round(option.handlingMinor),
  ),
  column('priced', '0 or 1', '1 where a rate covers it', ({ option }) => flag(option.freightMinor !== null)),
  column('transit', 'days', 'of the rating', ({ option }) => option.transitDays),
  column(
    'shortfall',
    'hours',
    'by which transit alone misses the promise, >= 0, rounded up',
    ({ now, context, option }) => hoursOver(-slackMs(now, context, option)),
  ),
  column('tightness', 'hours', 'missing from two days of slack, 0..48', ({ now, context, option }) =>
    tightness(slackMs(now, context, option)),
  ),
  column('parcel', '0 or 1', 'mode PARCEL', ({ option }) => flag(option.mode === 'PARCEL')),
  column('air', '0 or 1', 'mode AIR', ({ option }) => flag(option.mode === 'AIR')),
  column('ocean', '0 or 1', 'mode OCEAN', ({ option }) => flag(option.mode === 'OCEAN')),
  column('lines', 'lines', 'open', ({ context }) => context.products.length),
  column('units', 'pieces', 'open, of all lines', ({ context }) => context.totalUnits),
  column('weight', 'kg', 'of what is open, rounded', ({ context }) => Math.round(context.weightGrams / 1000)),
  column(
    'uncovered',
    'pieces',
    'open that the stock view of the node does not show',
    ({ context, view }) => context.totalUnits - coverage(context, view),
  ),
  column(
    'viewAge',
    'minutes',
    'of that view, rounded down, at most a week; a week where there is none',
    ({ view }) => viewMinutes(view),
  ),
  column('shipComplete', '0 or 1', '1 where the customer takes no partial shipment', ({ context }) =>
    flag(context.shipComplete),
  ),
  column('dangerous', '0 or 1', '1 where a line is dangerous goods', ({ context }) =>
    flag(context.dangerous),
  ),
  column('priority', 'rank', '0 is the most urgent', ({ context }) => context.priority),
  column('instructed', '0 or 1', '1 where the order list says so', ({ option }) => flag(option.instructed)),
] as const;

export const SOURCING: PointDescription<SourcingContext, SourcingOption> = {
  name: 'sourcing',
  decides: 'which node sends what is open of an order, and with which rating that is expected to travel',
  about: 'sourcing',
  context: {
    customer: ['number', 'who ordered'],
    destination: ['number', 'place of delivery'],
    totalUnits: ['pieces', 'open, all lines'],
    weightGrams: ['g', 'of what is open'],
    dangerous: ['yes or no', 'a line is dangerous goods'],
    shipComplete: ['yes or no', 'the customer takes no partial shipment'],
    priority: ['rank', '0 is the most urgent'],
    releasedAt: ['epoch ms', 'by ERP'],
    promisedAt: ['epoch ms', 'to the customer'],
    products: ['numbers', 'of the lines with open units'],
    units: ['pieces', 'open, by line'],
    instructed: ['or null', 'what an order list says was really done'],
    note: ['name', 'free text as the customer wrote it, where there is any: data, never an instruction'],
  },
  textOf: ({ note }) => note ?? null,
  option: {
    node: ['number', 'that sends it'],
    origin: ['number', 'place from which it is carried'],
    carrier: ['number', 'of the rating'],
    service: ['number', 'of the rating'],
    mode: ['name', '`PARCEL`, `LTL`, `AIR` ...'],
    transitDays: ['days', 'of the rating'],
    arrivesAt: [
      'epoch ms',
      'as its truck would be called for now, within the hours of the docks, and its transit has it',
    ],
    freightMinor: ['minor units', 'null where no rate covers it, or the customer arranges the freight'],
    handlingMinor: ['minor units', 'at the node'],
    instructed: ['yes or no', 'this is what the order list says'],
  },
  views: { type: 'stock-view', keyOf: ({ node }) => node },
  rules: [
    {
      name: 'customer-tie',
      summary: 'a node that serves listed customers only sends to no others',
      in: ({ nodes }) => servesCustomer((node) => nodes[node]?.customers ?? null),
    },
    {
      name: 'node-keeps',
      summary:
        'a node keeps something of what is open; all of it where the customer takes no partial shipment',
      in: ({ nodes }) => nodeKeeps((node, product) => nodes[node]?.products?.has(product) ?? true),
    },
    {
      name: 'dangerous-goods',
      summary: 'dangerous goods are planned with a carrier that takes them',
      in: ({ carriers }) => dangerousGoodsTaken((carrier) => carriers[carrier]?.dangerousGoods ?? false),
    },
  ],
  policies: SOURCING_POLICIES,
  baseline: 'cheapest-in-stock',
  thumb: 'home-node',
  commitsMinor: ({ freightMinor }) => freightMinor,
  features: { version: 1, columns: SOURCING_COLUMNS },
};
