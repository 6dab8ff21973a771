/** `dray run`: runs every policy of a scenario, records it, says what came out. */
import { join } from 'node:path';
import { runOutboundArms } from '#bench/experiments/outbound-arms';
import { outboundReportOfRun } from '#bench/experiments/outbound-report-of-run';
import { AGGREGATES_FORMAT, type RunAggregates } from '#reports/aggregates/aggregates';
import type { SensitivityReport } from '#reports/comparison/sensitivity-report';
import { renderRunMarkdown } from '#reports/markdown/run-markdown';
import type { OutboundRunReport } from '#reports/outbound/outbound-report';
import { renderOutboundSummary } from '#reports/outbound/summary';
import { writeAggregates } from '#reports/recording/aggregates-json';
import { markRunJson, type RunToCome, writeRunJson } from '#reports/recording/run-json';
import { printable } from '#reports/text/width';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { showProblem } from '#scenarios/schema/source-files';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { assumedIn } from '#scenarios/world/outbound/assumed';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { prepareOutFolder } from '../out-folder.ts';
import { partFaultIn } from '../parts/guard.ts';
import { beforeStop } from '../parts/watchdog.ts';
import { openPolicies } from '../policies.ts';
import { checkScenario, differing, measuredSensitivity } from '../report/measured-sensitivity.ts';
import { REPORT_WORDS, type ReportKind, reportKindsOf } from '../report/report-kinds.ts';
import { tellStepSummary } from '../report/step-summary.ts';
import { writeReports } from '../report/write-reports.ts';
import { prepareScenario, showWarnings } from '../scenario-options.ts';
import { fitted, screenOf } from '../screen.ts';
import { keysOf, leaksIn, leakWords, partnerSecrets, refuseSecretsIn } from '../secret-leaks.ts';
import { untilInstant } from '../until.ts';
import { versions } from '../version.ts';
import { leaveBroken } from './broken-run.ts';
import { fidelityFor } from './fidelity.ts';
import { idleHits } from './idle-hits.ts';
import { inputReport, writeRejects } from './rejects-file.ts';
import { writeResolved } from './resolved-scenario.ts';
import { commandOf, exitCodeOf, folderName, type RunWords, runRecorded } from './run-parts.ts';
import { writeViolation } from './violation-file.ts';

export async function run(words: RunWords): Promise<ExitCode> {
  const kinds = reportKindsOf(words.report ?? []);
  const sensitivity = measuredSensitivity(words.sensitivity, kinds);
  const prepared = await prepareScenario(words);
  const { scenario, seed, world } = prepared;
  const keys = keysOf(scenario);
  const reproduce = commandOf(words, seed);
  refuseSecretsIn({ command: reproduce }, keys);
  const fidelity = fidelityFor(words.fidelity, scenario);
  const until = words.until === undefined ? undefined : untilInstant(words.until, world.startAt);
  const open = await openPolicies(scenario, prepared.files, prepared.parts, words.allowHost ?? []);
  const out = words.out ?? join('runs', folderName(scenario.name, seed));
  const { name, title } = scenario;
  if (sensitivity !== null) checkScenario(words.sensitivity!, sensitivity, { scenario });
  const toCome: RunToCome = {
    scenario: { name, title, digest: prepared.digest },
    seed,
    reproduce,
    versions: versions(),
  };
  prepareOutFolder(out);
  markRunJson(out, { end: 'running' }, toCome);
  writeRejects(out, prepared.input);
  writeResolved(out, prepared);
  const say = words.json
    ? (line: string) => words.quiet || process.stderr.write(`${line}\n`)
    : (line: string) => process.stdout.write(`${line}\n`);
  beforeStop((error) => leaveBroken(out, error, toCome, { kinds, say }));
  process.stderr.write(showWarnings(prepared.warnings));
  say(`dray ${versions().dray}  scenario ${scenario.name} ${prepared.digest}  seed ${seed}  ${reproduce}`);
  const arms = await runRecorded(out, words.quiet === true, (hooks) =>
    runOutboundArms({
      world,
      policies: open.policies,
      seed,
      fidelity,
      aggregates: kinds.length > 0,
      ...(until === undefined ? {} : { until }),
      ...hooks,
    }),
  )
    .catch((error: unknown) => {
      const why = partFaultIn(error) ?? (error instanceof Error ? error : new Error(String(error)));
      leaveBroken(out, why, toCome, { kinds, say });
      throw error;
    })
    .finally(() => open.close());
  const notes = [...open.notes(), ...idleHits(scenario, world, arms)];
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
      assumptions: assumedIn(scenario),
      warnings: [...prepared.warnings.map(showProblem), ...notes],
      input: inputReport(prepared.input),
    }),
    ...(prepared.identities.length === 0 ? {} : { parts: prepared.identities }),
    ...plausibleOf(scenario),
    ...notRun(open.policies.slice(arms.length)),
  };
  writeRunJson(out, report);
  for (const note of notes) process.stderr.write(`warning: ${note}\n`);
  print(report, words.json === true);
  say(`recording  ${out}`);
  await leaveBehind(out, kinds, { report, arms, sensitivity }, say);
  for (const each of sensitivity === null ? [] : differing(report, sensitivity))
    process.stderr.write(`sensitivity: ${printable(each)}\n`);
  const leaks = leaksIn(out, [...keys, ...partnerSecrets(world)]);
  if (leaks.length > 0) {
    process.stderr.write(leakWords(out, leaks));
    return EXIT.violated;
  }
  tellStepSummary(() => renderRunMarkdown(report));
  say(`again      ${reproduce}  (seed ${seed}, scenario ${prepared.digest}, dray ${report.versions.dray})`);
  return exitCodeOf(report);
}

/** Whom the end of the run came before. */
function notRun(policies: readonly OutboundPolicies[]): Pick<OutboundRunReport, 'notRun'> {
  return policies.length === 0 ? {} : { notRun: policies.map(({ name }) => name) };
}

/** Ranges as they are written. */
function plausibleOf({ plausible }: AnyOutboundScenario): Pick<OutboundRunReport, 'plausible'> {
  if (plausible === undefined || plausible.length === 0) return {};
  return {
    plausible: plausible.map(({ path, low, high }) => ({ path, low: String(low), high: String(high) })),
  };
}

/** A run that is over. */
interface Ended {
  readonly report: OutboundRunReport;
  readonly arms: Awaited<ReturnType<typeof runOutboundArms>>;
  readonly sensitivity: SensitivityReport | null;
}

/** Reports, and where an invariant broke. */
async function leaveBehind(
  out: string,
  kinds: readonly ReportKind[],
  { report, arms, sensitivity }: Ended,
  say: (line: string) => void,
): Promise<void> {
  const aggregates: RunAggregates = {
    format: AGGREGATES_FORMAT,
    arms: arms.flatMap((arm) => arm.aggregates ?? []),
  };
  if (kinds.length > 0) writeAggregates(out, aggregates);
  const stopped = arms.find(({ place }) => place !== null);
  const place = stopped?.place ?? null;
  const policy = stopped?.policies.name ?? '';
  const broken = place === null ? null : { policy, ...place };
  for (const { kind, path } of await writeReports(out, kinds, {
    report,
    aggregates,
    broken,
    sensitivity,
  }))
    say(`${REPORT_WORDS[kind].padEnd(10)} ${path}`);
  if (place === null) return;
  const path = writeViolation(out, policy, place, report);
  say(`violation  ${path}  (dray replay ${path})`);
}

function print(report: OutboundRunReport, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else {
    const screen = screenOf();
    process.stdout.write(`${fitted(renderOutboundSummary(report, screen), screen)}\n`);
  }
}
