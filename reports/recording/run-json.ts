/**
 * `run.json`: written as a whole or not at all, and read back with a clear word where it is none.
 *
 * 1. The name of an arm is that of its folder in the run's: one that would lead elsewhere was not written by Dray.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboundRunReport } from '../outbound/outbound-report.ts';
import { RUN_REPORT_VERSION } from '../run-head.ts';

export function writeRunJson(dir: string, report: OutboundRunReport): void {
  const path = join(dir, 'run.json');
  writeFileSync(`${path}.part`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${path}.part`, path);
}

/** What is known of a run before it has run. */
export interface RunToCome {
  readonly scenario: Pick<OutboundRunReport['scenario'], 'name' | 'title' | 'digest'>;
  readonly seed: string | number;
  readonly reproduce: string;
  readonly versions: OutboundRunReport['versions'];
}

/** Says of a run that it is going on, or that it broke down: what is in its folder is not whole. */
export function markRunJson(
  dir: string,
  state: { readonly end: 'running' } | { readonly end: 'failed'; readonly error: string },
  run: RunToCome | null = null,
): void {
  const marked = { format: RUN_REPORT_VERSION, ...state, ...run };
  writeFileSync(join(dir, 'run.json'), `${JSON.stringify(marked)}\n`);
}

/** A `run.json` that Dray wrote, of whatever state. */
export function isRunJson(dir: string): boolean {
  try {
    return parse(join(dir, 'run.json')).format === RUN_REPORT_VERSION;
  } catch {
    return false;
  }
}

export function readRunJson(dir: string): OutboundRunReport {
  const path = join(dir, 'run.json');
  const report = parse(path);
  const why = unusable(report);
  if (why !== null) throw new Error(`${path} can't be used: ${why}. Run the scenario again`);
  return report as OutboundRunReport;
}

function unusable(report: {
  readonly format?: unknown;
  readonly end?: unknown;
  readonly error?: unknown;
  readonly arms?: unknown;
}): string | null {
  if (report.format !== RUN_REPORT_VERSION) return `its format is ${report.format}`;
  if (report.end === 'running') return 'the run has not ended, or was killed';
  if (report.end === 'failed') return `the run broke down (${report.error})`;
  if (!Array.isArray(report.arms)) return 'it names no arms';
  const strange = report.arms.find((arm: { readonly policy?: unknown } | null) => !isArmName(arm?.policy));
  return strange === undefined
    ? null
    : `an arm is called ${JSON.stringify(strange?.policy)}, which is no name of a folder in it`;
}

/** Whether an arm may be called so: it is the name of a folder, and leads nowhere else. */
export function isArmName(name: unknown): name is string {
  return typeof name === 'string' && name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name);
}

function parse(path: string): Partial<OutboundRunReport> {
  let text: string;
  let found: unknown;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Error(`no ${path}: name the folder of a run, the one given with --out`);
  }
  try {
    // An editor may have put a byte order mark in front.
    found = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Error(`${path} is no JSON: it was changed or cut off. Run the scenario again`);
  }
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found;
  throw new Error(`${path} is no report of a run: it was changed. Run the scenario again`);
}
