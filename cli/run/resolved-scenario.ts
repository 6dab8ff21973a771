/**
 * `scenario.resolved.json` in the folder of a run: the scenario as it was run, overlays and settings laid over it, for whoever compares runs.
 *
 * 1. It is what the scenario's digest is made of: where files lie is not in it, nor are keys.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAside } from '../reduce/write-aside.ts';
import type { Prepared } from '../scenario-options.ts';

export const RESOLVED_FILE = 'scenario.resolved.json';

const FORMAT = 1;

export interface ResolvedScenario {
  readonly scenario: Readonly<Record<string, unknown>>;
  /** SHA-256 of data files that were read, by name, 16 digits. */
  readonly data: Readonly<Record<string, string>>;
}

export function writeResolved(dir: string, { resolved, files }: Prepared): void {
  const data = Object.fromEntries(files.dataDigests());
  const told = { format: FORMAT, scenario: resolved, data };
  writeAside(join(dir, RESOLVED_FILE), `${JSON.stringify(told, null, 2)}\n`);
}

/** Or why it is not there, as a sentence. */
export function readResolved(dir: string): ResolvedScenario | string {
  let text: string;
  try {
    text = readFileSync(join(dir, RESOLVED_FILE), 'utf8');
  } catch {
    return `its folder has no ${RESOLVED_FILE}: an older Dray made it, or it was taken away`;
  }
  try {
    const found: unknown = JSON.parse(text);
    if (isFields(found) && isFields(found.scenario))
      return { scenario: found.scenario, data: textsOf(found.data) };
  } catch {
    // Said below.
  }
  return `its ${RESOLVED_FILE} is none: it was changed or cut off`;
}

function textsOf(value: unknown): Record<string, string> {
  if (!isFields(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
