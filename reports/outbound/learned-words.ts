/** What policies learned in a run, in words. */

/** What became of a policy that learns. */
export interface LearnedReport {
  readonly point: string;
  readonly policy: string;
  /** Of its own decisions. */
  readonly decisions: number;
  /** Of these, told before the run ended. */
  readonly told: number;
  /** At the end. */
  readonly knows: unknown;
}

const KNOWS_SHOWN = 120;

/** Rows of a table; none where nobody learned. */
export function learnedRows(
  arms: readonly { readonly policy: string; readonly learned?: readonly LearnedReport[] }[],
): string[][] {
  const rows = arms.flatMap(({ policy: arm, learned = [] }) =>
    learned.map(({ point, policy, decisions, told, knows }) => [
      arm,
      point,
      policy,
      String(decisions),
      String(told),
      shown(knows),
    ]),
  );
  return rows.length === 0
    ? []
    : [['', 'point', 'policy', 'decisions', 'told of', 'knows at the end'], ...rows];
}

function shown(knows: unknown): string {
  const text = JSON.stringify(knows);
  return text.length > KNOWS_SHOWN ? `${text.slice(0, KNOWS_SHOWN - 3)}...` : text;
}
