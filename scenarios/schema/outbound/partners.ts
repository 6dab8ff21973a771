/** How a carrier is connected: X12 interchanges through mailboxes, a web API, or files in folders. Nothing = its messages come as they are. */
import { z } from 'zod';
import { durationDistribution } from '../distributions.ts';
import { duration, durationFrom } from '../quantities.ts';
import { share, source } from './common.ts';

const sumsToOne = (faults: object): boolean =>
  Object.values(faults).reduce((sum: number, each) => sum + (typeof each === 'number' ? each : 0), 0) <= 1;
const SUM = { error: 'the shares of what can happen to one transmission sum to more than 1' };
const delayBy = durationDistribution.optional().describe('Of what is delayed, and of the second copy');

export const x12 = z
  .strictObject({
    scac: z.string().regex(/^[A-Z]{2,4}$/, { error: 'a SCAC has two to four capital letters' }),
    shipper: z.string().regex(/^[A-Z0-9]{2,15}$/, { error: '2 to 15 capital letters and digits' }),
    batchEvery: durationFrom('1 min'),
    pollEvery: durationFrom('1 min'),
    acknowledge: durationDistribution.describe('From reading an interchange to its 997'),
    acknowledgementTimeout: durationFrom('1 min').describe('No 997 for so long, and it is sent again'),
    faults: z
      .strictObject({
        lost: share.optional(),
        duplicated: share.optional(),
        delayed: share.optional(),
        rejected: share.optional(),
        quarantined: share.optional(),
        delayBy,
      })
      .refine(sumsToOne, SUM),
    acknowledgementFaults: z
      .strictObject({ lost: share.optional(), delayed: share.optional() })
      .refine(sumsToOne, SUM),
    source,
  })
  .describe('EDI: X12 204, 990, 214, 210 and 997');

const rotation = z
  .strictObject({
    at: duration.describe('After the start of the run: the core has a new secret'),
    overlap: duration.describe('So long it takes what is signed with the old one as well'),
    takenOver: duration
      .optional()
      .describe('The carrier signs with the new one so long after; nothing = not before somebody sees to it'),
  })
  .describe('The secret is changed while events are under way; nothing = it stays');

export const rest = z
  .strictObject({
    service: durationDistribution.describe('From the arrival of a call to its answer'),
    retryAfter: duration,
    repostAfter: durationFrom('1 min'),
    token: z
      .strictObject({
        lifetime: durationFrom('1 min'),
        refresh: duration.describe('Of the call that brings a new one'),
        skewed: share.optional().describe('Of calls: they meet a server whose clock is ahead'),
        ahead: duration.optional().describe('Of that clock: a token that expires sooner looks expired'),
      })
      .optional()
      .describe('Calls carry a token, refreshed when one is answered 401; nothing = they do not'),
    webhook: z
      .strictObject({
        tolerance: durationFrom('1 s').describe('What was signed longer ago is refused'),
        rotation: rotation.optional(),
      })
      .optional()
      .describe('Events are signed; nothing = they are not'),
    faults: z
      .strictObject({
        lost: share.optional(),
        answerLost: share.optional(),
        duplicated: share.optional(),
        delayed: share.optional(),
        malformed: share.optional(),
        unavailable: share.optional(),
        forged: share.optional().describe("Of events: one that is not the carrier's comes beside it"),
        replayed: share.optional().describe('Of events: it comes again, as it was signed'),
        unknownField: share.optional().describe('Of events: they have a field more than the guide'),
        renamedField: share.optional().describe('Of events: a field has another name'),
        unknownValue: share.optional().describe('Of events with a word of a list: it is in none'),
        missingField: share.optional().describe('Of events: a field that must be there is not'),
        delayBy,
      })
      .refine(sumsToOne, SUM),
    source,
  })
  .describe('A web API: calls, and events that it posts');

const mailbox = z.string().regex(/^[A-Z0-9]{2,15}$/, { error: '2 to 15 capital letters and digits' });

export const filesLine = z.strictObject({
  mailbox: mailbox.describe("The partner's name in files"),
  shipper: mailbox,
  cutoffEvery: durationFrom('1 min').describe('Files are closed at whole multiples of this, both ways'),
  pollEvery: durationFrom('1 min').describe('Folders are looked into at whole multiples of this, both ways'),
  receipt: durationDistribution.describe('From reading a file to its receipt'),
  receiptTimeout: durationFrom('1 min').describe('No receipt for so long, and it is put again'),
  faults: z
    .strictObject({
      lost: share.optional(),
      halfWritten: share.optional().describe('Picked up before its writer is done'),
      overtaken: share.optional().describe('Picked up after the next one'),
      doubled: share.optional(),
      late: share.optional(),
      recordSpoilt: share.optional().describe('One of its records cannot be read'),
      delayBy: durationDistribution.optional().describe('Of what is late, and of the second copy'),
    })
    .refine(sumsToOne, SUM),
  receiptFaults: z.strictObject({ lost: share.optional(), late: share.optional() }).refine(sumsToOne, SUM),
  source,
});

export const files = filesLine.describe('Files with header and trailer in folders, with receipts');

export type FilesSection = z.infer<typeof files>;
export type X12Section = z.infer<typeof x12>;
export type RestSection = z.infer<typeof rest>;
export type RotationSection = z.infer<typeof rotation>;
