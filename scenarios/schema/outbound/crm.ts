/** Customers after they have ordered: what they ask and complain of, and what they send back. */
import { z } from 'zod';
import { countDistribution, durationDistribution } from '../distributions.ts';
import { durationFrom, money, someDuration } from '../quantities.ts';
import { hours, ifPresent, name, share, source } from './common.ts';
import { station } from './network.ts';

const customerClass = z.strictObject({
  class: name.describe('Of network.customers.classes; `other` = each one that is not named'),
  ifPresent,
  urgent: z
    .strictObject({
      share: share.describe('Of orders'),
      after: durationDistribution.describe('From the order'),
      priority: z.int().min(0).max(9).optional().describe('It is then; nothing = 0, the most urgent'),
      within: someDuration.describe('Wanted so long after that'),
    })
    .optional()
    .describe('Some orders become urgent after they were placed; nothing = none do'),
  asks: z
    .strictObject({
      share: share.describe('Of orders'),
      before: durationDistribution.describe('The promise'),
      patience: durationFrom('1 min').describe('Without an answer they complain of that'),
    })
    .optional()
    .describe('Where is my order? Nothing = nobody asks'),
  complains: z
    .strictObject({
      late: share.describe('Of orders of which nothing has come in time'),
      lateAfter: someDuration.describe('The promise'),
      short: share.optional().describe('Of orders of which only part has come; nothing = 0'),
      shortAfter: someDuration.optional().describe('After `lateAfter`; nothing = 2 d'),
      damaged: share.optional().describe('Of shipments that came damaged; nothing = 0'),
      wrong: share.optional().describe('Of shipments: something else is in the box; nothing = 0'),
      after: durationDistribution.describe('From finding it to saying it'),
      repeat: durationFrom('1 h').optional().describe('Said again until it is answered; nothing = 2 d'),
      times: z.int().min(1).max(100).optional().describe('At most so often; nothing = 3'),
    })
    .optional()
    .describe('What goes wrong is complained of; nothing = never'),
});

const disputes = z
  .strictObject({
    noticed: share.describe('Of bills that are too high (`systems.erp.wrongBills`): disputed'),
    unfounded: share.describe('Of bills that are right: disputed all the same'),
    after: durationDistribution.describe('From the bill to the dispute'),
    within: durationFrom('1 h').describe('Right to dispute, from delivery; later ones are rejected'),
    creditMost: money.describe('Credited without a person; above it customer service decides'),
    source,
  })
  .describe('Customers dispute bills; nothing = they pay what they are billed');

export const crm = z
  .strictObject({
    classes: z.array(customerClass).min(1).max(100).describe('A class that is not named says nothing'),
    afterCare: durationFrom('1 h')
      .optional()
      .describe('An order that is done is kept so long, for what its customer has to say; nothing = 30 d'),
    answerWithin: durationFrom('1 min').describe('Complaints; then a supervisor has them as well'),
    lateCredit: z
      .strictObject({
        share: share.describe('Of the value of a late order'),
        most: money.describe('Of one order'),
      })
      .optional()
      .describe('By goodwill, without a person; nothing = never'),
    disputes: disputes.optional(),
    source,
  })
  .describe('Customers ask, hurry and complain; nothing = they are silent');

const returningClass = z.strictObject({
  class: name.describe('Of network.customers.classes; `other` = each one that is not named'),
  ifPresent,
  share: share.describe('Of shipments that arrived well'),
  after: durationDistribution.describe('From delivery to the request'),
  part: share.optional().describe('Of requests: part of the units only; nothing = 0'),
  partOf: countDistribution.optional().describe('Of each line; nothing = half'),
  tooMany: share.optional().describe('Of requests: for more than was delivered; nothing = 0'),
  reasons: z
    .strictObject({
      unwanted: z.number().min(0).describe('It is not wanted'),
      damaged: z.number().min(0).describe('It came damaged'),
      wrong: z.number().min(0).describe('It is something else'),
      defective: z.number().min(0).describe('It does not work'),
    })
    .describe('Weights'),
  never: share.optional().describe('Of authorised ones: never posted; nothing = 0'),
  strange: share.optional().describe('Of authorised ones: something else is in the parcel; nothing = 0'),
  worn: share.optional().describe('Of lines: no good any more; nothing = 0'),
  wornOf: countDistribution.optional().describe('How much of the line; nothing = all'),
  pack: durationDistribution.describe('From the authorisation to the post'),
  transit: durationDistribution.describe('To the node'),
});

export const returns = z
  .strictObject({
    within: someDuration.describe('Right of return, from delivery to the request'),
    neverCame: durationFrom('1 d').describe('After the authorisation: it is closed'),
    answerWithin: durationFrom('1 min').describe('For a person, where goods are not as announced'),
    creditPosting: durationDistribution.describe("From the core's request to ERP's credit note"),
    creditWithin: someDuration.describe('Promised: from the post to the credit. What the KPI is held to'),
    bench: station
      .extend({ hours: hours.optional().describe('When it is staffed; nothing = as the node works') })
      .describe('Of each node: perShipment is of a parcel'),
    classes: z.array(returningClass).min(1).max(100).describe('A class that is not named returns nothing'),
    source,
  })
  .describe('Customers send goods back; nothing = they keep them. Needs systems.crm');

export type CrmSection = z.infer<typeof crm>;
export type ReturnsSection = z.infer<typeof returns>;
export type DisputesSection = NonNullable<CrmSection['disputes']>;
export type CrmClassSection = CrmSection['classes'][number];
export type ReturningClassSection = ReturnsSection['classes'][number];
