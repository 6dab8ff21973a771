/** Places, nodes with their work and stock, products, customers, carriers, rates and the routing guide. */
import { z } from 'zod';
import { countDistribution, durationDistribution, weightDistribution } from '../distributions.ts';
import { PART_FILE } from '../own-parts.ts';
import { CAPACITY_MAX, duration, durationFrom, money, someWeight, weight } from '../quantities.ts';
import { automation, breakdowns, scan } from './automation.ts';
import { date, hours, name, positive, share, source, timeOfDay } from './common.ts';
import { files, rest, x12 } from './partners.ts';
import { billSlips } from './slips.ts';

const place = z.strictObject({
  name,
  region: name.describe('Contracts and the routing guide are by region'),
  country: z.string().regex(/^[A-Z]{2}$/, { error: 'an ISO 3166 code is needed, such as US' }),
  zone: name.describe('IANA time zone'),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  demand: z
    .number()
    .min(0)
    .optional()
    .describe('Relative share of customers; 0 or nothing = no customers here'),
  extraLead: duration.optional().describe('Promised that much later than elsewhere'),
});

export const station = z
  .strictObject({
    workers: z.int().min(1).max(100_000),
    perLine: durationDistribution.optional(),
    perShipment: durationDistribution.optional(),
    perHandlingUnit: durationDistribution.optional(),
    breakdowns: breakdowns.optional(),
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
  targetDays: positive.max(1000),
  review: durationFrom('1 h'),
  leadTime: durationDistribution,
  counts: z
    .strictObject({
      every: durationFrom('1 h'),
      cycle: z.int().min(1).describe('All products are counted once in so many counts'),
      wrong: share,
      missing: share.describe('Of the wrong ones, those of which units are missing'),
      units: countDistribution,
    })
    .optional(),
  source,
});

const feed = z.strictObject({
  every: durationFrom('1 min'),
  fullEvery: z.int().min(1).optional(),
  delay: durationDistribution.optional(),
  omitted: share.optional(),
  wrong: share.optional(),
  wrongBy: countDistribution.optional().describe('Of a wrong entry: times so much too high'),
  source,
});

export const packing = z.strictObject({
  unitsPerHandlingUnit: z.int().min(1).optional(),
  weightPerHandlingUnit: someWeight.optional(),
  tare: weight,
});

const node = z.strictObject({
  name,
  place: name,
  costPerUnit: money,
  products: z.union([z.literal('all'), share]).describe('`all`, or the share of products it keeps'),
  work,
  stock: stock.optional().describe('Nothing = everything is there, always'),
  packing,
  shortPicks: share.optional().describe('Of lines, fewer units found than reserved'),
  waves: z
    .array(timeOfDay)
    .max(96)
    .optional()
    .describe('Nothing = each shipment is picked when it is reserved'),
  linesPerWave: z.int().min(1).optional(),
  cutoffs: z.array(timeOfDay).max(96).optional().describe('Nothing = each shipment leaves by itself'),
  feed,
  source,
});

const products = z.strictObject({
  count: z.int().min(1).max(100_000),
  unitWeight: weightDistribution,
  unitPrice: z.strictObject({ median: money, sigma: z.number().min(0).max(5) }).describe('Lognormal'),
  skew: z.number().min(0).max(3).describe('Zipf: the r-th product sells 1 / r^skew; 0 = all alike'),
  dangerous: share.optional(),
  exportControlled: share.optional(),
  coldChain: share.optional().describe('Of products: they need their temperature'),
  source,
});

const customerClass = z.strictObject({
  name,
  share: share.describe('Of customers'),
  shipComplete: share,
  priority: z.int().min(0).max(9).describe('0 = most urgent'),
  lead: durationDistribution.describe('Promised from release; the promise is the end of that delivery day'),
  creditHold: share,
  creditRejected: share.describe('Of those held'),
  changed: share,
  cancelled: share,
});

const customers = z.strictObject({
  count: z.int().min(1).max(100_000),
  skew: z.number().min(0).max(3),
  denied: share.optional().describe('On a list of denied parties'),
  classes: z.array(customerClass).min(1),
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
    name,
    profile: carrierProfile,
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
  carrier: name,
  service: name,
  mode: transportMode,
  minWeight: weight,
  maxWeight: weight,
  minimumCharge: money,
  perKg: money.describe('Whatever the distance'),
  perKgAnd1000Km: money,
  perLoad: money.optional().describe('Of a full truck, whatever is in it'),
  perKm: money.optional(),
  kmPerDay: positive.describe('Transit days = distance / kmPerDay, rounded up, at least 1'),
  extraDays: z.int().min(0).max(60).optional(),
  international: z.boolean().optional().describe('Crosses borders; else within one country'),
});

export const network = z.strictObject({
  places: z.array(place).min(1),
  nodes: z.array(node).min(1),
  products,
  customers,
  carriers: z.array(carrier).min(1).max(64),
  tariffs: z.array(tariff).min(1),
  fuel: z.array(z.strictObject({ from: date, share })).describe('Surcharge on line haul'),
  accessorials: z.array(
    z.strictObject({ code: z.string().min(1).max(3), applies: z.literal('dangerous'), amount: money }),
  ),
  routingGuide: z.array(name).describe('Carriers in order of rank, on every lane that they serve'),
  parcelBelow: weight.optional().describe('A lighter shipment travels alone, when it is packed'),
  maxLoadWeight: someWeight,
  staffPresent: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe(
      'Share of the workers of all warehouse stations that come to work, at least one each; nothing = all',
    ),
  automation: automation.optional().describe('Of every node with a station that picks'),
  licences: z.array(
    z.strictObject({
      country: z.string().regex(/^[A-Z]{2}$/),
      units: z.int().min(1).describe('Of each controlled product'),
    }),
  ),
  source,
});

export type NetworkSection = z.infer<typeof network>;
export type NodeSection = z.infer<typeof node>;
export type StationSection = z.infer<typeof station>;
export type TariffSection = z.infer<typeof tariff>;
