/** What went from where to where, and how late. */
export interface NetworkFlows {
  readonly places: readonly {
    readonly name: string;
    readonly latitude: number;
    readonly longitude: number;
  }[];
}
