/** The systems and how they are tied together, the process's limits, people, platform and costs. */
import { z } from 'zod';
import { countDistribution, durationDistribution } from '../distributions.ts';
import { PART_FILE } from '../own-parts.ts';
import { duration, durationFrom, money } from '../quantities.ts';
import { appointments } from './appointments.ts';
import { broker } from './broker.ts';
import { factor, hours, name, share, source } from './common.ts';
import { crm } from './crm.ts';
import { customs } from './customs.ts';
import { erpMigration, erpProfile, orderChanges, orderNotes, wrongBills } from './erp.ts';
import { gateway } from './gateway.ts';
import { transportMode } from './network.ts';
import { proof } from './proof.ts';
import { telematics } from './telematics.ts';
import { threePl } from './three-pl.ts';

export const erp = z.strictObject({
  batchEvery: durationFrom('1 s').optional().describe('Speaks in files; nothing = at once'),
  paymentTerms: duration.describe('From an approved freight invoice to its payment'),
  creditDecision: durationDistribution.describe('From the hold of an order to its release or rejection'),
  changeAfter: durationDistribution.describe("From the release of an order to its customer's change"),
  changeFactor: countDistribution.describe('New units = old units times this'),
  cancelAfter: durationDistribution.describe("From the release of an order to its customer's cancellation"),
  missingWeights: share.describe('Of order lines'),
  masterDataAnswer: durationDistribution.describe('From the question for a missing weight to its answer'),
  billingDelay: durationDistribution.describe("From the report of a delivery to the customer's invoice"),
  ...erpProfile,
  wrongBills: wrongBills.optional(),
  notes: orderNotes.optional(),
  changes: orderChanges.optional(),
  lineBook: z
    .boolean()
    .optional()
    .describe(
      'It keeps book of which lines of each order were there in full by the promise; nothing = false, and on time is known of orders, units and cases alone',
    ),
  allocation: z
    .strictObject({ answer: durationDistribution.describe('From question to answer'), source })
    .optional()
    .describe(
      'ERP says which node sends an order, by its own picture of stock; with `responsibilities.allocate: erp`',
    ),
  source,
});

/** A file of the user's own. */
const partFile = z
  .string()
  .regex(PART_FILE, { error: 'a file is needed, such as ./my-system.ts' })
  .optional();

const systemParts = z
  .strictObject({
    erp: partFile.describe('Before ERP: the one that the run begins with'),
    wms: partFile.describe('Before WMS of all nodes'),
    supplier: partFile.describe('Before the supplier portal; needs `inbound`'),
    customs: partFile.describe('Before customs of all countries; needs `systems.customs`'),
    crm: partFile.describe('Before CRM; needs `systems.crm`'),
    stores: partFile.describe('Before the stores; needs `replenishment`'),
    telematics: partFile.describe('Before telematics; needs `systems.telematics`'),
    fleet: partFile.describe('Before the own fleet; needs `replenishment.routes`'),
  })
  .describe(
    'Systems of your own (`dray/mocks`), each by its file, relative to this one: it answers in the place of ours what it has a function for; TMS has its own at `systems.tms.part`',
  );

export const tms = z.strictObject({
  rating: durationDistribution.describe('From the question for rates to its answer'),
  booking: durationDistribution.describe('From the request to book a carrier to its answer'),
  documents: durationDistribution.describe('From the request for papers to its answer'),
  part: z
    .string()
    .regex(PART_FILE, { error: 'a file is needed, such as ./my-rates.ts' })
    .optional()
    .describe(
      'The file of a TMS of your own (`dray/mocks`), relative to this one: how it prices, and what it answers in the place of ours',
    ),
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
  appointments: appointments.optional(),
  source,
});

const market = z
  .strictObject({
    weeks: z
      .array(z.enum(['soft', 'normal', 'tight']))
      .min(1)
      .describe('Week by week from the start; the last goes on'),
    rejection: z
      .strictObject({
        soft: share.describe('In a week of a soft market'),
        normal: share.describe('In a week of a normal market'),
        tight: share.describe('In a week of a tight market'),
      })
      .describe('Share of tenders that a usual carrier rejects, first in the guide and with time to spare'),
    shortLead: duration.describe('Less from offer to pickup is short'),
    shortLeadFactor: factor.describe('Rejection is times this where the lead is short'),
    rankStep: factor.describe("Each place further down the guide adds this share of the first's rejection"),
    spotFactor: factor.describe('Rejection is times this where a carrier has no contract'),
    maxRejection: share.describe('However tight, late and far down: never more than this'),
    source,
  })
  .describe('How readily carriers take what they are offered');

export const systems = z
  .strictObject({
    linkLatency: duration.describe('One way, between any two systems'),
    erp: erp.describe('Orders, credit, bills and payments'),
    tms: tms.describe('Rates, bookings and papers'),
    market,
    crm: crm.optional(),
    customs: customs.optional(),
    telematics: telematics.optional(),
    erpMigration: erpMigration.optional(),
    broker: broker.optional(),
    gateway: gateway.optional(),
    threePl: threePl.optional(),
    proof: proof.optional(),
    parts: systemParts.optional(),
  })
  .describe('Partner systems, and what ties them to the core');

export const limits = z
  .strictObject({
    holdTaskAfter: durationFrom('1 min').describe(
      'So long on hold, for credit or a missing weight: a person is asked',
    ),
    backorderRetry: durationFrom('1 min').describe(
      'From one try to find what no node has to the next; without rates for so long a person is asked',
    ),
    backorderTries: z.int().min(0).max(100).describe('Of one order, then what is still missing is given up'),
    tenderResponse: durationFrom('1 min').describe(
      'A carrier that is silent for longer has not taken the load',
    ),
    tenders: z.int().min(1).max(1000).describe('Of one load, then a planner is asked'),
    counterTolerance: share.describe('Of what was offered: a counter-offer up to so much above it is taken'),
    milestoneGrace: durationFrom('1 min').describe(
      'No news so long after a milestone was due: the carrier is asked, then a person',
    ),
    statusRequests: z.int().min(0).max(100).describe('A partner is asked so often, then a person is'),
    slaRisk: duration.describe(
      'Estimated so long after the promise: customers are told, and something may be done about it',
    ),
    noticeStep: durationFrom('1 min').optional().describe('News of a delay that is told; default 12 h'),
    expediteMax: money.describe('What expediting a load may cost; 0 = none is expedited'),
    rerouteMax: money.optional().describe('On top of the freight; nothing = no load is rerouted'),
    differenceMax: money
      .optional()
      .describe('Of a delivery whose units differ, settled by rule; nothing = a person looks at each'),
    answerGrace: durationFrom('1 min').optional().describe('For TMS to answer; default 1 d'),
    loadingGrace: durationFrom('1 min').optional().describe('For a truck to be loaded; default 5 d'),
    workGrace: durationFrom('1 h')
      .optional()
      .describe('From a promise that was missed to asking the warehouse for what is not packed; default 5 d'),
    billGrace: durationFrom('1 d')
      .optional()
      .describe('From delivery to the bill; default 30 d: so long carriers remember a bill'),
    lostAfter: durationFrom('1 d')
      .optional()
      .describe('Nothing heard so long after delivery was due: it is lost; default 30 d (CMR, art. 20)'),
    invoiceTolerance: share.describe(
      'Of the amount agreed, by charge: a bill up to so much above it is paid as billed',
    ),
    taskEscalation: durationFrom('1 min').describe(
      'A task of any kind that is open for longer is escalated to the supervisor, once; then it stays open',
    ),
    pickupLead: duration.describe("From a load's pickup request to the truck, at least"),
    lastPickup: duration.optional().describe('Before the docks close; default 1 h'),
    loadingPerShipment: duration
      .optional()
      .describe('And for each shipment so much before that; default 1 min'),
    source,
  })
  .describe('What the core waits for, tolerates and may spend');

const answerIndex = z.int().min(0).max(9);

const kindOfTask = z.strictObject({
  handling: durationDistribution.optional().describe('Touch time of such a task; nothing = as the role'),
  answer: answerIndex.optional().describe('The right answer'),
  mistake: share.optional().describe('Share that is answered wrongly'),
});

export const people = z
  .array(
    z.strictObject({
      role: name.describe('Whose tasks they answer'),
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
        .optional()
        .describe('Handling takes longer the more tasks wait; nothing = it does not'),
      mistakes: share.optional().describe('Of tasks with more than one answer: answered wrongly'),
      doubled: share.optional().describe('Of answered tasks: done and answered once more'),
      kinds: z.record(name, kindOfTask).optional().describe('Where a kind of task differs'),
      source,
    }),
  )
  .describe('Roles that tasks are given to, and how they answer');

export const platform = z
  .strictObject({
    workers: z.int().min(0).max(100_000).describe('Steps at a time; 0 = no limit'),
    stepLatency: duration.describe('Of a step, until it is stored'),
    storeLatency: duration.describe('And to store it'),
    source,
  })
  .describe('What the core runs on');

export const costs = z
  .strictObject({
    labourPerHour: money.describe('Of work at stations, docks and returns benches'),
    robotPerDay: money.optional().describe('Rent of each robot, at work or not; nothing = they cost nothing'),
    conveyorPerDay: money.optional().describe('Of each conveyor; nothing = they cost nothing'),
    stockPerYear: share.describe('Of the value of stock'),
    latePenalty: share.describe('Of the value of what is late'),
    otifCharge: share
      .optional()
      .describe(
        'Of the value of the units that were not there by the promise: what retailers charge; with it `latePenalty` is 0, or both are paid; nothing = 0',
      ),
    taskMinutes: z.number().min(0).max(10_000).describe('Of a task whose role has no `handling`'),
    taskPerMinute: money.describe('Of people at tasks'),
    returnPerShipment: money.describe('Of each shipment that comes back'),
    workerPerDay: money.describe('Of each of `platform.workers`'),
    perThousandMessages: money.describe('Of messages that the platform handles'),
    co2eKgPerTonneKm: z.partialRecord(transportMode, factor).describe('Of each mode that a tariff goes by'),
    source,
  })
  .describe('What things cost, for landed cost, and emissions');
