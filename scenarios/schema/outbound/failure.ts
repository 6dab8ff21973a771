/** What a scenario file is there for that a search has found and a reducer has made small: the invariant that it breaks, or once broke. */
import { z } from 'zod';
import { name } from './common.ts';

export const failure = z
  .strictObject({
    invariant: name.describe('That does not hold in this run; or of a regression: did not'),
    place: name.describe('What it is about and when, such as `shipment, at goodsIssued`'),
    story: z.string().min(1).describe('What happens, in one sentence'),
    foundBy: z.string().min(1).optional().describe('The command that found it'),
    fidelity: z.enum(['objects', 'wire']).optional().describe('By which it breaks; nothing = objects'),
    dray: z.string().min(1).describe('Version of Dray that wrote this'),
  })
  .describe('A failing case: `dray replay` runs it, `dray adopt` makes a regression of it');

export type Failure = z.infer<typeof failure>;
