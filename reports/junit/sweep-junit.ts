/**
 * A sweep as JUnit's cases: a suite a point, a case for each threshold of the scenario, and one for each KPI having a value there.
 *
 * 1. A threshold passes where the whole interval keeps it, fails where none of it does, and is skipped between.
 */
import { isUnheard, unheardPhrase } from '../comparison/stand-ins.ts';
import type { SweepPoint, SweepReport, SweptThreshold } from '../comparison/sweep-report.ts';
import { placeWords } from '../comparison/swept-words.ts';
import { OUTBOUND_KPIS, type OutboundKpi } from '../kpis/outbound/catalogue.ts';
import { figure } from '../outbound/figures.ts';
import { type JunitCase, type JunitSuite, numbered, renderJunit, sideOf } from './junit.ts';

export function renderSweepJunit(report: SweepReport): string {
  const kpis = [...new Set(report.points.flatMap((point) => point.kpis.map(({ kpi }) => kpi)))];
  return renderJunit(
    `dray sweep ${report.scenario}`,
    report.points.map((point) => suiteOf(point, kpis, report)),
  );
}

function suiteOf(point: SweepPoint, kpis: readonly OutboundKpi[], report: SweepReport): JunitSuite {
  const { scenario, policy, varied, seed, replications, reproduce } = report;
  const place = placeWords(varied, point.values);
  const cases = [
    ...(point.thresholds ?? []).map((each) => thresholdCase(each, place, report, point)),
    ...kpis.map((kpi) => measured(kpi, point)),
  ];
  return {
    name: place,
    classname: `dray.sweep.${scenario}.${policy}`,
    properties: { scenario, seed: String(seed), replications: String(replications), reproduce },
    // A server follows a case by class and name: two points must not share one.
    cases: numbered(cases).map((each) => ({ ...each, name: `${place}: ${each.name}` })),
  };
}

function thresholdCase(
  { kpi, bound, mean, halfWidth, judged }: SweptThreshold,
  place: string,
  { policy, currency, reproduce, scenario }: SweepReport,
  { standIns }: SweepPoint,
): JunitCase {
  const { title, unit } = OUTBOUND_KPIS[kpi];
  const money = unit === 'money' && mean !== null ? ` ${currency}` : '';
  const says = `${title} of ${policy} at ${place}: ${spread(kpi, mean, halfWidth)}${money}, asked for: ${bound}`;
  const name = `threshold ${kpi} ${sideOf(bound)}`;
  if (standIns !== undefined && isUnheard({ standIns }))
    return { name, outcome: { kind: 'skipped', message: `${unheardPhrase(standIns)}: ${says}` } };
  switch (judged) {
    case 'kept':
      return { name, outcome: { kind: 'passed' }, says };
    case 'open':
      return {
        name,
        outcome: {
          kind: 'skipped',
          message:
            mean === null
              ? `no value in every replication: ${says}`
              : `more replications are needed: ${says}`,
        },
      };
    case 'missed': {
      const detail = `${says}\nplace: thresholds of scenario ${scenario}\nreproduce: ${reproduce}`;
      return { name, outcome: { kind: 'failed', message: says, detail } };
    }
  }
}

/** A point where a KPI has no value is a hole in its curve. */
function measured(kpi: OutboundKpi, { kpis }: SweepPoint): JunitCase {
  const name = `has ${kpi}`;
  const found = kpis.find((each) => each.kpi === kpi);
  const { title } = OUTBOUND_KPIS[kpi];
  if (found === undefined)
    return { name, outcome: { kind: 'skipped', message: `${title}: no value in every replication` } };
  return { name, outcome: { kind: 'passed' }, says: `${title}: ${spread(kpi, found.mean, found.halfWidth)}` };
}

function spread(kpi: OutboundKpi, mean: number | null, halfWidth: number | null): string {
  const { unit } = OUTBOUND_KPIS[kpi];
  if (mean === null || halfWidth === null) return figure(mean, unit);
  return `${figure(mean, unit)} (${figure(mean - halfWidth, unit)} to ${figure(mean + halfWidth, unit)})`;
}
