/** The time zone somebody probably meant, for messages. */

/**
 * The nearest of the known names: the same in other letters' case, or the same city, or few letters off.
 * @returns undefined when none is near (more than a third of the letters differ)
 */
export function nearestZone(name: string, known: readonly string[]): string | undefined {
  const meant = plain(name);
  const same =
    known.find((each) => plain(each) === meant) ?? known.find((each) => city(plain(each)) === city(meant));
  if (same !== undefined) return same;
  let nearest: string | undefined;
  let lettersOff = Math.floor(meant.length / 3) + 1;
  for (const each of known) {
    const off = editDistance(meant, plain(each));
    if (off >= lettersOff) continue;
    nearest = each;
    lettersOff = off;
  }
  return nearest;
}

function plain(name: string): string {
  return name.trim().toLowerCase().replaceAll(/[\s-]/g, '_');
}

function city(plainName: string): string {
  return plainName.slice(plainName.lastIndexOf('/') + 1);
}

/** Letters to insert, delete or replace. Source: Wagner and Fischer, Journal of the ACM 21 (1974) 168-173. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, replaced));
    }
    row = next;
  }
  return row[b.length]!;
}
