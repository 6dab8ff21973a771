/** `dray run`: runs every policy of a scenario, records it, says what came out. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportOfRun } from '#bench/experiments/report-of-run';
import { runPolicies } from '#bench/experiments/run-policies';
import { renderHtml } from '#reports/html/report';
import { writeRunJson } from '#reports/recording/run-json';
import { renderSummary } from '#reports/text/summary';
import { assumptionsOf } from '#scenarios/world/assumptions';
import type { Reject } from '#scenarios/world/brunel/data-set';
import { type ExitCode, UserError } from './exit-codes.ts';
import { prepareOutFolder } from './out-folder.ts';
import { thumbsOf } from './replay-thin.ts';
import { runOutbound } from './run-outbound.ts';
import {
  colorful,
  commandOf,
  exitCodeOf,
  folderName,
  markFailed,
  type RunWords,
  runRecorded,
} from './run-parts.ts';
import { prepareScenario, showWarnings } from './scenario-options.ts';
import { untilInstant } from './until.ts';
import { versions } from './version.ts';

/** The HTML report is written unless there is to be none. */
const REPORTS = ['html', 'none'];

export async function run(words: RunWords): Promise<ExitCode> {
  for (const kind of words.report ?? []) {
    if (!REPORTS.includes(kind))
      throw new UserError(`unknown report: "${kind}". Known: ${REPORTS.join(', ')}`);
  }
  const prepared = prepareScenario(words);
  if (prepared.process === 'outbound') return runOutbound(prepared, words);
  process.stderr.write(showWarnings(prepared.warnings));
  if (words.fidelity !== undefined)
    throw new UserError(
      `--fidelity: scenario "${prepared.scenario.name}" has no partner that speaks in bytes`,
    );
  const { scenario, seed, built } = prepared;
  const until = words.until === undefined ? undefined : untilInstant(words.until, built.world.startAt);
  const policies = thumbsOf(scenario.policies);
  const out = words.out ?? join('runs', folderName(scenario.name, seed));
  prepareOutFolder(out);
  if (built.rejects.length > 0) writeFileSync(join(out, 'rejects.csv'), rejectsCsv(built.rejects));

  const reproduce = commandOf(words, seed);
  const heading = `dray ${versions().dray}  scenario ${scenario.name} ${prepared.digest}  seed ${seed}`;
  const say = words.json
    ? (line: string) => words.quiet || process.stderr.write(`${line}\n`)
    : (line: string) => process.stdout.write(`${line}\n`);
  say(`${heading}  ${reproduce}`);

  const runs = await runRecorded(out, words.quiet === true, (hooks) =>
    runPolicies({
      world: built.world,
      policies,
      seed,
      ...(until === undefined ? {} : { until }),
      ...hooks,
    }),
  ).catch((error: unknown) => {
    markFailed(out, error);
    throw error;
  });
  const report = reportOfRun({
    world: built.world,
    runs,
    scenario: { name: scenario.name, title: scenario.title, story: scenario.story, digest: prepared.digest },
    seed,
    reproduce,
    versions: versions(),
    thresholds: scenario.thresholds ?? [],
    input: {
      rowsRead: built.rowsRead,
      orders: built.world.orders.length,
      rejects: built.rejects.length,
      leftOut: built.leftOut,
      facts: built.facts,
    },
    assumptions: assumptionsOf(scenario),
  });
  writeRunJson(out, report);
  if (words.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else process.stdout.write(`${renderSummary(report, { color: colorful() })}\n`);
  say(`recording  ${out}`);
  if (words.report?.includes('html')) {
    const path = join(out, 'report.html');
    const outcomes = new Map(runs.map((arm) => [arm.policy.name, arm.outcomes]));
    writeFileSync(path, renderHtml({ report, outcomes }));
    say(`report     ${path}`);
  }
  say(`again      ${reproduce}  (seed ${seed}, scenario ${prepared.digest}, dray ${report.versions.dray})`);
  return exitCodeOf(report);
}

function rejectsCsv(rejects: readonly Reject[]): string {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = rejects.map(
    ({ file, line, reason, raw }) => `${cell(`${file}:${line}`)},${cell(reason)},${cell(raw)}`,
  );
  return `place,reason,row\n${lines.join('\n')}\n`;
}
