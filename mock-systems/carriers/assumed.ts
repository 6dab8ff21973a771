/** Figures of a carrier profile that nobody has measured: each without a source, or with one that says what of it is assumed. */

import { PROFILE_SOURCES } from './profiles/sources.ts';
import { CARRIER_PROFILES } from './profiles.ts';

const ASSUMPTION = /\bassumption\b/;

export interface AssumedFigures {
  /** Of the profile; nothing = of no group. */
  readonly group: string | null;
  readonly figures: readonly string[];
}

/** @returns nothing for a profile that is not ours */
export function assumedFigures(profile: string): readonly AssumedFigures[] {
  if (!Object.hasOwn(CARRIER_PROFILES, profile)) return [];
  const own = profile as keyof typeof CARRIER_PROFILES;
  const byGroup = Map.groupBy(
    figuresOf(CARRIER_PROFILES[own]).filter(([path, value]) => isAssumed(own, path, value)),
    ([path]) => (path.includes('.') ? path.slice(0, path.indexOf('.')) : null),
  );
  return [...byGroup].map(([group, figures]) => ({
    group,
    figures: figures.map(([path]) => path.slice(path.indexOf('.') + 1)),
  }));
}

type Figure = readonly [path: string, value: unknown];

/** Numbers, distributions and lists of numbers, by group and name. Names, codes and switches are no figures. */
function figuresOf(profile: object): readonly Figure[] {
  return Object.entries(profile).flatMap(([group, value]): readonly Figure[] => {
    if (typeof value === 'number') return [[group, value]];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value)
      .filter(([, each]) => typeof each === 'number' || (typeof each === 'object' && !isCodes(each)))
      .map(([name, each]): Figure => [`${group}.${name}`, each]);
  });
}

function isCodes(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isAssumed(profile: keyof typeof CARRIER_PROFILES, path: string, value: unknown): boolean {
  const { truckload, [profile]: own } = PROFILE_SOURCES;
  const source = own[path] ?? (profile !== 'bad' && takenOver(path, value) ? truckload[path] : undefined);
  return source === undefined || ASSUMPTION.test(source);
}

function takenOver(path: string, value: unknown): boolean {
  return figuresOf(CARRIER_PROFILES.truckload).some(([each, its]) => each === path && its === value);
}
