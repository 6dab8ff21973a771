/** Names that a scenario file uses and that live outside it. */
import type { BoundUnit } from './bounds.ts';

export interface KnownNames {
  /** Every KPI with its unit. */
  readonly kpis: Readonly<Record<string, BoundUnit>>;
}
