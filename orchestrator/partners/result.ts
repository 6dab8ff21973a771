/** The answer of a codec or mapper: what came out, or why nothing did. A partner's fault never throws. */

/** @typeParam Issue what was noticed: with `ok` only warnings, without it at least one error */
export type Result<Value, Issue> =
  | { readonly ok: true; readonly value: Value; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };
