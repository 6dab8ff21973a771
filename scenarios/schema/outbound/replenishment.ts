/** Replenishment: stores that sell from their shelves, what they are sent from where, and how far the core goes by itself. */
import { z } from 'zod';
import { durationDistribution } from '../distributions.ts';
import { duration, durationFrom, money, someWeight } from '../quantities.ts';
import { DAY, factor, hours, name, positive, share, source, timeOfDay } from './common.ts';
import { position, routes } from './routes.ts';

const store = z.strictObject({
  name: name.describe('What it is called'),
  place: name.describe('Of `network.places`'),
  at: position.optional().describe('Where it stands, for routes; nothing = where its place is'),
  suppliedBy: z
    .array(name)
    .min(1)
    .max(8)
    .describe('Nodes, the usual one first; the next is asked where that has none'),
  size: positive.max(1000).optional().describe('Times the sales of a store; nothing = 1'),
  window: hours.describe('When goods are received there'),
  vehicle: someWeight.describe('What a vehicle that can unload there carries'),
  receivers: z.int().min(1).max(1000).describe('People who receive deliveries'),
});

const suppliedNode = z.strictObject({
  node: name.describe('Of `network.nodes`'),
  suppliedBy: z
    .array(name)
    .min(1)
    .max(8)
    .describe('Other nodes, the usual one first; what the groups list comes from nowhere else'),
  window: hours.describe('When transfers are received there'),
  vehicle: someWeight.describe('What a transfer of one group may weigh'),
  receivers: z.int().min(1).max(1000).describe('People who receive transfers'),
});

const group = z.strictObject({
  name: name.describe('Of the group of products'),
  products: z
    .int()
    .min(1)
    .max(60)
    .describe('So many products, in the order of their numbers: the best sellers first'),
  casePack: z.int().min(1).max(10_000).describe('Units of a case'),
  reviews: z.array(timeOfDay).min(1).max(24).describe('Local time of the store'),
  reviewDays: z.array(DAY).min(1).max(7).optional().describe('Nothing = every day'),
  leadTime: durationFrom('1 h').describe(
    'From a review to the store; due is the end of the next delivery window',
  ),
  safetyFactor: z
    .number()
    .min(0)
    .max(10)
    .describe('Of order-up-to: standard deviations kept as safety stock'),
  minDays: positive.max(1000).describe('Of min-max: reordered at so many days of mean demand'),
  maxDays: positive.max(1000).describe('Of min-max: up to so many days'),
});

const sales = z.strictObject({
  unitsPerDay: positive
    .max(1e6)
    .describe('Mean demand of a store of size 1, over all products of all groups'),
  opens: hours.describe('When stores are open'),
  hourWeights: z.array(z.number().min(0)).length(24).describe('Relative demand by local hour'),
  weekdayWeights: z.array(z.number().min(0)).length(7).describe('Relative demand by weekday, Monday first'),
  variation: factor.describe("Coefficient of variation of a product's day, beyond chance"),
  shrinkage: share.describe('Of mean demand: what disappears without a till'),
  countEvery: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Each product is counted once in so many days; nothing = never'),
  startDays: positive.max(1000).describe('On the shelf at the start, in days of mean demand'),
  perDelivery: durationDistribution.describe('To receive a delivery'),
  perCase: durationDistribution.describe('And each case of it'),
  source,
});

const replenishmentLimits = z.strictObject({
  authority: money.describe('A transfer worth more is put to a person'),
  viewAge: durationFrom('1 min').describe('An older report of a shelf is asked for anew'),
  answerGrace: durationFrom('1 min').describe('For ERP and the stores to answer'),
  statusRequests: z.int().min(0).max(100).describe('ERP and the stores are asked so often, then a person is'),
  issueGrace: durationFrom('1 h').describe(
    'Nothing has left so long after the release: another node is asked',
  ),
  receiptGrace: durationFrom('1 h').describe('So long after it was due it is asked after'),
  collect: duration.describe('Proposals to a node are gathered so long, and share what is there'),
  keptBack: share.describe('Of what a node has: stores do not get it'),
  source,
});

export const replenishment = z
  .strictObject({
    stores: z.array(store).min(1).max(2000).describe('Where goods are sold, and by whom each is supplied'),
    nodes: z
      .array(suppliedNode)
      .min(1)
      .max(100)
      .optional()
      .describe('Nodes that other nodes supply, reviewed as stores are; nothing = there are none'),
    groups: z.array(group).min(1).max(16).describe('Products that are reviewed and sent together'),
    sales: sales.describe('What stores sell'),
    transferPrice: share.describe('Of the sales price'),
    priority: z.int().min(0).max(9).describe('Of internal orders; 0 = most urgent'),
    limits: replenishmentLimits.describe('How far the core goes by itself, and what it waits for'),
    policy: name.describe('What answers `replenishment`'),
    routes: routes.optional(),
    source,
  })
  .describe('Stores sell from their shelves and are sent more by nodes; nothing = there are none');

export type ReplenishmentSection = z.infer<typeof replenishment>;
export type StoreSection = ReplenishmentSection['stores'][number];
export type GroupSection = ReplenishmentSection['groups'][number];
export type SuppliedNodeSection = NonNullable<ReplenishmentSection['nodes']>[number];
