/** What a report costs: the folds while the run goes, the page when it is over. Each function is called in a process of its own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGGREGATES_FORMAT } from '#reports/aggregates/aggregates';
import { renderPage } from '#reports/html/page';
import { readAggregates, writeAggregates } from '#reports/recording/aggregates-json';
import { readRunJson, writeRunJson } from '#reports/recording/run-json';
import { runOutboundArms } from '../../experiments/outbound-arms.ts';
import { outboundReportOfRun } from '../../experiments/outbound-report-of-run.ts';
import { distributorScenario, distributorWorld } from '../outbound/distributor.ts';

const POLICIES = ['cheapest-in-stock', 'fastest-feasible'];

export interface RunWork {
  readonly orders: number;
  /** Arms; the second is compared with the first. */
  readonly arms: 1 | 2;
  readonly dir: string;
}

/** Runs and leaves `run.json` and `aggregates.json` in the folder. */
export async function runInto({ orders, arms: count, dir }: RunWork): Promise<{ readonly peakMb: number }> {
  const scenario = distributorScenario({ orders });
  const world = distributorWorld({ orders });
  const policies = POLICIES.slice(0, count);
  const arms = await runOutboundArms({ world, policies, seed: scenario.seed, aggregates: true });
  const report = outboundReportOfRun({
    world,
    arms,
    scenario: { name: scenario.name, title: scenario.title, story: scenario.story, digest: '' },
    seed: scenario.seed,
    reproduce: 'npm run bench -- report',
    versions: { dray: '', node: process.versions.node, v8: process.versions.v8 },
    thresholds: [],
    assumptions: [],
    warnings: [],
  });
  writeRunJson(dir, report);
  writeAggregates(dir, {
    format: AGGREGATES_FORMAT,
    arms: arms.flatMap(({ aggregates }) => aggregates ?? []),
  });
  return { peakMb: peakMb() };
}

export interface PageCost {
  /** From the two files to the page on disk; wall time, the process that begins included. */
  readonly ms: number;
  readonly peakMb: number;
  readonly pageBytes: number;
  readonly aggregatesBytes: number;
}

export async function pageOf({ dir }: { readonly dir: string }): Promise<PageCost> {
  const aggregates = readAggregates(dir);
  const page = await renderPage(readRunJson(dir), aggregates);
  writeFileSync(join(dir, 'report.html'), page);
  return {
    ms: performance.now(),
    peakMb: peakMb(),
    pageBytes: Buffer.byteLength(page),
    aggregatesBytes: Buffer.byteLength(JSON.stringify(aggregates)),
  };
}

/** Processor time of a run of one arm without a recording, us an order, with folds or without. */
export async function costOfRun({
  orders,
  aggregates,
}: {
  readonly orders: number;
  readonly aggregates: boolean;
}): Promise<{ readonly usPerOrder: number }> {
  const world = distributorWorld({ orders });
  const before = process.cpuUsage();
  await runOutboundArms({ world, policies: POLICIES.slice(0, 1), seed: 1, aggregates });
  const spent = process.cpuUsage(before);
  return { usPerOrder: (spent.user + spent.system) / orders };
}

function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}
