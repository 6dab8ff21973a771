/** `dray run`: runs every policy of a scenario, records it, says what came out. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOutboundArms } from '#bench/experiments/outbound-arms';
import { outboundReportOfRun } from '#bench/experiments/outbound-report-of-run';
import { AGGREGATES_FORMAT, type RunAggregates } from '#reports/aggregates/aggregates';
import { renderPage } from '#reports/html/page';
import type { OutboundRunReport } from '#reports/outbound/outbound-report';
import { renderOutboundSummary } from '#reports/outbound/summary';
import { writeAggregates } from '#reports/recording/aggregates-json';
import { writeRunJson } from '#reports/recording/run-json';
import { showProblem } from '#scenarios/schema/source-files';
import { assumptionsOf } from '#scenarios/world/assumptions';
import { withPhaseTables } from '#scenarios/world/outbound/phases';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { prepareOutFolder } from '../out-folder.ts';
import { partFaultIn } from '../parts/guard.ts';
import { beforeStop } from '../parts/watchdog.ts';
import { openPolicies } from '../policies.ts';
import { prepareScenario, showWarnings } from '../scenario-options.ts';
import { untilInstant } from '../until.ts';
import { versions } from '../version.ts';
import { fidelityOf } from './fidelity.ts';
import { inputReport, writeRejects } from './rejects-file.ts';
import {
  colorful,
  commandOf,
  exitCodeOf,
  folderName,
  markFailed,
  type RunWords,
  runRecorded,
} from './run-parts.ts';
import { keysOf, leaksIn, leakWords, partnerSecrets, refuseSecretsIn } from './secret-leaks.ts';
import { writeViolation } from './violation-file.ts';

/** The HTML report is written unless there is to be none. */
const REPORTS = ['html', 'none'];

export async function run(words: RunWords): Promise<ExitCode> {
  const html = wantsHtml(words.report ?? []);
  const prepared = await prepareScenario(words);
  const { scenario, seed, world } = prepared;
  const keys = keysOf(scenario);
  const reproduce = commandOf(words, seed);
  refuseSecretsIn({ command: reproduce, scenario: JSON.stringify(scenario) }, keys);
  const fidelity = fidelityOf(words.fidelity);
  const until = words.until === undefined ? undefined : untilInstant(words.until, world.startAt);
  const open = await openPolicies(scenario, prepared.files, prepared.parts, words.allowHost ?? []);
  const out = words.out ?? join('runs', folderName(scenario.name, seed));
  prepareOutFolder(out);
  beforeStop((error) => markFailed(out, error));
  writeRejects(out, prepared.input);
  const say = words.json
    ? (line: string) => words.quiet || process.stderr.write(`${line}\n`)
    : (line: string) => process.stdout.write(`${line}\n`);
  process.stderr.write(showWarnings(prepared.warnings));
  say(`dray ${versions().dray}  scenario ${scenario.name} ${prepared.digest}  seed ${seed}  ${reproduce}`);
  const arms = await runRecorded(out, words.quiet === true, (hooks) =>
    runOutboundArms({
      world,
      policies: open.policies,
      seed,
      fidelity,
      aggregates: html,
      ...(until === undefined ? {} : { until }),
      ...hooks,
    }),
  )
    .catch((error: unknown) => {
      markFailed(out, partFaultIn(error) ?? error);
      throw error;
    })
    .finally(() => open.close());
  const report: OutboundRunReport = {
    ...outboundReportOfRun({
      world,
      arms,
      scenario: {
        name: scenario.name,
        title: scenario.title,
        story: scenario.story,
        digest: prepared.digest,
      },
      seed,
      reproduce,
      versions: versions(),
      thresholds: scenario.thresholds ?? [],
      assumptions: assumptionsOf(withPhaseTables(scenario)),
      warnings: [...prepared.warnings.map(showProblem), ...open.notes()],
      input: inputReport(prepared.input),
    }),
    ...(prepared.identities.length === 0 ? {} : { parts: prepared.identities }),
  };
  writeRunJson(out, report);
  for (const note of open.notes()) process.stderr.write(`warning: ${note}\n`);
  print(report, words.json === true);
  say(`recording  ${out}`);
  if (html) {
    const path = join(out, 'report.html');
    const aggregates: RunAggregates = {
      format: AGGREGATES_FORMAT,
      arms: arms.flatMap((arm) => arm.aggregates ?? []),
    };
    writeAggregates(out, aggregates);
    writeFileSync(path, await renderPage(report, aggregates));
    say(`report     ${path}`);
  }
  const broken = arms.find(({ place }) => place !== null);
  if (broken !== undefined) {
    const path = writeViolation(out, broken.policies.name, broken.place!, report);
    say(`violation  ${path}  (dray replay ${path})`);
  }
  const leaks = leaksIn(out, [...keys, ...partnerSecrets(world)]);
  if (leaks.length > 0) {
    process.stderr.write(leakWords(out, leaks));
    return EXIT.violated;
  }
  say(`again      ${reproduce}  (seed ${seed}, scenario ${prepared.digest}, dray ${report.versions.dray})`);
  return exitCodeOf(report);
}

function wantsHtml(kinds: readonly string[]): boolean {
  for (const kind of kinds) {
    if (!REPORTS.includes(kind))
      throw new UserError(`unknown report: "${kind}". Known: ${REPORTS.join(', ')}`);
  }
  return !kinds.includes('none');
}

function print(report: OutboundRunReport, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else process.stdout.write(`${renderOutboundSummary(report, { color: colorful() })}\n`);
}
