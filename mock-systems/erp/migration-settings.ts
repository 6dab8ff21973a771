/** How one ERP takes the place of another in the middle of a run. Shares lie in [0, 1]. */
import type { Distribution } from '#sim/random/distributions';

export interface ErpMigrationSettings {
  /** From here to the cut-over nothing is released, no credit is decided, and what customers wish is not passed on. */
  readonly freezeFrom: number;
  readonly cutOverAt: number;
  /** What becomes of orders that are open at the cut-over. */
  readonly backlog: 'moved' | 'finished-in-old';
  /** Of moved orders, said to the core a second time as if they were new. */
  readonly doubledShare: number;
  /** Of products and of customers, without master data in the new system until somebody mends it. */
  readonly productsMissingShare: number;
  readonly customersMissingShare: number;
  /** From the cut-over to the mending, ms, drawn for each product and customer. */
  readonly repairMs: Distribution;
}
