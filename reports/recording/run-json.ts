/** `run.json`: written as a whole or not at all, and read back with a clear word where it is none. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_REPORT_VERSION, type RunReport } from '../run-report.ts';

export function writeRunJson(dir: string, report: RunReport): void {
  const path = join(dir, 'run.json');
  writeFileSync(`${path}.part`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${path}.part`, path);
}

export function readRunJson(dir: string): RunReport {
  const path = join(dir, 'run.json');
  const report = parse(path);
  if (report.format !== RUN_REPORT_VERSION) {
    const why =
      report.end === 'running' ? 'the run has not ended, or was killed' : `its format is ${report.format}`;
    throw new Error(`${path} can't be used: ${why}. Run the scenario again`);
  }
  return report as RunReport;
}

function parse(path: string): Partial<RunReport> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Error(`no ${path}: name the folder of a run, the one given with --out`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is no JSON: it was changed or cut off. Run the scenario again`);
  }
}
