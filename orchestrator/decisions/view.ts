/** A picture that comes with a question: an actor's state as it stood when the question was put, of known age. */

export interface View {
  /** Kind of actor: `stock-view`, `wave-plan`. */
  readonly type: string;
  /** Of the actor: a node. */
  readonly key: number;
  /** Since it last took something in; null = it does not exist yet. */
  readonly ageMs: number | null;
  /** null or undefined = there is none yet. */
  readonly state: unknown;
}

/** What is read of a stock view: free units by product number, -1 = not known. */
export interface StockPicture {
  readonly available: readonly number[];
}

/** Of these units, those that a node's view shows; what is not known counts as nothing. */
export function shownIn(
  view: Pick<View, 'state'> | undefined,
  products: readonly number[],
  units: readonly number[],
): number {
  const picture = view?.state as StockPicture | null | undefined;
  if (picture === null || picture === undefined) return 0;
  let shown = 0;
  for (let i = 0; i < products.length; i++) {
    shown += Math.max(0, Math.min(units[i]!, picture.available[products[i]!] ?? 0));
  }
  return shown;
}
