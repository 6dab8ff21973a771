/** Exceptions as cases: who answers what a person would be asked, and how long a role may have one. */
import { z } from 'zod';
import { durationFrom, money } from '../quantities.ts';
import { name, share, source } from './common.ts';

export const cases = z
  .strictObject({
    policy: name.describe(
      'What answers `exception`: `to-person` leaves every task to a person, as without cases',
    ),
    sla: z
      .strictObject({
        low: durationFrom('1 min').describe('Of exceptions of low severity'),
        medium: durationFrom('1 min').describe('Of exceptions of medium severity'),
        high: durationFrom('1 min').describe('Of exceptions of high severity'),
        critical: durationFrom('1 min').describe('Of exceptions of critical severity'),
      })
      .describe(
        'From the task of a role to that of the next, by severity, where the process itself does not escalate',
      ),
    highStake: money.describe('Of which so much or more is at stake is a step more severe'),
    drift: share
      .optional()
      .describe(
        'Stock counted below the picture of the core by more than this share is drift; nothing = 0.2',
      ),
    source,
  })
  .describe(
    'Every exception is a case: noticed, classified, routed, escalated, resolved; nothing = tasks alone',
  );
