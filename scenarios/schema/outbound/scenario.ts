/**
 * The format of scenarios of outbound fulfilment, in two forms: one that makes its orders and writes its network down, and
 * one that reads both from a data set. Only what a run honours is in it; everything else is an error, so that a misspelt key can't
 * be ignored in silence.
 *
 * Quantities carry their unit. Every group of parameters names its `source`; `assumption` is a source that reports show.
 */
import { z } from 'zod';
import type { WithOwnParts } from '../own-parts.ts';
import { someDuration } from '../quantities.ts';
import { cases } from './cases.ts';
import { name } from './common.ts';
import { returns } from './crm.ts';
import { fileDemand, generatedDemand } from './demand.ts';
import { failure } from './failure.ts';
import { faults } from './faults.ts';
import { featureFaults, governance } from './governance.ts';
import { inbound } from './inbound.ts';
import { models } from './model-source.ts';
import { network } from './network.ts';
import { phase, phases } from './phases.ts';
import { policies } from './policies.ts';
import { billAudit, delayPrediction } from './predictions.ts';
import { carriers, goods, promise, recordedCosts, recordedSystems, warehouses } from './recorded.ts';
import { replenishment } from './replenishment.ts';
import { responsibilities } from './responsibilities.ts';
import { costs, limits, people, platform, systems } from './systems.ts';

const bound = z
  .union([z.number(), z.string()], { error: 'a number is needed, or an amount or time with its unit' })
  .describe('In the unit of the KPI: 0.95 for a share, 12.50 USD, 2 d');

const thresholds = z
  .array(
    z
      .strictObject({
        kpi: name.describe('Which KPI, by its name in docs/kpis.md'),
        policy: name.optional().describe('The arm that is held to it; nothing = the first'),
        atLeast: bound.optional(),
        atMost: bound.optional(),
      })
      .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, {
        error: 'a bound is needed: atLeast or atMost',
      })
      .meta({ anyOf: [{ required: ['atLeast'] }, { required: ['atMost'] }] }),
  )
  .optional()
  .describe('Bounds that KPIs are held to: a run that misses one ends with exit code 99; nothing = none');

const plausible = z
  .array(
    z.strictObject({
      path: name.describe('Of the input in this file, such as `platform.workers`'),
      low: bound,
      high: bound,
      source: name.describe('Where the range comes from'),
    }),
  )
  .optional()
  .describe('Ranges in which assumed inputs may lie: `dray sensitivity` asks which of them move a verdict');

/** What both forms say. */
const common = {
  dray: z.literal(1).describe('Version of this format'),
  process: z
    .literal('outbound')
    .default('outbound')
    .describe('What is rehearsed; nothing = outbound fulfilment'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'small letters, digits and hyphens only' })
    .describe('Of the scenario: small letters, digits and hyphens'),
  title: name.describe('What reports call it'),
  story: z.string().describe('What is rehearsed, and what the data does not say'),
  extends: name.optional().describe('A scenario of the library, or a file relative to this one'),
  seed: z.union([z.int(), z.string().min(1)]).describe('Run seed; --seed wins'),
  start: z.iso
    .datetime({ error: 'an instant in UTC is needed, such as 2026-03-02T00:00:00Z' })
    // Local days of the first one may begin a day sooner, and time zones are known from 2000 on.
    .refine((text) => text >= '2000-01-02' && text < '2100', { error: 'must be from 2000-01-02 to 2099' })
    .describe('When the run begins'),
  horizon: someDuration.describe('The run ends here at the latest'),
  warmUp: someDuration
    .optional()
    .describe(
      'Comparisons, sweeps and selections count only orders released so long after the start or later: `dray warmup` proposes it; nothing = all orders',
    ),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'an ISO 4217 code is needed, such as USD' })
    .describe('Of all amounts, by its ISO 4217 code'),
  limits,
  people,
  platform,
  faults: faults.optional(),
  failure: failure.optional(),
  phase: phase.optional(),
  phases: phases.optional(),
  cases: cases.optional(),
  governance: governance.optional(),
  featureFaults: featureFaults.optional(),
  processes: z
    .array(name)
    .max(16)
    .optional()
    .describe(
      'Processes of your own, each by its file (`dray/processes`): a partner system and the actor that deals with it',
    ),
  policies,
  models: models.optional(),
  carrierPolicy: name.describe(
    'Who answers `carrier`, which carrier a load is offered to first: a rule of thumb, or a file of yours',
  ),
  delayPolicy: name.describe(
    'Who answers `delay-response`, what is done about a late load: a rule of thumb, or a file of yours',
  ),
  thresholds,
  plausible,
};

export const outboundScenarioSchema = z
  .strictObject({
    ...common,
    network,
    demand: generatedDemand,
    systems,
    inbound: inbound.optional(),
    returns: returns.optional(),
    replenishment: replenishment.optional(),
    responsibilities: responsibilities.optional(),
    delayPrediction: delayPrediction.optional(),
    billAudit: billAudit.optional(),
    orderPriorityPolicy: name
      .optional()
      .describe(
        'How urgent an order is, before it is planned: as-erp-says, highest-value ...; nothing = nobody asks, and it is as ERP says',
      ),
    waveSequencePolicy: name
      .optional()
      .describe(
        'What a wave takes, and in which order, where the shift can not pick all that waits: earliest-cutoff, savable-first ...; nothing = nobody asks, and it goes by earliest cut-off',
      ),
    workloadPolicy: name
      .optional()
      .describe(
        'What becomes of what a node can not pick by its cut-off: stay, level-load; nothing = nobody asks',
      ),
    costs,
  })
  .describe('A Dray scenario of outbound fulfilment');

export const recordedScenarioSchema = z
  .strictObject({
    ...common,
    network: z
      .never({ error: "can't be given with demand from a file: the files bring theirs. Remove it" })
      .optional()
      .describe('The files bring it'),
    demand: fileDemand,
    promise,
    goods,
    warehouses,
    carriers,
    responsibilities: z
      .never({ error: 'not built with demand from a file: its order list says who carries what. Remove it' })
      .optional()
      .describe('The order list says who carries what'),
    systems: recordedSystems,
    costs: recordedCosts,
  })
  .describe('A Dray scenario of outbound fulfilment, on the order list of a data set');

/** It makes its orders. */
export type OutboundScenario = z.infer<typeof outboundScenarioSchema> & WithOwnParts;
/** It reads them from a data set. */
export type RecordedScenario = z.infer<typeof recordedScenarioSchema> & WithOwnParts;
export type AnyOutboundScenario = OutboundScenario | RecordedScenario;

/** Its orders are made, or written down in it: it stands by itself, without other files. */
export function readsNoOrders(scenario: AnyOutboundScenario): scenario is OutboundScenario {
  return !isRecorded(scenario) && scenario.demand.history === undefined;
}

export function isRecorded(scenario: AnyOutboundScenario): scenario is RecordedScenario {
  return scenario.demand.kind === 'file';
}
