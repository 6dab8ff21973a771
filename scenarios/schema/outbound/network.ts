/** Places, nodes with their work and stock, products, customers, carriers, rates and the routing guide. */
import { z } from 'zod';
import { countDistribution, durationDistribution, errorDistribution } from '../distributions.ts';
import { PART_FILE } from '../own-parts.ts';
import {
  CAPACITY_MAX,
  duration,
  durationFrom,
  money,
  someDuration,
  someWeight,
  weight,
} from '../quantities.ts';
import { automation, breakdowns, scan } from './automation.ts';
import { carrierBehaviour } from './behaviour.ts';
import { date, hours, name, positive, share, source, timeOfDay } from './common.ts';
import { files, rest, x12 } from './partners.ts';
import { products } from './products.ts';
import { billSlips } from './slips.ts';

/** A guide with more rows is a slip. */
export const GUIDE_ROWS_MAX = 20_000;

const place = z.strictObject({
  name: name.describe('What it is called'),
  region: name.describe('Contracts and the routing guide are by region'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'an ISO 3166 code is needed, such as US' })
    .describe('By its ISO 3166 code'),
  zone: name.describe('IANA time zone'),
  latitude: z.number().min(-90).max(90).describe('Degrees north, below 0 south'),
  longitude: z.number().min(-180).max(180).describe('Degrees east, below 0 west'),
  demand: z
    .number()
    .min(0)
    .optional()
    .describe('Relative share of customers; 0 or nothing = no customers here'),
  extraLead: duration.optional().describe('Promised that much later than elsewhere'),
});

export const station = z
  .strictObject({
    workers: z.int().min(1).max(100_000).describe('So many jobs at a time'),
    perLine: durationDistribution.optional().describe('For each line of a job; nothing = no time'),
    perShipment: durationDistribution.optional().describe('For each job; nothing = no time'),
    perHandlingUnit: durationDistribution
      .optional()
      .describe('For each handling unit, drawn once a job; nothing = no time'),
    breakdowns: breakdowns.optional().describe('The whole station stands still; nothing = never'),
    scan: scan.optional(),
  })
  .describe('Workers or positions, and what one job takes');

const work = z.union([
  z.strictObject({
    dailyCapacity: z.int().min(1).max(CAPACITY_MAX).describe('Shipments a day, evenly spread'),
  }),
  z.strictObject({
    hours: hours.optional().describe('Nothing = day and night'),
    pick: station.optional(),
    pack: station.optional(),
    stage: station.optional(),
    load: station.optional(),
    automation: automation.optional().describe('Nothing = that of the network'),
  }),
]);

const stock = z.strictObject({
  daysOfDemand: positive.max(1000).describe('On hand at the start, in days of the mean demand of the node'),
  reorderDays: positive.max(1000).describe('More is ordered when less is available or on order'),
  targetDays: positive.max(1000).describe('So much more that available and on order come up to this'),
  review: durationFrom('1 h').describe('From one look at the stock to the next'),
  leadTime: durationDistribution.describe(
    'From order to receipt, each delivery by itself; with `inbound` suppliers say when',
  ),
  counts: z
    .strictObject({
      every: durationFrom('1 h').describe('From one count to the next'),
      cycle: z.int().min(1).describe('All products are counted once in so many counts'),
      wrong: share.describe('Of products counted: there are not as many as the books say'),
      missing: share.describe('Of the wrong ones, those of which units are missing'),
      units: countDistribution.describe('Units found or missing'),
    })
    .optional()
    .describe('Cycle counts; nothing = stock is never counted'),
  source,
});

const feed = z.strictObject({
  every: durationFrom('1 min').describe('From one report to the next'),
  fullEvery: z
    .int()
    .min(1)
    .optional()
    .describe(
      'Each so many reports one tells of all products, the others of what has changed; nothing = the first alone',
    ),
  delay: durationDistribution.optional().describe('From the count to the message; nothing = none'),
  omitted: share
    .optional()
    .describe('Of entries: left out until the product changes again, or a full report; nothing = 0'),
  wrong: share.optional().describe('Of entries: not what is there; nothing = 0'),
  wrongBy: errorDistribution
    .optional()
    .describe('Of a wrong entry: times so much too high; below 0 too low, -1 = it says there is none'),
  source,
});

export const packing = z
  .strictObject({
    unitsPerHandlingUnit: z.int().min(1).optional().describe('At most; nothing = any number'),
    weightPerHandlingUnit: someWeight.optional().describe('Net, at most; nothing = any weight'),
    tare: weight.describe('Of an empty handling unit'),
  })
  .describe('A shipment makes as many handling units as the tighter limit needs');

const node = z.strictObject({
  name: name.describe('What it is called'),
  place: name.describe('Of `network.places`'),
  costPerUnit: money.describe('Of handling a unit there: space, equipment, packaging'),
  products: z.union([z.literal('all'), share]).describe('`all`, or the share of products it keeps'),
  work: work.describe('How goods get out: so many shipments a day, or station by station'),
  stock: stock.optional().describe('Nothing = everything is there, always'),
  packing,
  shortPicks: share.optional().describe('Of lines, fewer units found than reserved'),
  waves: z
    .array(timeOfDay)
    .max(96)
    .optional()
    .describe('Nothing = each shipment is picked when it is reserved'),
  linesPerWave: z
    .int()
    .min(1)
    .optional()
    .describe('That one wave releases, at most; nothing = all that wait'),
  cutoffs: z.array(timeOfDay).max(96).optional().describe('Nothing = each shipment leaves by itself'),
  feed: feed.describe('What WMS reports to the core of its stock'),
  source,
});

const customerClass = z.strictObject({
  name: name.describe('What `systems.crm` and `returns` call it'),
  share: share.describe('Of customers'),
  shipComplete: share.describe('Of orders: all at once, or they wait'),
  priority: z.int().min(0).max(9).describe('0 = most urgent'),
  lead: durationDistribution.describe('Promised from release; the promise is the end of that delivery day'),
  requested: durationDistribution
    .optional()
    .describe(
      'Asked for from release: the end of that delivery day, and nothing is promised sooner; nothing = they ask for no day',
    ),
  window: someDuration
    .optional()
    .describe(
      'They take what comes at most so long before the promise; sooner is outside; nothing = sooner is fine',
    ),
  paysAfter: duration.optional().describe('The bill, by their terms: for cash to cash; nothing = not known'),
  creditHold: share.describe('Of orders: held for credit when they are released'),
  creditRejected: share.describe('Of those held'),
  changed: share.describe('Of orders: the customer wants another number of units of one line'),
  cancelled: share.describe('Of orders: the customer cancels'),
});

const customers = z.strictObject({
  count: z.int().min(1).max(100_000).describe('How many there are'),
  skew: z.number().min(0).max(3).describe('Zipf: the r-th customer orders 1 / r^skew; 0 = all alike'),
  denied: share.optional().describe('On a list of denied parties'),
  classes: z.array(customerClass).min(1).describe('Kinds of customers, by how they order'),
  source,
});

export const carrierProfile = z.union([
  z.enum(['parcel', 'ltl', 'truckload', 'air', 'ocean', 'intermodal', 'courier', 'bad']),
  z
    .string()
    .regex(PART_FILE, { abort: true })
    .describe('The file of a carrier of your own (`dray/mocks`), relative to this one'),
]);

const carrier = z
  .strictObject({
    name: name.describe('What tariffs, guide and faults call it'),
    profile: carrierProfile.describe('How it answers, drives and bills'),
    behaviour: carrierBehaviour.optional(),
    slips: billSlips.optional(),
    loadsPerWeek: z.int().min(1).optional().describe('Contracted on each lane; nothing = any number'),
    x12: x12.optional(),
    rest: rest.optional(),
    files: files.optional(),
  })
  .refine(({ x12, rest, files }) => [x12, rest, files].filter((each) => each !== undefined).length < 2, {
    error: 'a carrier speaks x12, rest or files, only one of them',
  });

export const transportMode = z.enum(['PARCEL', 'LTL', 'TL', 'AIR', 'OCEAN', 'INTERMODAL']);

/** A tariff makes a rate line for every lane and weight band: minimum + rate by weight and distance. */
export const tariff = z.strictObject({
  carrier: name.describe('Of `network.carriers`'),
  service: name.describe('What the carrier calls it'),
  mode: transportMode.describe('How it goes; emissions are by mode'),
  minWeight: weight.describe('Of a load, inclusive'),
  maxWeight: weight.describe('Of a load, inclusive'),
  minimumCharge: money.describe('A load costs no less'),
  perKg: money.describe('Whatever the distance'),
  perKgAnd1000Km: money.describe('And by distance'),
  perLoad: money.optional().describe('Of a full truck, whatever is in it'),
  perKm: money.optional().describe('Of a full truck, whatever is in it; nothing = 0'),
  kmPerDay: positive.describe('Transit days = distance / kmPerDay, rounded up, at least 1'),
  extraDays: z.int().min(0).max(60).optional().describe('More transit days; nothing = 0'),
  international: z.boolean().optional().describe('Crosses borders; else within one country'),
});

const guideRow = z
  .strictObject({
    from: name.describe('A node, a region with nodes, or "*" for each'),
    to: name.describe('A region, a country by its ISO 3166 code, or "*" for each'),
    rank: z
      .int()
      .min(1)
      .max(GUIDE_ROWS_MAX)
      .describe('The least is asked first; ranks of rows with the same `from` and `to` differ'),
    carrier: name.describe('Of `network.carriers`'),
    mode: transportMode.optional().describe('By its tariffs of this mode alone; nothing = by all'),
    service: name.optional().describe('By this service of its tariffs alone; nothing = by all'),
  })
  .describe('Of the rows for a lane those with the most specific `from`, then `to`, are its guide');

const routingGuide = z
  .union([
    z.array(name),
    z.strictObject({
      general: z
        .array(name)
        .optional()
        .describe('Carriers in order of rank, on every lane without rows; nothing = each lane needs rows'),
      lanes: z.array(guideRow).max(GUIDE_ROWS_MAX).optional().describe('Carriers by lane'),
      file: z
        .string()
        .min(1)
        .max(1000)
        .regex(/\.(?:csv|CSV)$/, { error: 'a CSV file is needed, such as guide.csv' })
        .optional()
        .describe('More rows of `lanes`, with these names as columns. Relative to the file that says it'),
      source,
    }),
  ])
  .describe('Carriers in order of rank, on every lane that they serve; or by lane');

export const network = z
  .strictObject({
    owner: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe('Whose goods are sold and kept; nothing = they are called the shipper'),
    places: z.array(place).min(1).describe('Where nodes and customers are'),
    nodes: z.array(node).min(1).describe('From where goods are sent'),
    products: products.describe('What is sold'),
    customers: customers.describe('Who orders'),
    carriers: z.array(carrier).min(1).max(64).describe('Who carries'),
    tariffs: z.array(tariff).min(1).describe('What carriers have agreed to carry for'),
    fuel: z
      .array(
        z.strictObject({
          from: date.describe('From that day on, midnight UTC'),
          share: share.describe('Of line haul'),
        }),
      )
      .describe('Surcharge on line haul'),
    accessorials: z
      .array(
        z.strictObject({
          code: z.string().min(1).max(3).describe('Of the charge in X12, such as HAZ'),
          applies: z.literal('dangerous').describe('To loads with dangerous goods'),
          amount: money.describe('Of each such load'),
        }),
      )
      .describe('Charges on top of line haul'),
    routingGuide,
    parcelBelow: weight.optional().describe('A lighter shipment travels alone, when it is packed'),
    maxLoadWeight: someWeight.describe('Of a load, at most'),
    staffPresent: z
      .number()
      .gt(0)
      .max(1)
      .optional()
      .describe(
        'Share of the workers of all warehouse stations that come to work, at least one each; nothing = all',
      ),
    automation: automation.optional().describe('Of every node with a station that picks'),
    licences: z
      .array(
        z.strictObject({
          country: z
            .string()
            .regex(/^[A-Z]{2}$/)
            .describe('Of destination, by its ISO 3166 code'),
          units: z.int().min(1).describe('Of each controlled product'),
        }),
      )
      .describe('Export licences, by country'),
    source,
  })
  .describe('From where goods are sent, what and to whom, and who carries them');

export type NetworkSection = z.infer<typeof network>;
export type NodeSection = z.infer<typeof node>;
export type StationSection = z.infer<typeof station>;
export type TariffSection = z.infer<typeof tariff>;
export type GuideRow = z.infer<typeof guideRow>;
