/**
 * A sensitivity as JUnit's cases: the verdict at the scenario's values, a case for each input, one for the plausible worlds.
 *
 * 1. An input passes where the verdict holds at both ends of its range; it fails where one of them does harm that the scenario's own
 *    values do not; another verdict leaves it open, and is skipped.
 */
import type { InputSensitivity, SensitivityReport, WorldVerdict } from '../comparison/sensitivity-report.ts';
import { standInWords } from '../comparison/stand-ins.ts';
import { namesOf, signedDifference } from '../comparison/summary.ts';
import { kpiTitles } from '../comparison/verdict-words.ts';
import { OUTBOUND_KPIS } from '../kpis/outbound/catalogue.ts';
import { count } from '../text/format.ts';
import { type JunitCase, type JunitOutcome, renderJunit } from './junit.ts';

export function renderSensitivityJunit(report: SensitivityReport): string {
  const { scenario, inputs, plausible, paths, assumed, seed, reproduce } = report;
  const names = namesOf(report.baseline, report.candidate);
  // As they were named, not as they came out.
  const inOrder = inputs.toSorted((one, other) => paths.indexOf(one.path) - paths.indexOf(other.path));
  return renderJunit(`dray sensitivity ${scenario}`, [
    {
      name: `${names.candidate} against ${names.baseline}`,
      classname: `dray.sensitivity.${scenario}`,
      properties: { verdict: assumed.verdict, seed: String(seed), reproduce },
      cases: [
        asWritten(report),
        ...inOrder.map((input) => inputCase(input, report)),
        ...(plausible === null ? [] : [worldsCase(report)]),
      ],
    },
  ]);
}

function asWritten({ assumed, kpi, reproduce, currency }: SensitivityReport): JunitCase {
  const says = worldWords(assumed, kpi, currency);
  return { name: `verdict ${kpi}`, outcome: outcomeOf(assumed, says, reproduce), says };
}

function outcomeOf({ verdict }: WorldVerdict, says: string, reproduce: string): JunitOutcome {
  switch (verdict) {
    case 'uplift':
    case 'equivalent':
      return { kind: 'passed' };
    case 'harm':
      return { kind: 'failed', message: says, detail: `${says}\nreproduce: ${reproduce}` };
    case 'inconclusive':
      return { kind: 'skipped', message: says };
  }
}

function inputCase({ path, low, high }: InputSensitivity, report: SensitivityReport): JunitCase {
  const ends = [low, high].map((end) => ({
    verdict: end.verdict,
    says: `${path} = ${end.value}: ${worldWords(end, report.kpi, report.currency)}`,
  }));
  const says = ends.map((end) => end.says).join('\n');
  return { name: `holds for ${path}`, outcome: held(ends, report), says };
}

function worldsCase(report: SensitivityReport): JunitCase {
  const { worlds } = report.plausible!;
  const ends = worlds.map(({ values, ...world }) => ({
    verdict: world.verdict,
    says: `${report.paths.map((path, i) => `${path} = ${values[i]!}`).join(', ')}: ${worldWords(world, report.kpi, report.currency)}`,
  }));
  const holding = worlds.filter(({ verdict }) => verdict === report.assumed.verdict).length;
  return {
    name: 'holds in plausible worlds',
    outcome: held(ends, report),
    says: `the verdict (${report.assumed.verdict}) holds in ${count(holding)} of ${count(worlds.length)} plausible worlds`,
  };
}

function held(
  ends: readonly { readonly verdict: WorldVerdict['verdict']; readonly says: string }[],
  { assumed, reproduce }: SensitivityReport,
): JunitOutcome {
  const others = ends.filter(({ verdict }) => verdict !== assumed.verdict);
  if (others.length === 0) return { kind: 'passed' };
  const harm = others.filter(({ verdict }) => verdict === 'harm');
  const [first] = harm.length > 0 ? harm : others;
  const message = `not ${assumed.verdict} at ${first!.says}`;
  if (harm.length === 0) return { kind: 'skipped', message };
  return {
    kind: 'failed',
    message,
    detail: `${harm.map(({ says }) => says).join('\n')}\nreproduce: ${reproduce}`,
  };
}

function worldWords(
  { verdict, difference, hurt, standIns = [] }: WorldVerdict,
  kpi: SensitivityReport['kpi'],
  currency: string,
): string {
  const { unit, title } = OUTBOUND_KPIS[kpi];
  const signed = (value: number): string => signedDifference(value, { unit, threshold: 0, difference });
  const money = unit === 'money' ? ` ${currency}` : '';
  const partly = standInWords(standIns.map((each) => ({ standIns: each })))
    .map((each) => `; ${each}`)
    .join('');
  const hurts = hurt.length === 0 ? '' : `, hurts ${kpiTitles(hurt)}`;
  return `${verdict}, ${title} ${signed(difference.mean)}${money} (${signed(difference.low)} to ${signed(difference.high)})${hurts}${partly}`;
}
