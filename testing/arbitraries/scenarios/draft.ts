/**
 * What a generated scenario is made of: quickstart, and edits of it.
 *
 * 1. An edit leaves the scenario right: what one changes, it changes with all that hangs on it. No generated scenario is ever thrown away.
 * 2. No edit takes a key out of a map that is no entry of a named list: an overlay could not say so.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { parse } from 'yaml';
import { type OutboundScenario, outboundScenarioSchema } from '#scenarios/schema/outbound/scenario';

/** A scenario that is being made. */
export type Draft = OutboundScenario;
export type Edit = (draft: Draft) => void;
/** Shrinks towards the edit that changes nothing. */
export type Edits = fc.Arbitrary<Edit>;

/** What all of it begins with, and shrinks to. */
export const BASE = 'quickstart';
const FILE = fileURLToPath(new URL(`../../../scenarios/library/${BASE}.yaml`, import.meta.url));

let base: Draft | null = null;

/** A copy of the base that is the caller's own. */
export function draftOfBase(): Draft {
  base ??= outboundScenarioSchema.parse(parse(readFileSync(FILE, 'utf8'))) as Draft;
  return structuredClone(base);
}

/** Of so many edits, one is made: with more of them every scenario would be strange in every way at once. */
const ONE_IN = 3;

/** An edit of a drawn value; most of the time, and when it shrinks, none. */
export function maybe<Value>(value: fc.Arbitrary<Value>, edit: (draft: Draft, value: Value) => void): Edits {
  const none: Edit = () => {};
  return fc.oneof(
    { withCrossShrink: true },
    { weight: ONE_IN - 1, arbitrary: fc.constant(none) },
    {
      weight: 1,
      arbitrary: value.map(
        (drawn): Edit =>
          (draft) =>
            edit(draft, drawn),
      ),
    },
  );
}

/** One after the other. */
export function together(...edits: readonly Edits[]): Edits {
  return fc.tuple(...edits).map((each) => (draft) => {
    for (const edit of each) edit(draft);
  });
}
