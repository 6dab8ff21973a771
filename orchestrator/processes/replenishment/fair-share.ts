/**
 * Fair-share allocation: what a node has is dealt out in proportion to what each store wants, in whole cases, the largest remainder
 * first.
 *
 * 1. Nobody gets more than it wants, and all together no more than there is.
 * 2. Where there is enough, everybody gets all; where there is not, no whole case that somebody wants is left.
 * 3. Of equal remainders the one that stands first gets the case.
 */

/**
 * @param wanted whole cases, by who wants them
 * @param available units; Infinity = nobody knows, and all is dealt out
 * @returns units, by who wants them. O(n log n) where there is not enough.
 */
export function fairShare(wanted: readonly number[], available: number, casePack: number): number[] {
  let all = 0;
  for (const units of wanted) all += units;
  if (all <= available) return wanted.slice();
  const cases = Math.max(0, Math.floor(available / casePack));
  const wantedCases = all / casePack;
  const dealt = wanted.map((units) => Math.floor((units / casePack / wantedCases) * cases));
  let left = cases - dealt.reduce((sum, each) => sum + each, 0);
  const byRemainder = wanted
    .map((units, i) => ({ i, rest: (units / casePack / wantedCases) * cases - dealt[i]! }))
    .sort((x, y) => y.rest - x.rest || x.i - y.i);
  for (const { i } of byRemainder) {
    if (left <= 0) break;
    if (dealt[i]! * casePack >= wanted[i]!) continue;
    dealt[i]! += 1;
    left -= 1;
  }
  return dealt.map((each) => each * casePack);
}
