/** A third party that runs warehouses, and is reached by files. Guide: docs/files-guide.md. */
import { z } from 'zod';
import { durationFrom } from '../quantities.ts';
import { name } from './common.ts';
import { filesLine } from './partners.ts';

export const threePl = filesLine
  .extend({
    nodes: z.array(name).min(1).optional().describe('What it runs; nothing = all of them'),
    stockEvery: durationFrom('1 min')
      .optional()
      .describe('From one stock advice of a node to the next; nothing = as the feed of the node'),
  })
  .describe('A third party that runs warehouses: orders, shipping and stock advices by files');
