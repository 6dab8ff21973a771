/**
 * Which overlay of the library in a stack does not fit, and which scenarios it fits: found out by laying it over them.
 *
 * 1. Overlays are tried from below, each over those before it that fit: one that needs another is not blamed while that one is there.
 * 2. Nothing is said where the scenario is wrong by itself, nor of a file of the user's own: what is wrong with those is said elsewhere.
 */
import { OVERLAYS, SCENARIOS } from '../library/index.ts';
import type { Problem } from './source-files.ts';

/** Whether a scenario with these overlays is right. Cost: loads it. */
export type Fits = (scenario: string, overlays: readonly string[]) => boolean;

/** A sentence for each overlay that does not fit. */
export function scenariosFitting(ref: string, overlays: readonly string[], fits: Fits): Problem[] {
  const names: readonly string[] = OVERLAYS;
  if (!overlays.some((overlay) => names.includes(overlay)) || !fits(ref, [])) return [];
  const below: string[] = [];
  return overlays.flatMap((overlay) => {
    if (fits(ref, [...below, overlay])) {
      below.push(overlay);
      return [];
    }
    if (!names.includes(overlay)) return [];
    const message = below.length > 0 && fits(ref, [overlay]) ? beside(ref, below) : alone(ref, overlay, fits);
    return [{ file: `--with ${overlay}`, line: 0, column: 0, message }];
  });
}

function beside(ref: string, below: readonly string[]): string {
  return `this overlay fits "${ref}", but not on top of ${below.join(', ')}. Leave one of them out`;
}

function alone(ref: string, overlay: string, fits: Fits): string {
  const fitting = SCENARIOS.filter((scenario) => fits(scenario, [overlay]));
  if (fitting.length === 0)
    return `this overlay does not fit "${ref}", nor, with what else is laid over it, any other scenario of the library`;
  const others = SCENARIOS.filter((scenario) => !fitting.includes(scenario));
  const which = others.length < fitting.length ? `all but ${others.join(', ')}` : fitting.join(', ');
  return `this overlay does not fit "${ref}". Of the library it fits ${which}`;
}
