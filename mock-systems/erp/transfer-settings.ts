/** What ERP knows of stores and of what is sent to them: plain data, made by whoever assembles the landscape. */
export interface TransferSettings {
  /** Customer that a store is to a node that supplies it, by store and node; -1 = that node does not. */
  readonly customerOf: readonly (readonly number[])[];
  /** By store: the node that it is; -1 = a store. Absent = all are stores. */
  readonly nodeOf?: readonly number[];
  /** By product: what goods are valued at that stay stock, from node to node. */
  readonly nodePriceMinor?: readonly number[];
  /** Place of delivery, by store. */
  readonly placeOf: readonly number[];
  /** By product: the transfer price, and what a unit weighs. */
  readonly unitPriceMinor: readonly number[];
  readonly unitWeightGrams: readonly number[];
  /** Of the internal orders; 0 = most urgent. */
  readonly priority: number;
  readonly rememberMs: number;
}
