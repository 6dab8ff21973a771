/** A third party that runs warehouses, and is reached by files; it may carry what leaves them as well. Guide: docs/files-guide.md. */
import { z } from 'zod';
import { durationFrom } from '../quantities.ts';
import { carrierBehaviour } from './behaviour.ts';
import { name, source } from './common.ts';
import { carrierProfile, tariff } from './network.ts';
import { filesLine } from './partners.ts';

const freight = z
  .strictObject({
    carrier: name.describe('The carrier that it reports and bills as; none of `network.carriers`'),
    mailbox: filesLine.shape.mailbox.describe('Its name in the files about freight'),
    profile: carrierProfile.describe('How right its bills are, and how it answers disputes and claims'),
    behaviour: carrierBehaviour
      .pick({ invoices: true, claims: true, source: true })
      .optional()
      .describe('How it bills and answers claims otherwise than its profile says; nothing = as that'),
    tenderEvery: durationFrom('1 min').describe('From one run of its offers to carriers to the next'),
    choose: z
      .enum(['cheapest', 'guide'])
      .optional()
      .describe(
        'Whom it offers a load first: who costs it least, or the first of `network.routingGuide`; nothing = cheapest',
      ),
    tariffs: z
      .array(tariff.omit({ carrier: true, international: true }))
      .min(1)
      .describe('Agreed with it: by these its bills are audited'),
    source,
  })
  .describe(
    'Freight arranged by the third party: it consolidates, chooses and books carriers, and bills by its own tariff',
  );

export const threePl = filesLine
  .extend({
    nodes: z.array(name).min(1).optional().describe('What it runs; nothing = all of them'),
    stockEvery: durationFrom('1 min')
      .optional()
      .describe('From one stock advice of a node to the next; nothing = as the feed of the node'),
    freight: freight.optional(),
  })
  .describe('A third party that runs warehouses: orders, shipping and stock advices by files');

export type FreightSection = z.infer<typeof freight>;
