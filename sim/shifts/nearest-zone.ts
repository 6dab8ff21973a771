/** The time zone somebody probably meant, for messages. */
import { nearest } from '../nearest.ts';

/**
 * The nearest of the known names: the same in other letters' case, or the same city, or few letters off.
 * @returns undefined when none is near (more than a third of the letters differ)
 */
export function nearestZone(name: string, known: readonly string[]): string | undefined {
  const meant = plain(name);
  const same =
    known.find((each) => plain(each) === meant) ?? known.find((each) => city(plain(each)) === city(meant));
  if (same !== undefined) return same;
  const near = nearest(meant, known.map(plain));
  return known.find((each) => plain(each) === near);
}

function plain(name: string): string {
  return name.trim().toLowerCase().replaceAll(/[\s-]/g, '_');
}

function city(plainName: string): string {
  return plainName.slice(plainName.lastIndexOf('/') + 1);
}
