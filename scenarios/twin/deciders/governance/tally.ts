/** What a model's decisions have come to beside those that the baseline would have made of the same questions. */

export interface ModelTally {
  /** Decisions of it that counted. */
  obeyed: number;
  /** What they commit more than the options of the baseline, minor units, where both are known. */
  extraMinor: number;
  /** Of these decisions, made on what it was shown wrongly. */
  misread: number;
  /** Of these, dearer than the baseline's. */
  misreadDearer: number;
  misreadExtraMinor: number;
}

export function emptyTally(): ModelTally {
  return { obeyed: 0, extraMinor: 0, misread: 0, misreadDearer: 0, misreadExtraMinor: 0 };
}
