/** How far orchestration has come, phase by phase: what a scenario may say otherwise than the tables of the house. */
import { z } from 'zod';
import { byOtherWord } from '#orchestrator/decisions/point-words';
import { byPoint } from '#orchestrator/decisions/points';
import { DECIDED_BY } from '../../world/phase-settings.ts';
import { duration, durationFrom } from '../quantities.ts';
import { name, share, source } from './common.ts';
import { namePerPoint } from './policies.ts';
import { limits } from './systems.ts';

export const WAYS = ['direct', 'file', 'by-hand', 'never'] as const;

const way = z.strictObject({
  kinds: z.array(name).min(1).max(200).describe('Kinds of message, of either direction'),
  way: z
    .enum(WAYS)
    .describe(
      'direct; file: with the next one; by-hand: somebody reads it or types it in; never: nobody sends it',
    ),
  every: durationFrom('1 min').optional().describe('Of way file: from one file to the next'),
  offset: duration
    .optional()
    .describe('Of way file: how long after midnight UTC, or after each whole `every` of the day, it leaves'),
  role: name.optional().describe('Of way by-hand: who does it'),
  source: source.optional(),
});

const decision = z.strictObject({
  by: z
    .enum(DECIDED_BY)
    .describe(
      'auto: the policy; confirm: a person after it; person: by the rule of thumb; rule: that, at once',
    ),
  role: name.optional().describe('Of by person and confirm: who'),
  mistakes: share.optional().describe('Share of decisions that fall on another option than was meant'),
  overrides: share.optional().describe('Of by confirm: share of recommendations that are not followed'),
});

export const phase = name.describe(
  'How far orchestration has come: as-is, visibility, workflow, recommendations, optimised, or one of `phases`',
);

const section = z.strictObject({
  like: name.optional().describe('The phase that it is like but for what is said here'),
  ways: z.array(way).optional().describe('A kind that is not named goes directly'),
  decisions: z
    .strictObject({
      ...byPoint((point) => decision.optional().describe(`Who decides \`${point}\`, and how well`)),
      ...byOtherWord((point) => decision.optional().describe(`As \`${point}\``)),
    })
    .optional()
    .describe('A point that is not named is decided by the policy'),
  thumbs: z
    .strictObject(namePerPoint)
    .optional()
    .describe('Rules of thumb where no policy decides, and of whoever overrides one'),
  limits: limits.omit({ source: true }).partial().optional().describe('Of the process, where they differ'),
  platformCost: share.optional().describe('Share of what the platform costs to run'),
  foundAfter: duration.optional().describe('What was forgotten in a tray is come across after so long'),
  source: source.optional(),
});

export const phases = z
  .record(name, section)
  .describe('What phases are, where they differ from those of the house');

export type WaySection = z.infer<typeof way>;
export type DecisionSection = z.infer<typeof decision>;
export type PhaseSection = z.infer<typeof section>;
