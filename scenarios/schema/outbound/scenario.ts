/**
 * The format of scenarios of the full outbound process. Only what a run honours is in it; everything else is an error, so that
 * a misspelt key can't be ignored in silence.
 *
 * Quantities carry their unit. Every group of parameters names its `source`; `assumption` is a source that reports show.
 */
import { z } from 'zod';
import { countDistribution } from '../distributions.ts';
import { someDuration } from '../quantities.ts';
import { date, name, positive, source, timeOfDay } from './common.ts';
import { faults } from './faults.ts';
import { network } from './network.ts';
import { costs, limits, people, platform, systems } from './systems.ts';

const bound = z
  .union([z.number(), z.string()], { error: 'a number is needed, or an amount or time with its unit' })
  .describe('In the unit of the KPI: 0.95 for a share, 12.50 USD, 2 d');

const demand = z.strictObject({
  days: z.int().min(1).max(3660).describe('Days with arrivals, from the start'),
  ordersPerDay: positive.max(1e6).describe('Mean arrivals of an average day'),
  volume: positive.max(1000).optional().describe('Times ordersPerDay; what an overlay such as a peak sets'),
  peaks: z
    .array(z.strictObject({ from: date, to: date, factor: positive.max(100) }))
    .optional()
    .describe('Times the usual, from the first day to before the last'),
  hourWeights: z.array(z.number().min(0)).length(24).describe('Relative arrivals by local hour'),
  weekdayWeights: z.array(z.number().min(0)).length(7).describe('Relative arrivals by weekday, Monday first'),
  zone: name.describe('IANA time zone of hours and delivery days; its standard offset counts'),
  linesPerOrder: countDistribution,
  unitsPerLine: countDistribution,
  deliveryDayEnd: timeOfDay,
  maxOrders: z.int().min(1).optional(),
  exclude: z.array(z.int().min(1)).optional(),
  source,
});

export const outboundScenarioSchema = z
  .strictObject({
    dray: z.literal(1).describe('Version of this format'),
    process: z.literal('outbound'),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'small letters, digits and hyphens only' }),
    title: name,
    story: z.string().describe('What is rehearsed, and what the data does not say'),
    extends: name.optional().describe('A scenario of the library, or a file relative to this one'),
    seed: z.union([z.int(), z.string().min(1)]).describe('Run seed; --seed wins'),
    start: z.iso
      .datetime({ error: 'an instant in UTC is needed, such as 2026-03-02T00:00:00Z' })
      // Local days of the first one may begin a day sooner, and time zones are known from 2000 on.
      .refine((text) => text >= '2000-01-02' && text < '2100', { error: 'must be from 2000-01-02 to 2099' }),
    horizon: someDuration.describe('The run ends here at the latest'),
    currency: z.string().regex(/^[A-Z]{3}$/, { error: 'an ISO 4217 code is needed, such as USD' }),
    network,
    demand,
    systems,
    limits,
    people,
    platform,
    costs,
    faults: faults.optional(),
    policies: z.array(name).min(1).describe('What answers `sourcing`, arm by arm; first = baseline'),
    carrierPolicy: name,
    delayPolicy: name,
    thresholds: z
      .array(
        z
          .strictObject({
            kpi: name,
            policy: name.optional(),
            atLeast: bound.optional(),
            atMost: bound.optional(),
          })
          .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, {
            error: 'a bound is needed: atLeast or atMost',
          })
          .meta({ anyOf: [{ required: ['atLeast'] }, { required: ['atMost'] }] }),
      )
      .optional(),
  })
  .describe('A Dray scenario of outbound fulfilment');

export type OutboundScenario = z.infer<typeof outboundScenarioSchema>;
