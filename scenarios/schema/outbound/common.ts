/** Pieces that every section of an outbound scenario is made of. */
import { z } from 'zod';

export const share = z.number().min(0).max(1).describe('A share, 0 to 1');
export const positive = z.number().positive();
export const source = z.string().min(1).describe('Where the figures come from, or `assumption`');
export const name = z.string().min(1).max(120);
export const factor = z.number().min(0).max(100);

/** Of an entry that is written for networks that are not known yet: `any-network.ts` does what it says. */
export const ifPresent = z
  .literal(true)
  .optional()
  .describe('Left out where the network has no such thing; nothing = that is a mistake');

export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day is needed, such as "17:00"' })
  .describe('Local time of the place');

/** Dates that calendars know. */
export const date = z.iso
  .date({ error: 'a date is needed, such as 2026-12-25' })
  .refine((text) => text >= '2000-01-01' && text < '3000-01-01', { error: 'must be from 2000 to 2999' });

export const DAY = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** Hours of a week on the clocks of the place. */
export const hours = z
  .strictObject({
    days: z.array(DAY).min(1).max(7).describe('On which days of the week'),
    from: timeOfDay,
    to: z
      .string()
      .regex(/^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'a time of day is needed, such as "22:00"' })
      .describe('Local time; "24:00" is the end of the day'),
    holidays: z
      .array(date)
      .max(3660)
      .optional()
      .describe('Dates that are free, whatever their weekday; nothing = none'),
  })
  .describe('Working hours, local time of the place');

export type Hours = z.infer<typeof hours>;
