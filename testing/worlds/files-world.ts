/** A line of files to the groupage carrier of the small distributor on which everything that can happen happens within a day. */
import type { FilesSettings } from '#scenarios/world/partner-settings';
import { CARRIER } from './partner-world.ts';

const MINUTE_MS = 60_000;

export const ROUGH_FILES: FilesSettings = {
  protocol: 'files',
  carrier: CARRIER.ltl,
  mailbox: 'HERON',
  shipper: 'DRAYDIST',
  cutoffEveryMs: 10 * MINUTE_MS,
  pollEveryMs: 5 * MINUTE_MS,
  receiptMs: { kind: 'uniform', min: 0, max: 4 * MINUTE_MS },
  receiptTimeoutMs: 20 * MINUTE_MS,
  faults: {
    lost: 0.08,
    halfWritten: 0.08,
    overtaken: 0.08,
    doubled: 0.08,
    late: 0.08,
    recordSpoilt: 0.1,
    renamed: 0.08,
    cutoffMissed: 0.08,
    receiptLost: 0.12,
    receiptLate: 0.1,
    delayMs: { kind: 'uniform', min: 5 * MINUTE_MS, max: 60 * MINUTE_MS },
  },
};
