/** `aggregates.json`: written as a whole or not at all. A run whose file is not there, or is none, has a report without its pictures. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGGREGATES_FORMAT, type RunAggregates } from '../aggregates/aggregates.ts';

export function writeAggregates(dir: string, aggregates: RunAggregates): void {
  const path = join(dir, 'aggregates.json');
  writeFileSync(`${path}.part`, `${JSON.stringify(aggregates)}\n`);
  renameSync(`${path}.part`, path);
}

/** What can be said of a run's pictures: the aggregates, or why there are none. */
export function readAggregates(dir: string): RunAggregates | { readonly missing: string } {
  const path = join(dir, 'aggregates.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { missing: `no ${path}: the run was made before there were any, or without a report` };
  }
  try {
    const found = JSON.parse(text) as Partial<RunAggregates> | null;
    if (found?.format === AGGREGATES_FORMAT && Array.isArray(found.arms)) return found as RunAggregates;
    return { missing: `${path} is of another version of Dray` };
  } catch {
    return { missing: `${path} is no JSON: it was changed or cut off` };
  }
}
