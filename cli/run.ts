/** `dray run`: runs every policy of a scenario, records it, says what came out. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportOfRun } from '#bench/experiments/report-of-run';
import { type PolicyRun, runPolicies } from '#bench/experiments/run-policies';
import { renderHtml } from '#reports/html/report';
import { markRunJson, writeRunJson } from '#reports/recording/run-json';
import { RecordingWriter } from '#reports/recording/writer';
import type { RunReport } from '#reports/run-report';
import { renderSummary } from '#reports/text/summary';
import type { TwinPolicy } from '#scenarios/twin/model-policy';
import type { Reject } from '#scenarios/world/brunel/orders';
import { assumptionsOf } from '#scenarios/world/build';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { prepareOutFolder } from './out-folder.ts';
import { openPolicies } from './policies.ts';
import { Progress } from './progress.ts';
import { type Prepared, prepare, type ScenarioWords } from './scenario-options.ts';
import { untilInstant } from './until.ts';
import { versions } from './version.ts';

export interface RunWords extends ScenarioWords {
  readonly until?: string | undefined;
  readonly out?: string | undefined;
  readonly report?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

const REPORTS = ['html'];
/** Two signals within it are one. */
const REPEAT_MS = 500;

export async function run(words: RunWords): Promise<ExitCode> {
  for (const kind of words.report ?? []) {
    if (!REPORTS.includes(kind))
      throw new UserError(`unknown report: "${kind}". Known: ${REPORTS.join(', ')}`);
  }
  const prepared = prepare(words);
  const { scenario, seed, built } = prepared;
  const until = words.until === undefined ? undefined : untilInstant(words.until, built.world.startAt);
  const open = await openPolicies(scenario.policies, prepared.files);
  const out = words.out ?? join('runs', folderName(scenario.name, seed));
  prepareOutFolder(out);
  if (built.rejects.length > 0) writeFileSync(join(out, 'rejects.csv'), rejectsCsv(built.rejects));

  const reproduce = commandOf(words, seed);
  const heading = `dray ${versions().dray}  scenario ${scenario.name} ${prepared.digest}  seed ${seed}`;
  const say = words.json
    ? (line: string) => words.quiet || process.stderr.write(`${line}\n`)
    : (line: string) => process.stdout.write(`${line}\n`);
  say(`${heading}  ${reproduce}`);

  const runs = await runRecorded(prepared, open.policies, until, out, words.quiet === true)
    .catch((error: unknown) => {
      markFailed(out, error);
      throw error;
    })
    .finally(() => open.close());
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

/** Runs with a recording and a progress line; Ctrl-C ends it between two slices, and what was recorded is closed. */
async function runRecorded(
  prepared: Prepared,
  policies: readonly TwinPolicy[],
  until: number | undefined,
  out: string,
  quiet: boolean,
): Promise<PolicyRun[]> {
  const { built, seed } = prepared;
  const progress = new Progress(process.stderr, { quiet });
  let interrupted = false;
  let askedAtMs = 0;
  // A terminal sends Ctrl-C to every process, and whoever started this one may pass it on: that is one asking. A second
  // one, later, is a user who does not want to wait.
  const interrupt = (): void => {
    if (interrupted && Date.now() - askedAtMs > REPEAT_MS) process.exit(EXIT.interrupted);
    interrupted = true;
    askedAtMs = Date.now();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  let writer: RecordingWriter | null = null;
  try {
    return await runPolicies({
      world: built.world,
      policies,
      seed,
      ...(until === undefined ? {} : { until }),
      recorderFor: (policy) => {
        writer?.close();
        writer = new RecordingWriter(join(out, policy));
        return writer;
      },
      onProgress: (policy, share, events) => progress.update(policy, share, events),
      shouldStop: () => interrupted,
    });
  } finally {
    (writer as RecordingWriter | null)?.close();
    progress.clear();
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
  }
}

/** So that nobody takes what is there for a run that still goes on. */
function markFailed(out: string, error: unknown): void {
  try {
    markRunJson(out, { end: 'failed', error: error instanceof Error ? error.message : String(error) });
  } catch {
    // The disk that broke the run may refuse this, too.
  }
}

/** `quickstart-7`; a seed of other characters is written with `_`. */
function folderName(scenario: string, seed: string | number): string {
  const text = String(seed).replace(/[^\w.-]/g, '_');
  return `${scenario}-${text.slice(0, 80)}`;
}

function exitCodeOf(report: RunReport): ExitCode {
  if (report.end === 'violated') return EXIT.violated;
  if (report.end === 'interrupted') return EXIT.interrupted;
  return report.thresholds.every((threshold) => threshold.passed) ? EXIT.done : EXIT.thresholdMissed;
}

/** The command that gives this run again, as typed, with the seed spelled out. */
function commandOf(words: RunWords, seed: string | number): string {
  const parts = ['dray', 'run', quoted(words.ref)];
  if (words.data !== undefined) parts.push('--data', quoted(words.data));
  parts.push('--seed', quoted(String(seed)));
  for (const overlay of words.with ?? []) parts.push('--with', quoted(overlay));
  for (const setting of words.set ?? []) parts.push('--set', quoted(setting));
  for (const policy of words.policy ?? []) parts.push('--policy', quoted(policy));
  if (words.until !== undefined) parts.push('--until', quoted(words.until));
  return parts.join(' ');
}

function quoted(word: string): string {
  return /^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function rejectsCsv(rejects: readonly Reject[]): string {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = rejects.map(
    ({ file, line, reason, raw }) => `${cell(`${file}:${line}`)},${cell(reason)},${cell(raw)}`,
  );
  return `place,reason,row\n${lines.join('\n')}\n`;
}

function colorful(): boolean {
  return process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
}
