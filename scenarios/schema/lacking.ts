/**
 * An overlay that changes a part of a section fits only where the section is: what the scenario lacks is said once, not key by key.
 *
 * 1. A section is a key of the scenario, or one of `systems`. What an overlay brings whole is not lacking.
 */
import type { Located } from './located.ts';
import type { Problem } from './source-files.ts';

/** A section that an overlay speaks of, and nothing under it has. */
export interface Brought {
  /** Dotted. */
  readonly section: string;
  /** As it was asked for. */
  readonly overlay: string;
}

const SYSTEMS = 'systems';
const MISSING = ': is missing';

/** @param lower what the overlay is laid over */
export function sectionsBrought(lower: Located, upper: Located, overlay: string): Brought[] {
  return [
    ...newKeys(lower, upper),
    ...newKeys(under(lower, SYSTEMS), under(upper, SYSTEMS)).map((key) => `${SYSTEMS}.${key}`),
  ].map((section) => ({ section, overlay }));
}

function newKeys(lower: Located | undefined, upper: Located | undefined): string[] {
  if (upper?.kind !== 'map') return [];
  const known = lower?.kind === 'map' ? lower.entries : new Map();
  return [...upper.entries.keys()].filter((key) => !known.has(key));
}

function under(node: Located, key: string): Located | undefined {
  return node.kind === 'map' ? node.entries.get(key)?.node : undefined;
}

/** Of a section that is only brought in part, one problem instead of one for each key that is missing. */
export function saidOnce(
  problems: readonly Problem[],
  brought: readonly Brought[],
  scenario: string,
): Problem[] {
  let left = [...problems];
  for (const { section, overlay } of brought) {
    const isLacking = ({ message }: Problem): boolean =>
      message.startsWith(`${section}.`) && message.endsWith(MISSING);
    const lacking = left.filter(isLacking);
    if (lacking.length === 0) continue;
    const keys = lacking.map(({ message }) => message.slice(section.length + 1, -MISSING.length));
    const message =
      `overlay "${overlay}" changes ${section}, which "${scenario}" has not: it lacks ${keys.join(', ')}. ` +
      `Lay it over a scenario with ${section}, give it what is missing, or leave it out`;
    const first = left.indexOf(lacking[0]!);
    left = left.flatMap((problem, i) =>
      i === first ? [{ ...problem, message }] : isLacking(problem) ? [] : [problem],
    );
  }
  return left;
}
