/** What the core knows of customs before any message comes: by country, what it demands and how long it usually keeps goods. Plain data. */

export interface CustomsTerms {
  /** No truck is called for before the declaration is accepted. */
  readonly preArrival: boolean;
  /** A declaration that is not read so long, ms: it is lodged again, then a person is told. */
  readonly answerGraceMs: number;
  /** How long goods usually stand, ms, by `CUSTOMS_HOLD`; index 0 is none. What estimates move by. */
  readonly usualHoldMs: readonly number[];
}

/** What of a network says where borders are. */
interface Borders {
  readonly nodes: readonly { readonly country: number }[];
  readonly customers: readonly { readonly country: number }[];
  readonly customs?: readonly (CustomsTerms | null)[];
}

/** Terms of the border between a node and a customer; null = there is none, or nobody stops anything there. */
export function customsBetween(
  { customs, nodes, customers }: Borders,
  node: number,
  customer: number,
): CustomsTerms | null {
  const from = nodes[node]!.country;
  const to = customers[customer]!.country;
  return from === to ? null : (customs?.[to] ?? null);
}
