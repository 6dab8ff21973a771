/** Names that a scenario file uses and that live outside it. */
import type { BoundUnit } from './bounds.ts';
import type { OwnParts } from './own-parts.ts';

export interface KnownNames {
  /** Every KPI with its unit. */
  readonly kpis: Readonly<Record<string, BoundUnit>>;
  /** Parts of the user's own that the scenario names by their files; none = it may name none. */
  readonly parts?: OwnParts;
  /** Further arms will be added before it runs: what needs all of them is judged then. */
  readonly armsToCome?: true;
}
