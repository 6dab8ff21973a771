/**
 * A run's folder as it lies there, whatever became of it: half-written, of another version, moved, with files cut off. What can be read
 * is read, the rest is named.
 *
 * 1. No path of this machine is in what is named: it stands on a page that goes elsewhere.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { eventsSoFar, recordingGaps, recordingState } from '#reports/export/recording-state';
import type { FragmentArm, RunFragment } from '#reports/html/fragment-page';
import type { BrokenPlace } from '#reports/junit/run-junit';
import { watchedReport } from '#reports/outbound/watched-report';
import { readAggregates } from '#reports/recording/aggregates-json';
import { isArmName } from '#reports/recording/run-json';
import { RUN_REPORT_VERSION } from '#reports/run-head';
import { UserError } from '../exit-codes.ts';
import { readViolation, violationPath } from '../run/violation-file.ts';
import type { ReportedRun } from './write-reports.ts';

export type OpenedRun =
  | { readonly kind: 'run'; readonly run: ReportedRun & { readonly missing: readonly string[] } }
  | { readonly kind: 'fragment'; readonly fragment: RunFragment };

type Fields = Readonly<Record<string, unknown>>;

/** Throws `UserError` where the folder is no run's. */
export function openRun(dir: string): OpenedRun {
  const found = runJsonOf(dir);
  const why = typeof found === 'string' ? found : unreadable(found);
  if (typeof found !== 'string' && why === null) return { kind: 'run', run: reportedRun(dir, found) };
  const arms = armFolders(dir);
  // Other programs write a run.json, too.
  if (arms.length === 0 && (typeof found === 'string' || typeof found.format !== 'number')) throw noRun(dir);
  return { kind: 'fragment', fragment: fragmentOf(dir, typeof found === 'string' ? {} : found, why!, arms) };
}

/** Of a run whose `run.json` is there and can't be used. */
export function fragmentOfRun(dir: string, why: string): RunFragment {
  const found = runJsonOf(dir);
  return fragmentOf(dir, typeof found === 'string' ? {} : found, why, armFolders(dir));
}

function noRun(dir: string): UserError {
  const what = existsSync(dir)
    ? statSync(dir).isDirectory()
      ? 'is no run: it holds neither a run.json of Dray nor a recording'
      : 'is a file, and the folder of a run is needed'
    : 'is not there';
  const near = existsSync(dir) && statSync(dir).isDirectory() ? runsIn(dir) : [];
  const hint = near.length === 0 ? '' : `. In it are runs: ${near.slice(0, 5).join(', ')}`;
  return new UserError(`${dir} ${what}. Name the folder given to "dray run" with --out${hint}`);
}

function runsIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, 'run.json')))
    .map(({ name }) => join(dir, name))
    .sort();
}

/** Or why it can't be read, as a sentence. */
function runJsonOf(dir: string): Fields | string {
  let text: string;
  try {
    text = readFileSync(join(dir, 'run.json'), 'utf8');
  } catch {
    return 'There is no run.json in its folder.';
  }
  try {
    const found: unknown = JSON.parse(text);
    if (isFields(found)) return found;
    return `Its run.json holds ${kindOf(found)} in the place of a report: it was changed.`;
  } catch {
    return 'Its run.json is no JSON: it was changed, or cut off while it was written.';
  }
}

/** Of JSON that is no object. */
function kindOf(found: unknown): string {
  if (Array.isArray(found)) return 'a list';
  return found === null ? 'null' : `a ${typeof found}`;
}

/** null = it is a report, of whatever version. */
function unreadable({ end, error, arms, format }: Fields): string | null {
  if (end === 'running') return 'It has not ended, or was killed.';
  if (end === 'failed') return `It broke down: ${String(error)}`;
  if (!Array.isArray(arms)) return `Its run.json names no arms (format ${JSON.stringify(format)}).`;
  const strange = arms.find((arm) => !isFields(arm) || !isArmName(arm.policy));
  return strange === undefined ? null : 'Its run.json names an arm that Dray would not: it was changed.';
}

function reportedRun(dir: string, found: Fields): ReportedRun & { readonly missing: readonly string[] } {
  const { report, missing } = watchedReport(found);
  const aggregates = readAggregates(dir);
  const version =
    found.format === RUN_REPORT_VERSION
      ? []
      : [
          `run.json is of format ${JSON.stringify(found.format)}, this Dray writes ${RUN_REPORT_VERSION}: what it does not know is left out`,
        ];
  const pictures =
    'missing' in aggregates
      ? [`Pictures of flow, network and process: ${aggregates.missing.replaceAll(`${dir}/`, '')}`]
      : [];
  const recordings = report.arms.flatMap(({ policy }) =>
    existsSync(join(dir, policy))
      ? recordingGaps(join(dir, policy)).map((gap) => `Recording of ${policy}: ${gap}`)
      : [`Recording of ${policy}: its folder is not there. "dray explain", "export" and "replay" need it`],
  );
  const gaps = [...version, ...missing, ...pictures, ...recordings];
  return { report, aggregates, broken: brokenPlace(dir), missing: gaps };
}

/** Where an invariant broke, as far as the run says. */
function brokenPlace(dir: string): BrokenPlace | null {
  if (!existsSync(violationPath(dir))) return null;
  try {
    const { policy, place } = readViolation(violationPath(dir));
    return { policy, invariant: String(place.invariant), event: place.event, time: place.time };
  } catch {
    return null;
  }
}

function fragmentOf(dir: string, said: Fields, why: string, folders: readonly string[]): RunFragment {
  const scenario = isFields(said.scenario) ? said.scenario : {};
  const versions = isFields(said.versions) ? said.versions : {};
  const facts: (readonly [string, unknown])[] = [
    ['scenario', scenario.name],
    ['title', scenario.title],
    ['scenario digest', scenario.digest],
    ['seed', said.seed],
    ['dray', versions.dray],
  ];
  const arms = folders.map((policy) => armOf(join(dir, policy), policy));
  const gaps = arms.flatMap(({ policy, tables }) =>
    tables.flatMap(({ problem }) => (problem === null ? [] : [`Recording of ${policy}: ${problem}`])),
  );
  return {
    name: typeof scenario.name === 'string' ? scenario.name : basename(resolve(dir)),
    why,
    said: facts.flatMap(([what, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[what, String(value)] as const] : [],
    ),
    reproduce: typeof said.reproduce === 'string' ? said.reproduce : null,
    arms,
    missing: [
      'The result: verdict, thresholds, KPIs, cost, and every picture',
      ...(arms.length === 0 ? ['Recordings: no policy has run, or their folders are not there'] : []),
      ...gaps,
    ],
  };
}

function armOf(dir: string, policy: string): FragmentArm {
  return { policy, tables: recordingState(dir), ...eventsIn(dir) };
}

function eventsIn(dir: string): Pick<FragmentArm, 'events' | 'firstAt' | 'lastAt'> {
  const { counts, firstAt, lastAt } = eventsSoFar(dir);
  return { events: counts, firstAt, lastAt };
}

/** Folders that hold tables of a recording. */
function armFolders(dir: string): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter(
        (entry) =>
          entry.isDirectory() && readdirSync(join(dir, entry.name)).some((name) => name.endsWith('.arrows')),
      )
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
