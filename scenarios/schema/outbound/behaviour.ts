/** How one carrier behaves where that is not as its profile says: any of the figures of a profile, the others stay. */
import { z } from 'zod';
import { durationDistribution, offShareDistribution, shareDistribution } from '../distributions.ts';
import { duration, money, someDuration } from '../quantities.ts';
import { factor, share, source } from './common.ts';

/** More steps than these are no route: `STEPS_MAX` of the mock. */
const STEPS_MAX = 30;
/** A counter-offer or a bill of more than twice what was agreed is a slip of the figure. */
const MARKUP_MAX = 1;

/** What may stand on a route, as business events and reports call it. */
const ROUTE_MILESTONES = [
  'pickedUp',
  'departed',
  'inTransit',
  'arrivedAtTerminal',
  'delayed',
  'outForDelivery',
  'arrivedAtDelivery',
  'deliveryAttempted',
  'delivered',
] as const;

const code = z
  .string()
  .regex(/^[A-Za-z0-9?_-]{1,30}$/, { error: 'a code is 1 to 30 letters, digits, "_", "-" or "?"' });
const weights = z.int().min(0).max(1000);

const acceptance = z
  .strictObject({
    rejections: factor.optional().describe('Times what the market rejects: 1 = as the market, 0 = never'),
    answer: durationDistribution.optional().describe('From an offer to its answer'),
    silent: share.optional().describe('Of offers: not answered in time'),
    lateAcceptances: share
      .optional()
      .describe('Of the silent: accepted after the time; the rest never answers'),
    lateAcceptanceAfter: durationDistribution.optional().describe('From the end of the time'),
    counters: share.optional().describe('Of rejections: a price is named instead'),
    counterMarkup: shareDistribution(MARKUP_MAX).optional().describe('On top of the offer: 0.1 = 10 % more'),
    reasons: z
      .strictObject({
        noCapacity: weights.optional().describe('It has no truck left'),
        noEquipment: weights.optional().describe('It has not the right one'),
        price: weights.optional().describe('It wants more'),
      })
      .optional()
      .describe('Of rejections, relative weights of what they are put down to'),
  })
  .describe('What it says to an offer');

const pickup = z
  .strictObject({
    within: z
      .strictObject({
        early: duration.describe('At most so much before'),
        late: duration.describe('At most so much after'),
      })
      .optional()
      .describe('Of a truck that is on time, around `pickupAt`: most are there on the minute'),
    late: share.optional().describe('Of trucks'),
    lateBy: durationDistribution.optional().describe('How late, given late'),
    freeTime: duration.optional().describe('It waits so long for nothing'),
    detentionPerHour: money.optional().describe('For each hour begun beyond; 0 = not charged'),
  })
  .describe('When its truck comes, and what it costs to let it wait');

const transit = z
  .strictObject({
    late: share.optional().describe('Of loads: they arrive later than the tariff says'),
    early: share.optional().describe('Of loads: they arrive earlier'),
    lateBy: durationDistribution.optional().describe('How late, given late'),
    earlyBy: durationDistribution.optional().describe('How early, given early; at most half the transit'),
    sameDay: someDuration.optional().describe('What a transit of 0 days takes'),
  })
  .describe('How punctual it is');

const routeStep = z.strictObject({
  milestone: z.enum(ROUTE_MILESTONES).describe('What has happened'),
  code: code.describe('As it writes it: X12 element 1650, or a word of its own'),
  at: share.describe('Of the transit that has gone by; of `delayed`, of the planned one'),
});

const milestones = z
  .strictObject({
    route: z
      .array(routeStep)
      .min(1)
      .max(STEPS_MAX)
      .optional()
      .describe('What it reports, in this order; the first at 0, the last is `delivered` at 1'),
    refusedCode: code.optional().describe('Instead of the last one, when all of it was refused'),
    lostCode: code.optional().describe('When all of it was lost'),
    lag: durationDistribution.optional().describe('From the instant to the report of it'),
    missing: share.optional().describe('Of reports: never sent'),
    repeated: share.optional().describe('Of reports: sent twice'),
    outOfOrder: share.optional().describe('Of reports: sent after the next one'),
    unknownCode: share.optional().describe('Of reports: in a code that nobody agreed on'),
    repeatedAfter: durationDistribution.optional().describe('From a report to its repeat'),
    unknownCodes: z.array(code).max(30).optional().describe('Those codes'),
    delayNotices: share.optional().describe('Of late loads: the delay is announced on the way'),
    estimates: z.boolean().optional().describe('Reports carry an estimate of delivery'),
    estimateError: offShareDistribution
      .optional()
      .describe('Of an announced delay: share by which it turns out longer than it is'),
    statusSilent: share.optional().describe('Of requests for status: not answered'),
    statusAnswer: durationDistribution.optional().describe('From a request for status to its answer'),
  })
  .describe('What it reports on the way, and how well');

const delivery = z
  .strictObject({
    lost: share.optional().describe('Of shipments: they never arrive'),
    damaged: share.optional().describe('Of shipments: they arrive damaged'),
    refused: share.optional().describe('Of shipments: the customer does not take them'),
    lostAfter: duration
      .optional()
      .describe('A load of which nothing is left is declared lost so long after it was due'),
    proofAfter: durationDistribution.optional().describe('From delivery to the proof of it'),
    proofMissing: share
      .optional()
      .describe('Of proofs: not sent until somebody asks; `systems.proof.missing` says it of all carriers'),
  })
  .describe('In which condition shipments arrive, and the proof of it');

const expedite = z
  .strictObject({
    accepted: share.optional().describe('Of requests'),
    answer: durationDistribution.optional().describe('From a request to its answer'),
    remaining: share.optional().describe('Of the transit that is left: it takes this share of it'),
  })
  .describe('Whether it can speed a load up');

const hold = z
  .strictObject({
    accepted: share.optional().describe('Of requests'),
    answer: durationDistribution.optional().describe('From a request to its answer'),
    readyAfter: duration.optional().describe('From the answer to when another carrier can fetch it'),
  })
  .describe('Whether it keeps a load for another carrier');

const invoices = z
  .strictObject({
    after: durationDistribution.optional().describe('From delivery to the bill'),
    errors: share.optional().describe('Of bills: one error of one kind'),
    errorKinds: z
      .strictObject({
        rate: weights.optional().describe('Line haul by another rate'),
        accessorial: weights.optional().describe('A charge that nobody agreed on'),
        duplicate: weights.optional().describe('The bill comes twice'),
        fuel: weights.optional().describe('A surcharge of another day'),
        weight: weights.optional().describe('Line haul by another weight or class'),
      })
      .optional()
      .describe('Of errors, relative weights'),
    rateError: shareDistribution(MARKUP_MAX)
      .optional()
      .describe('How much too high the line haul is by rate'),
    weightError: shareDistribution(MARKUP_MAX)
      .optional()
      .describe('How much too high it is by weight and class'),
    fuelError: shareDistribution(MARKUP_MAX).optional().describe('How much too high the fuel surcharge is'),
    accessorialError: shareDistribution(MARKUP_MAX)
      .optional()
      .describe('A charge that nobody agreed on, as a share of the line haul'),
    accessorialCode: z
      .string()
      .regex(/^[A-Z0-9]{1,3}$/, { error: 'the code of a charge is 1 to 3 capital letters or digits' })
      .optional()
      .describe('Of that charge, X12 element 150'),
    duplicateAfter: durationDistribution.optional().describe('From a bill to its duplicate'),
    disputeAnswer: durationDistribution.optional().describe('From a dispute to its answer'),
    corrected: share.optional().describe('Of wrong bills: corrected when disputed'),
    conceded: share.optional().describe('Of right bills: what was disputed is given up'),
  })
  .describe('When it bills, and how right');

const claims = z
  .strictObject({
    answer: durationDistribution.optional().describe('From a claim to its answer'),
    full: share.optional().describe('Of claims for loss or damage: paid in full'),
    part: share.optional().describe('Of claims: paid in part; the rest is denied'),
    partCredit: shareDistribution(1).optional().describe('Share of a claim that a part credit pays'),
  })
  .describe('What it says to claims');

export const carrierBehaviour = z
  .strictObject({
    dangerousGoods: z.boolean().optional().describe('Whether it takes dangerous goods'),
    acceptance: acceptance.optional(),
    pickup: pickup.optional(),
    transit: transit.optional(),
    milestones: milestones.optional(),
    delivery: delivery.optional(),
    expedite: expedite.optional(),
    hold: hold.optional(),
    invoices: invoices.optional(),
    claims: claims.optional(),
    source: source.default('assumption').describe('Where the figures come from; nothing = assumption'),
  })
  .describe('What it does otherwise than its profile says; nothing = all as that');

export type BehaviourSection = z.infer<typeof carrierBehaviour>;
