/**
 * Who does what where designs differ, activity by activity. What each owner means is in docs/responsibilities.md; what fits together is
 * in `check-responsibilities.ts`.
 */
import { z } from 'zod';

/** Who may own an activity somewhere; not all of them are built. */
export const OWNERS = ['orchestrator', 'erp', 'wms', 'tms', 'carrier', 'people'] as const;
export type Owner = (typeof OWNERS)[number];

export const ACTIVITIES = ['allocate', 'wave', 'consolidate', 'rate', 'tender', 'book'] as const;
export type Activity = (typeof ACTIVITIES)[number];

interface Owned {
  /** Where nothing is said. */
  readonly usual: Owner;
  /** Beside it: who can do it in a run. */
  readonly others: readonly Owner[];
  readonly summary: string;
  /** Its decision point, where people who own it decide; null = there is none. */
  readonly point: 'sourcing' | 'carrier' | null;
}

export const OWNED: Readonly<Record<Activity, Owned>> = {
  allocate: {
    usual: 'orchestrator',
    others: ['erp', 'people'],
    summary: 'which node sends an order',
    point: 'sourcing',
  },
  wave: {
    usual: 'orchestrator',
    others: ['wms', 'people'],
    summary: 'which shipments are picked when',
    point: null,
  },
  consolidate: {
    usual: 'orchestrator',
    others: ['tms'],
    summary: 'which shipments leave together',
    point: null,
  },
  rate: { usual: 'tms', others: ['orchestrator'], summary: 'what a carrier would cost', point: null },
  tender: {
    usual: 'orchestrator',
    others: ['tms', 'people'],
    summary: 'which carrier a load is offered to, and when',
    point: 'carrier',
  },
  book: {
    usual: 'orchestrator',
    others: ['tms'],
    summary: 'who has the accepted carrier booked',
    point: null,
  },
};

const owner = (activity: Activity) =>
  z
    .enum(OWNERS)
    .optional()
    .describe(`Who says ${OWNED[activity].summary}; nothing = ${OWNED[activity].usual}`);

export const responsibilities = z
  .strictObject({
    allocate: owner('allocate'),
    wave: owner('wave'),
    consolidate: owner('consolidate'),
    rate: owner('rate'),
    tender: owner('tender'),
    book: owner('book'),
  })
  .describe('Who does what; each activity has one owner');

type Divided = { readonly responsibilities?: z.infer<typeof responsibilities> | undefined };

export function ownerOf({ responsibilities: said }: Divided, activity: Activity): Owner {
  return said?.[activity] ?? OWNED[activity].usual;
}
