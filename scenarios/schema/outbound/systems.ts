/** The systems and how they are tied together, the process's limits, people, platform and costs. */
import { z } from 'zod';
import { countDistribution, durationDistribution } from '../distributions.ts';
import { PART_FILE } from '../own-parts.ts';
import { duration, durationFrom, money } from '../quantities.ts';
import { broker } from './broker.ts';
import { factor, hours, name, share, source } from './common.ts';
import { crm } from './crm.ts';
import { customs } from './customs.ts';
import { erpMigration, erpProfile, orderNotes, wrongBills } from './erp.ts';
import { gateway } from './gateway.ts';
import { transportMode } from './network.ts';
import { proof } from './proof.ts';
import { telematics } from './telematics.ts';
import { threePl } from './three-pl.ts';

export const erp = z.strictObject({
  batchEvery: durationFrom('1 s').optional().describe('Speaks in files; nothing = at once'),
  paymentTerms: duration,
  creditDecision: durationDistribution,
  changeAfter: durationDistribution,
  changeFactor: countDistribution.describe('New units = old units times this'),
  cancelAfter: durationDistribution,
  missingWeights: share.describe('Of order lines'),
  masterDataAnswer: durationDistribution,
  billingDelay: durationDistribution,
  ...erpProfile,
  wrongBills: wrongBills.optional(),
  notes: orderNotes.optional(),
  allocation: z
    .strictObject({ answer: durationDistribution.describe('From question to answer'), source })
    .optional()
    .describe(
      'ERP says which node sends an order, by its own picture of stock; with `responsibilities.allocate: erp`',
    ),
  source,
});

export const tms = z.strictObject({
  rating: durationDistribution,
  booking: durationDistribution,
  documents: durationDistribution,
  part: z
    .string()
    .regex(PART_FILE, { error: 'a file is needed, such as ./my-rates.ts' })
    .optional()
    .describe('The file of a rating service of your own (`dray/mocks`), relative to this one'),
  tendering: z
    .strictObject({
      every: durationFrom('1 min').describe('From one run of offers to the next'),
      source,
    })
    .optional()
    .describe('TMS tenders along the routing guide by itself; with `responsibilities.tender: tms`'),
  rateCopy: z
    .strictObject({
      every: durationFrom('1 h').describe('From one copy of the rate table to the next'),
      source,
    })
    .optional()
    .describe(
      'The orchestrator rates by its own copy of the table, and carriers bill fuel by the day of pickup; with `responsibilities.rate: orchestrator`',
    ),
  consolidation: z
    .strictObject({
      every: durationFrom('1 min').describe(
        'From one planning run to the next; the last that is not after a cut-off plans for it',
      ),
      handlingUnits: z
        .int()
        .min(1)
        .max(1_000_000)
        .optional()
        .describe('That find room on the equipment, beside `maxLoadWeight`; nothing = any number'),
      source,
    })
    .optional()
    .describe('TMS plans which shipments leave together; with `responsibilities.consolidate: tms`'),
  source,
});

const market = z.strictObject({
  weeks: z
    .array(z.enum(['soft', 'normal', 'tight']))
    .min(1)
    .describe('Week by week from the start; the last goes on'),
  rejection: z.strictObject({ soft: share, normal: share, tight: share }),
  shortLead: duration.describe('Less from offer to pickup is short'),
  shortLeadFactor: factor,
  rankStep: factor,
  spotFactor: factor,
  maxRejection: share,
  source,
});

export const systems = z.strictObject({
  linkLatency: duration.describe('One way, between any two systems'),
  erp,
  tms,
  market,
  crm: crm.optional(),
  customs: customs.optional(),
  telematics: telematics.optional(),
  erpMigration: erpMigration.optional(),
  broker: broker.optional(),
  gateway: gateway.optional(),
  threePl: threePl.optional(),
  proof: proof.optional(),
});

export const limits = z.strictObject({
  holdTaskAfter: durationFrom('1 min'),
  backorderRetry: durationFrom('1 min'),
  backorderTries: z.int().min(0).max(100),
  tenderResponse: durationFrom('1 min'),
  tenders: z.int().min(1).max(1000).describe('Of one load, then a planner is asked'),
  counterTolerance: share,
  milestoneGrace: durationFrom('1 min'),
  statusRequests: z.int().min(0).max(100),
  slaRisk: duration,
  noticeStep: durationFrom('1 min').optional().describe('News of a delay that is told; default 12 h'),
  expediteMax: money,
  rerouteMax: money.optional().describe('On top of the freight; nothing = no load is rerouted'),
  differenceMax: money
    .optional()
    .describe('Of a delivery whose units differ, settled by rule; nothing = a person looks at each'),
  answerGrace: durationFrom('1 min').optional().describe('For TMS to answer; default 1 d'),
  loadingGrace: durationFrom('1 min').optional().describe('For a truck to be loaded; default 5 d'),
  billGrace: durationFrom('1 d')
    .optional()
    .describe('From delivery to the bill; default 30 d: so long carriers remember a bill'),
  lostAfter: durationFrom('1 d')
    .optional()
    .describe('Nothing heard so long after delivery was due: it is lost; default 30 d (CMR, art. 20)'),
  invoiceTolerance: share,
  taskEscalation: durationFrom('1 min'),
  pickupLead: duration,
  lastPickup: duration.optional().describe('Before the docks close; default 1 h'),
  loadingPerShipment: duration
    .optional()
    .describe('And for each shipment so much before that; default 1 min'),
  source,
});

const answerIndex = z.int().min(0).max(9);

const kindOfTask = z.strictObject({
  handling: durationDistribution.optional(),
  answer: answerIndex.optional().describe('The right answer'),
  mistake: share.optional().describe('Share that is answered wrongly'),
});

export const people = z.array(
  z.strictObject({
    role: name,
    unanswered: share.optional().describe('Of tasks: forgotten in the tray'),
    answer: durationDistribution
      .optional()
      .describe(
        'From task to answer, without limit of people; with `staff`, `notice` and `handling` say when',
      ),
    answers: z.record(name, answerIndex).optional().describe('Right answer by kind of task; 0 otherwise'),
    staff: z.int().min(0).max(100_000).optional().describe('Heads, one task a head; nothing = no limit'),
    hours: hours
      .extend({ zone: name.describe('IANA name, such as "Europe/Berlin"') })
      .optional()
      .describe('Working hours of the staff; nothing = round the clock'),
    notice: durationDistribution
      .optional()
      .describe('Working time from when a task falls into the tray until it is noticed'),
    handling: durationDistribution.optional().describe('Touch time of a task, without fatigue'),
    fatigue: z
      .strictObject({
        perQueued: share.describe('Of the handling time, for each task that waits in the tray'),
        most: z.number().min(1).max(10).describe('Handling takes at most so many times as long'),
      })
      .optional(),
    mistakes: share.optional().describe('Of tasks with more than one answer: answered wrongly'),
    doubled: share.optional().describe('Of answered tasks: done and answered once more'),
    kinds: z.record(name, kindOfTask).optional().describe('Where a kind of task differs'),
    source,
  }),
);

export const platform = z.strictObject({
  workers: z.int().min(0).max(100_000).describe('Steps at a time; 0 = no limit'),
  stepLatency: duration,
  storeLatency: duration,
  source,
});

export const costs = z.strictObject({
  labourPerHour: money,
  robotPerDay: money.optional().describe('Rent of each robot, at work or not; nothing = they cost nothing'),
  conveyorPerDay: money.optional().describe('Of each conveyor; nothing = they cost nothing'),
  stockPerYear: share.describe('Of the value of stock'),
  latePenalty: share.describe('Of the value of what is late'),
  taskMinutes: z.number().min(0).max(10_000),
  taskPerMinute: money,
  returnPerShipment: money,
  workerPerDay: money,
  perThousandMessages: money,
  co2eKgPerTonneKm: z.partialRecord(transportMode, factor).describe('Of each mode that a tariff goes by'),
  source,
});
