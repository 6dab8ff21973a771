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
    scac: z
      .string()
      .regex(/^[A-Z]{2,4}$/, { error: 'a SCAC has two to four capital letters' })
      .describe("The carrier's code in interchanges"),
    shipper: z
      .string()
      .regex(/^[A-Z0-9]{2,15}$/, { error: '2 to 15 capital letters and digits' })
      .describe("The shipper's name in interchanges"),
    batchEvery: durationFrom('1 min').describe(
      'Interchanges are closed at whole multiples of this, both ways',
    ),
    pollEvery: durationFrom('1 min').describe('Mailboxes are read at whole multiples of this, both ways'),
    acknowledge: durationDistribution.describe('From reading an interchange to its 997'),
    acknowledgementTimeout: durationFrom('1 min').describe('No 997 for so long, and it is sent again'),
    faults: z
      .strictObject({
        lost: share.optional().describe('It never arrives'),
        duplicated: share.optional().describe('It arrives once more'),
        delayed: share.optional().describe('It arrives later'),
        rejected: share.optional().describe('One of its sets cannot be read: the 997 rejects it'),
        quarantined: share
          .optional()
          .describe('Nothing of it can be read: it is put aside, and nobody answers'),
        delayBy,
      })
      .refine(sumsToOne, SUM)
      .describe('Of interchanges, each time one is sent; nothing = 0'),
    acknowledgementFaults: z
      .strictObject({
        lost: share.optional().describe('It never arrives'),
        delayed: share.optional().describe('It arrives later'),
      })
      .refine(sumsToOne, SUM)
      .describe('Of 997s; nothing = 0'),
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
    retryAfter: duration.describe(
      'What an unavailable API says: come again so much later, rounded up to seconds',
    ),
    repostAfter: durationFrom('1 min').describe('An event that is not taken is posted again so much later'),
    token: z
      .strictObject({
        lifetime: durationFrom('1 min').describe("Of a token, by the carrier's clock"),
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
        lost: share.optional().describe('It never arrives'),
        answerLost: share.optional().describe('What it asks for is done; the answer never arrives'),
        duplicated: share.optional().describe('It arrives once more'),
        delayed: share.optional().describe('It arrives later'),
        malformed: share.optional().describe('It cannot be read: answered 400'),
        unavailable: share.optional().describe('Nothing is done: answered 503'),
        forged: share.optional().describe("Of events: one that is not the carrier's comes beside it"),
        replayed: share.optional().describe('Of events: it comes again, as it was signed'),
        unknownField: share.optional().describe('Of events: they have a field more than the guide'),
        renamedField: share.optional().describe('Of events: a field has another name'),
        unknownValue: share.optional().describe('Of events with a word of a list: it is in none'),
        missingField: share.optional().describe('Of events: a field that must be there is not'),
        delayBy,
      })
      .refine(sumsToOne, SUM)
      .describe('Of calls and events, each attempt by itself; nothing = 0'),
    source,
  })
  .describe('A web API: calls, and events that it posts');

const mailbox = z.string().regex(/^[A-Z0-9]{2,15}$/, { error: '2 to 15 capital letters and digits' });

/** More, and hardly anything would ever leave. */
const CUTOFFS_MISSED_MAX = 0.9;

export const filesLine = z.strictObject({
  mailbox: mailbox.describe("The partner's name in files"),
  shipper: mailbox.describe("The shipper's name in files"),
  cutoffEvery: durationFrom('1 min').describe('Files are closed at whole multiples of this, both ways'),
  pollEvery: durationFrom('1 min').describe('Folders are looked into at whole multiples of this, both ways'),
  receipt: durationDistribution.describe('From reading a file to its receipt'),
  receiptTimeout: durationFrom('1 min').describe('No receipt for so long, and it is put again'),
  faults: z
    .strictObject({
      lost: share.optional().describe('It never arrives'),
      halfWritten: share.optional().describe('Picked up before its writer is done'),
      overtaken: share.optional().describe('Picked up after the next one'),
      doubled: share.optional().describe('It arrives once more'),
      late: share.optional().describe('It arrives later'),
      recordSpoilt: share.optional().describe('One of its records cannot be read'),
      renamed: share
        .optional()
        .describe('It comes once more, as another file: under the next number, with the same records'),
      cutoffMissed: z
        .number()
        .min(0)
        .max(CUTOFFS_MISSED_MAX)
        .optional()
        .describe('Of cut-offs: no file is closed, and what waits goes with the next one'),
      delayBy: durationDistribution.optional().describe('Of what is late, and of the second copy'),
    })
    .refine(({ cutoffMissed: _ofCutoffs, ...ofFiles }) => sumsToOne(ofFiles), SUM)
    .describe('Of files, each time one is put; nothing = 0'),
  receiptFaults: z
    .strictObject({
      lost: share.optional().describe('It never arrives'),
      late: share.optional().describe('It arrives later'),
    })
    .refine(sumsToOne, SUM)
    .describe('Of receipts; nothing = 0'),
  source,
});

export const files = filesLine.describe('Files with header and trailer in folders, with receipts');

export type FilesSection = z.infer<typeof files>;
export type X12Section = z.infer<typeof x12>;
export type RestSection = z.infer<typeof rest>;
export type RotationSection = z.infer<typeof rotation>;
