/**
 * What the decision log must know of a decision point. Its description in the core fits as it is; reports may not import it, and so the
 * command hands it over.
 */

/** Unit and meaning by field. */
export type FieldDocs = Readonly<Record<string, readonly [unit: string, doc: string]>>;

export interface LoggedColumn {
  readonly name: string;
  readonly unit: string;
  readonly doc: string;
}

export interface LoggedView {
  readonly type: string;
  readonly key: number;
  readonly ageMs: number | null;
  readonly state: unknown;
}

/** A question as it was put. */
export interface LoggedQuestion {
  /** Epoch ms. */
  readonly now: number;
  readonly context: unknown;
  readonly options: readonly unknown[];
  readonly views: readonly LoggedView[];
}

export interface LoggedPoint {
  readonly name: string;
  /** What is decided. */
  readonly decides: string;
  readonly context: FieldDocs;
  readonly option: FieldDocs;
  /** It is asked with pictures of what others have. */
  readonly hasViews: boolean;
  /** What a model is shown of each option. */
  readonly features: { readonly version: number; readonly columns: readonly LoggedColumn[] };
  /** Row by row, one an option. */
  featuresOf(question: LoggedQuestion): ArrayLike<number>;
}
