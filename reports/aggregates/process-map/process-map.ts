/** What followed what in the life of orders: a directly-follows graph, as process mining knows it. */
export interface ProcessMap {
  /** Business events by how often they were written. */
  readonly activities: readonly { readonly event: string; readonly count: number }[];
}
