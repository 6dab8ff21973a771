/**
 * The scenario format, `dray: 1`. Only what a run honours is in it; everything else is an error, so that a misspelt key
 * can't be ignored in silence.
 *
 * Quantities carry their unit. Every group of parameters names its `source`; `assumption` is a source that reports show.
 */
import { z } from 'zod';
import { MODES } from '#orchestrator/decisions/rollout';
import { countDistribution, durationDistribution, weightDistribution } from './distributions.ts';
import { CAPACITY_MAX, duration, money, weight } from './quantities.ts';

const share = z.number().min(0).max(1).describe('A share, 0 to 1');
const positive = z.number().positive();
const bound = z
  .union([z.number(), z.string()], { error: 'a number is needed, or an amount or time with its unit' })
  .describe('In the unit of the KPI: 0.95 for a share, 12.50 USD, 2 d');
const source = z.string().min(1).describe('Where the figures come from, or `assumption`');
const name = z.string().min(1).max(120);

const exclude = z
  .array(z.int().min(1))
  .describe('Numbers of orders left out; all others keep their numbers and draws');
const maxOrders = z.int().min(1).describe('At most so many orders');

const generatedDemand = z.strictObject({
  kind: z.literal('generated'),
  days: z.int().min(1).max(3660).describe('Days with arrivals, from the start'),
  ordersPerDay: positive.max(1e6).describe('Mean arrivals of an average day'),
  volume: positive.max(1000).optional().describe('Times ordersPerDay; what an overlay such as a peak sets'),
  hourWeights: z.array(z.number().min(0)).length(24).describe('Relative arrivals by hour of the day, UTC'),
  weekdayWeights: z
    .array(z.number().min(0))
    .length(7)
    .optional()
    .describe('Relative arrivals by weekday, Monday first'),
  customers: z.int().min(1).max(100_000),
  products: z.int().min(1).max(100_000),
  units: countDistribution.describe('Units of an order'),
  unitWeight: weightDistribution.describe('Weight of one unit, by product'),
  maxOrders: maxOrders.optional(),
  exclude: exclude.optional(),
  source,
});

const network = z.strictObject({
  ports: z.array(name).min(1).describe('Places goods leave from and arrive at'),
  destination: name.describe('Port where all orders go'),
  carriers: z.array(name).min(1),
  plants: z
    .array(
      z.strictObject({
        name,
        ports: z.array(name).min(1),
        dailyCapacity: z.int().min(1).max(CAPACITY_MAX).describe('Orders a day'),
        costPerUnit: money,
        products: z.union([z.literal('all'), share]).describe('`all`, or the share of products it stocks'),
      }),
    )
    .min(1),
  rates: z
    .array(
      z.strictObject({
        carrier: name,
        from: name,
        service: name,
        mode: z.enum(['AIR', 'GROUND', 'OCEAN']),
        minWeight: weight,
        maxWeight: weight,
        minimumCharge: money,
        ratePerKg: money,
        transitDays: z.int().min(0).max(365),
      }),
    )
    .min(1),
  source,
});

const lateness = z.strictObject({
  mode: z.enum(['AIR', 'GROUND', 'OCEAN']),
  late: share,
  early: share,
  lateBy: durationDistribution.describe('How late, given late'),
  earlyBy: durationDistribution.describe('How early, given early; at most half the transit'),
  source,
});

const policyName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'small letters, digits and hyphens only' })
  .max(60);

const modelPolicy = z.strictObject({
  name: policyName.describe('What the arm is called'),
  model: name.describe('An ONNX file: a model of the library, or a file relative to this one'),
  baseline: name.describe('The rule of thumb that decides where the model does not'),
  mode: z.enum(MODES).describe('off, shadow (recorded, never obeyed), canary (a keyed share), active'),
  canaryShare: share.optional().describe('With mode canary: the share of orders for which it is obeyed'),
  thinking: durationDistribution.describe('From question to answer'),
  timeout: duration.describe('Past it the baseline decides'),
  minConfidence: share.optional().describe('Below it the model is not obeyed'),
  maxViewAge: duration.optional().describe('With an older view the model is not obeyed'),
  maxFreight: money.optional().describe('What it may commit by itself'),
  beyondLimits: z.enum(['baseline', 'person']).optional().describe('Who decides then; default: baseline'),
  personTakes: duration.optional().describe('With beyondLimits person: how long that takes'),
  source,
});

export type ModelPolicyEntry = z.infer<typeof modelPolicy>;

export const scenarioSchema = z
  .strictObject({
    dray: z.literal(1).describe('Version of this format'),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'small letters, digits and hyphens only' }),
    title: name,
    story: z.string().describe('What is rehearsed, and what the data does not say'),
    extends: name.optional().describe('A scenario of the library, or a file relative to this one'),
    seed: z.union([z.int(), z.string().min(1)]).describe('Run seed; --seed wins'),
    start: z.iso
      .datetime({ error: 'an instant in UTC is needed, such as 2026-03-02T00:00:00Z' })
      .refine((text) => !(Date.parse(text) < 0), { error: 'must not be before 1970' }),
    horizon: duration.describe('The run ends here at the latest'),
    currency: z.string().regex(/^[A-Z]{3}$/, { error: 'an ISO 4217 code is needed, such as USD' }),
    demand: generatedDemand,
    network: network.optional().describe('With generated demand; a file brings its own'),
    promise: z.strictObject({
      within: duration.describe('Delivery promised this long after release'),
      source,
    }),
    systems: z.strictObject({
      linkLatency: duration.describe('One way, between any two systems'),
      erp: z.strictObject({ paymentTerms: duration, source }),
      tms: z.strictObject({ answer: durationDistribution, source }),
      carriers: z.strictObject({
        tenderAnswer: durationDistribution,
        invoiceAfterDelivery: durationDistribution,
        invoiceErrors: z.strictObject({ share, overBy: z.number().min(0).max(10), source }),
        lateness: z.array(lateness),
        source,
      }),
    }),
    platform: z.strictObject({
      workers: z.int().min(0).max(100_000).describe('Steps at a time; 0 = no limit'),
      stepLatency: duration,
      storeLatency: duration,
      source,
    }),
    invoice: z.strictObject({ tolerance: share.describe('A bill within it is paid as billed'), source }),
    policies: z
      .array(z.union([name, modelPolicy]))
      .min(1)
      .describe('Rules of thumb by name, and models. First = baseline'),
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
  .describe('A Dray scenario');

export type Scenario = z.infer<typeof scenarioSchema>;

/** What the arm of a policy is called. */
export function nameOfPolicy(entry: Scenario['policies'][number]): string {
  return typeof entry === 'string' ? entry : entry.name;
}
