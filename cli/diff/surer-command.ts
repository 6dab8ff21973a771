/** The command that would say how sure a difference of two runs is: `dray compare`, as far as it can compare what they have otherwise. */
import type { DiffReport } from '#reports/diff/diff-report';
import type { RunSide } from '#reports/diff/run-side';
import type { ScenarioWords } from '../scenario-options.ts';
import { quoted } from '../shell-word.ts';
import { splitCommand } from '../split-command.ts';

/** null = nothing differs but luck, or nobody knows the commands. */
export function surerCommand(report: DiffReport, one: RunSide, other: RunSide): string | null {
  if (report.pairs.every(({ kpis }) => kpis.length === 0)) return null;
  const [first, second] = [wordsOf(one), wordsOf(other)];
  if (first === null || second === null) return null;
  const [baseline, candidate] = report.pairs[0]!.arms;
  if (laidOver(first) !== laidOver(second)) return TWO_FILES;
  const shared = `${laidOver(first)}${first.data === undefined ? '' : ` --data ${quoted(first.data)}`}`;
  const arms = `--baseline ${quoted(baseline)} --candidate ${quoted(candidate)}`;
  if (first.ref !== second.ref)
    return `dray compare ${quoted(first.ref)} ${quoted(second.ref)} ${arms}${shared}`;
  if (baseline !== candidate) return `dray compare ${quoted(first.ref)} ${arms}${shared}`;
  // Only luck, or a file that was changed in its place.
  return report.values === null || report.values.length === 0 ? null : TWO_FILES;
}

/** `--with` and `--set` are laid over both designs of a comparison. */
const TWO_FILES = 'dray compare A.yaml B.yaml  # a scenario file each, with its values in it';

function wordsOf({ reproduce }: RunSide): ScenarioWords | null {
  if (reproduce === null) return null;
  try {
    return splitCommand(reproduce);
  } catch {
    return null;
  }
}

function laidOver({ with: overlays = [], set = [] }: ScenarioWords): string {
  return [
    ...overlays.map((each) => ` --with ${quoted(each)}`),
    ...set.map((each) => ` --set ${quoted(each)}`),
  ].join('');
}
