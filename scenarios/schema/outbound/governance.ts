/** How models are governed while they run: stages, gates, monitors, the kill switch; and feature faults that a model can be planted. */
import { z } from 'zod';
import { DRIFTING } from '#orchestrator/decisions/governance/monitor';
import { POINT_WORDS } from '#orchestrator/decisions/point-words';
import { duration, durationFrom } from '../quantities.ts';
import { name, share, source } from './common.ts';

const SAMPLES_MAX = 10_000;
const samples = z.int().min(1).max(SAMPLES_MAX);
const reason = name.describe('Why, as it goes on record');
const role = name.describe('Role of the person');

const stage = z.strictObject({
  mode: z
    .enum(['shadow', 'canary', 'active'])
    .describe('shadow: asked, never obeyed; canary: obeyed for a share; active: obeyed'),
  share: share.optional().describe('Of a canary: of the orders (loads by their smallest)'),
  after: duration.optional().describe('So long the model must have been one stage below'),
  answers: samples.optional().describe('So many answers of it must have been seen there'),
});

/** What every monitor says. */
const watched = {
  window: samples.describe('Samples; of a drift rows judged at once, of input-drift one an option shown'),
  times: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('Looks at which it must be beyond its limit; nothing = 2, of a drift 1'),
  response: z
    .enum(['warn', 'step-down', 'off'])
    .describe('warn: on record only; step-down: one stage; off: straight to the baseline'),
};
const sampled = {
  ...watched,
  min: samples.optional().describe('Fewer samples say nothing; nothing = a fifth of the window, 2 at least'),
  sigmas: z
    .number()
    .min(0)
    .max(10)
    .optional()
    .describe('Standard errors by which the mean must be beyond; nothing = 2'),
};
const over = z.number().min(0).max(10);

const monitor = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.enum(['committed', 'billed']).describe('What its options commit, or what carriers have billed'),
    overBaseline: over.describe('Share above what the baseline would have committed: 0.1 = a tenth dearer'),
    ...sampled,
  }),
  z.strictObject({
    of: z
      .enum(['late', 'troubled'])
      .describe('Share of decisions whose order was late; that met an exception'),
    atMost: share.optional().describe('That share itself'),
    overBaseline: share.optional().describe('Points above the share of what the baseline decided'),
    ...sampled,
  }),
  z.strictObject({
    of: z.literal('fallbacks').describe('Its answers that could not be used'),
    atMost: share.describe('Share of its answers'),
    ...sampled,
  }),
  z.strictObject({
    of: z.literal('latency').describe('Its thinking time'),
    atMost: duration.describe('Mean thinking time'),
    ...sampled,
  }),
  z.strictObject({
    of: z.enum(DRIFTING).describe('Of the columns it is shown, of its scores, of its outcomes'),
    atMost: z.number().positive().max(100).describe('Population stability index; 0.25 is a large shift'),
    reference: samples.describe('Rows, the first that come, of which the reference is made'),
    columns: z.array(name).min(1).max(60).optional().describe('Of input-drift; nothing = all'),
    ...watched,
  }),
]);

const order = {
  at: duration.describe('After the start'),
  by: role,
  reason,
};

export const governance = z
  .strictObject({
    models: z.array(name).min(1).optional().describe('Arms that are governed, by name; nothing = all models'),
    plan: z
      .array(stage)
      .min(1)
      .max(10)
      .optional()
      .describe(
        'Stages above off, the lowest first; nothing = shadow, the canary that the model is said to be, active',
      ),
    checkEvery: durationFrom('1 min').describe(
      'Time between two looks at the monitors, while anything happens',
    ),
    monitors: z
      .array(monitor)
      .max(30)
      .optional()
      .describe('Figures that are watched, and what follows when one is beyond its limit; nothing = none'),
    orders: z
      .array(
        z.strictObject({
          do: z
            .enum(['promote', 'step-down', 'kill'])
            .describe('promote, step-down: by one stage; kill: off at once'),
          ...order,
        }),
      )
      .max(100)
      .optional()
      .describe('What persons order; only they can promote, by one stage, through its gate'),
    kill: z
      .strictObject(order)
      .optional()
      .describe('The kill switch: off at once, answers in flight included'),
    source,
  })
  .describe('How models are governed while they run; nothing = they are trusted as they are said to be');

export const featureFaults = z
  .array(
    z.strictObject({
      point: z
        .enum(POINT_WORDS.map(([word]) => word))
        .describe('The decision point whose models are shown it'),
      column: name.describe('Of those that models of the point are shown'),
      from: duration.describe('After the start'),
      until: duration.optional().describe('Nothing = to the end'),
      times: z.number().min(0).max(1000).describe('What the column is multiplied by, then rounded'),
      source,
    }),
  )
  .max(20)
  .describe(
    'What models are shown wrongly, as by a slip of unit; the core and rules of thumb are shown what is right',
  );

export type GovernanceSection = z.infer<typeof governance>;
export type MonitorSection = z.infer<typeof monitor>;
