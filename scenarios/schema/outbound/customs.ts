/** Customs: in which countries somebody stops what comes in, how long its desk reads, and what it examines. */
import { z } from 'zod';
import { durationDistribution } from '../distributions.ts';
import { durationFrom, money } from '../quantities.ts';
import { date, factor, hours, ifPresent, name, share, source } from './common.ts';

export const EXAM_KINDS = ['document-review', 'x-ray', 'tailgate', 'intensive'] as const;

const exam = z.strictObject({
  kind: z.enum(EXAM_KINDS).describe('How closely it is looked at'),
  share: share.describe('Of the loads that come in'),
  takes: durationDistribution.describe('From the border to the end of the exam; estimates move by its mean'),
  feeFrom: money.describe('Charged to the declarant: each amount up to `feeTo` alike'),
  feeTo: money.describe('The same as `feeFrom` = always that fee'),
});

const regime = z.strictObject({
  country: name.describe('As places name it; `other` = each country abroad with customers that is not named'),
  ifPresent,
  zone: name.describe('IANA time zone of its desk; `local` = that of the first place there'),
  hours: hours.optional().describe('When the desk is open; nothing = round the clock'),
  preArrival: z
    .boolean()
    .optional()
    .describe('No truck is called for before the declaration is accepted; nothing = it may be on its way'),
  reading: durationDistribution.describe('Of a declaration, or an answer to a query: time of the open desk'),
  queries: share.describe('Declarations of which a document is missing or wrong'),
  queriesAgain: share.optional().describe('Answers that are queried again; nothing = none'),
  exams: z.array(exam).max(EXAM_KINDS.length).describe('Their shares sum to 1 at most, however tight'),
  tightening: z
    .array(z.strictObject({ from: date.describe('First day'), factor: factor.describe('Times the shares') }))
    .max(1000)
    .optional()
    .describe('From a day on, midnight UTC, the shares of exams are times this'),
  refused: share.optional().describe('Of examined loads: they never enter; nothing = none'),
  abandonAfter: durationFrom('1 d')
    .optional()
    .describe(
      'Goods at the border without an accepted declaration are sent back; default 15 d (19 CFR 4.37)',
    ),
  answerGrace: durationFrom('1 h').optional().describe('For a reading; default 3 d: a desk may be closed'),
  source,
});

export const customs = z
  .strictObject({
    countries: z.array(regime).min(1).max(250).describe('Those that stop what comes in; no other one does'),
  })
  .describe('Who stops goods at a border; nothing = nobody does');

export type CustomsSection = z.infer<typeof customs>;
export type RegimeSection = CustomsSection['countries'][number];
