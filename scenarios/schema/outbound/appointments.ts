/** The book of appointments at the outbound docks, where TMS keeps one: how long a slot is, how many trucks it takes, who needs one. */
import { z } from 'zod';
import { durationDistribution } from '../distributions.ts';
import { durationFrom } from '../quantities.ts';
import { name, source } from './common.ts';
import { transportMode } from './network.ts';

const doors = z.int().min(1).max(1000);

export const appointments = z
  .strictObject({
    slot: durationFrom('5 min').describe(
      'Length of a slot; slots follow each other while the docks are open',
    ),
    doors: doors.describe('Of a node for trucks that are loaded: so many may come in one slot'),
    docks: z
      .array(
        z.strictObject({
          node: name.describe('Of `network.nodes`'),
          doors: doors.describe('Trucks in one of its slots'),
        }),
      )
      .max(1000)
      .optional()
      .describe('Nodes with another number of doors; nothing = none'),
    ahead: durationFrom('1 h').optional().describe('The book is open so far ahead; default 14 d'),
    answer: durationDistribution.describe('From the request for a slot to its answer'),
    modes: z
      .array(transportMode)
      .min(1)
      .max(6)
      .optional()
      .describe('Loads that go by one of them need an appointment; nothing = all but PARCEL'),
    source,
  })
  .describe(
    'TMS keeps the appointments of trucks that fetch loads: each comes in a slot; nothing = a truck is called for any time at which the docks are open',
  );

export type AppointmentsSection = z.infer<typeof appointments>;
