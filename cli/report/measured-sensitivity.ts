/**
 * `--sensitivity <folder>`: the result of `dray sensitivity` that is put beside a run's assumptions.
 *
 * 1. What is no such result, or of another scenario, is refused. What differs otherwise (digest, version, policies) is said on the page, and
 *    on stderr.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { experimentIn } from '#reports/comparison/experiment-report';
import type { SensitivityReport } from '#reports/comparison/sensitivity-report';
import type { OutboundRunReport } from '#reports/outbound/outbound-report';
import { isOfScenario, type NamedRun, sensitivityOf } from '#reports/outbound/run-sensitivity';
import { reason, UserError } from '../exit-codes.ts';
import type { ReportKind } from './report-kinds.ts';
import { unshowable } from './sensitivity-shape.ts';

const WAY_OUT = 'Name the folder given to "dray sensitivity" with --out';

/** Nothing asked for = null. Throws `UserError`. */
export function measuredSensitivity(
  place: string | undefined,
  kinds: readonly ReportKind[],
): SensitivityReport | null {
  if (place === undefined) return null;
  if (!kinds.includes('html'))
    throw new UserError(
      `--sensitivity ${place}: goes into the page, and --report ${kinds.join(',') || 'none'} asks for none. Add html`,
    );
  const parsed = resultIn(place);
  const found = experimentIn(parsed);
  if ('unusable' in found) throw refused(place, found.unusable);
  const { report } = found;
  if (report.process !== 'sensitivity') throw refused(place, `it is the result of a ${report.process}`);
  const wrong = unshowable(report);
  if (wrong !== null)
    throw refused(
      place,
      `in its result.json "${wrong}" is not there, or is not what Dray writes: it was changed`,
    );
  return report;
}

/** Throws `UserError` where it says nothing of the run. */
export function checkScenario(place: string, measured: SensitivityReport, run: NamedRun): void {
  if (isOfScenario(run, measured)) return;
  const { baseline, candidate } = measured;
  const names = [...new Set([baseline.scenario, candidate.scenario])].join(' against ');
  throw new UserError(
    `--sensitivity ${place}: was measured on ${names}, and the run is of ${run.scenario.name}. Measure it on that: ` +
      `dray sensitivity ${run.scenario.name}`,
  );
}

/** What the two do not have in common, a sentence each. */
export function differing(run: OutboundRunReport, measured: SensitivityReport): readonly string[] {
  return sensitivityOf(run, measured).differs;
}

function resultIn(place: string): unknown {
  if (!existsSync(place)) throw refused(place, 'it is not there');
  if (!statSync(place).isDirectory()) throw refused(place, 'it is a file');
  const path = join(place, 'result.json');
  if (!existsSync(path))
    throw refused(place, 'there is no result.json in it: nothing was measured, or it has not ended');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw refused(place, `its result.json can't be read (${reason(error)})`);
  }
}

function refused(place: string, why: string): UserError {
  return new UserError(`--sensitivity ${place} can't be used: ${why}. ${WAY_OUT}`);
}
