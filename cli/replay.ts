/**
 * `dray replay`: runs a recorded run again and says whether it is the same, in every byte of every table; if not, the
 * first event, or the first row, that differs.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PolicyRun, runPolicies } from '#bench/experiments/run-policies';
import { answerOf } from '#orchestrator/decisions/model-answer';
import { type Row, readTable } from '#reports/recording/reader';
import { readRunJson } from '#reports/recording/run-json';
import { RecordingWriter } from '#reports/recording/writer';
import type { ArmReport } from '#reports/run-report';
import { type RecordedAnswer, recordedAnswers } from '#scenarios/host/answer-source';
import { describeDivergence, type EventLine, firstDivergence } from '#scenarios/recording/first-divergence';
import { TABLE_NAMES, type TableName } from '#scenarios/recording/schema';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { recordedPolicy } from './policies.ts';
import { type Prepared, prepare } from './scenario-options.ts';
import { splitCommand } from './split-command.ts';

export async function replay(dir: string, words: { readonly data?: string | undefined }): Promise<ExitCode> {
  const report = readRecorded(dir);
  const again = splitCommand(report.reproduce);
  const prepared = prepare({ ...again, data: words.data ?? again.data });
  if (prepared.digest !== report.scenario.digest) {
    throw new UserError(
      `${dir} was made from scenario ${report.scenario.digest}, this is ${prepared.digest}: the scenario or its data has changed`,
    );
  }
  let code: ExitCode = EXIT.done;
  for (const arm of report.arms) {
    const difference = await replayArm(join(dir, arm.policy), prepared, arm);
    if (difference !== null) code = EXIT.replayDiffers;
    process.stdout.write(
      `${arm.policy}: ${difference ?? `same recording, digest ${arm.digest}, ${arm.events} events`}\n`,
    );
  }
  return code;
}

function readRecorded(dir: string): ReturnType<typeof readRunJson> {
  try {
    return readRunJson(dir);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

/** Runs one arm again and holds it against what is on record; null when it is the same. */
async function replayArm(recorded: string, prepared: Prepared, arm: ArmReport): Promise<string | null> {
  const again = mkdtempSync(join(tmpdir(), 'dray-replay-'));
  try {
    const run = await runAgain(recorded, again, prepared, arm);
    if (run === null) return `there is no policy "${arm.policy}" any more`;
    const table = TABLE_NAMES.find((name) => !sameBytes(recorded, again, name));
    // Events first: what else differs follows from the first of them.
    if (!sameBytes(recorded, again, 'events')) return inEvents(recorded, again);
    if (table !== undefined) return `differs: same events, other ${table}${firstRow(recorded, again, table)}`;
    if (run.violation !== arm.violation)
      return `differs: ${run.violation ?? 'no invariant is violated any more'}`;
    const { digest, businessDigest, outcomeDigest } = run.digests;
    if (digest === arm.digest && businessDigest === arm.businessDigest && outcomeDigest === arm.outcomeDigest)
      return null;
    return `differs: run.json has digest ${arm.digest}, the recording is that of ${digest}`;
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
}

/** Without the model: its answers are on record. To where the arm ended; null where its policy is gone. */
async function runAgain(
  recorded: string,
  folder: string,
  { built, seed, scenario }: Prepared,
  arm: ArmReport,
): Promise<PolicyRun | null> {
  const answers = recordedAnswers(arm.modelDigest === undefined ? [] : answersIn(recorded));
  const policy = recordedPolicy(scenario.policies, arm.policy, arm.modelDigest ?? '', answers);
  if (policy === null) return null;
  const writer = new RecordingWriter(folder);
  try {
    const [run] = await runPolicies({
      world: built.world,
      policies: [policy],
      seed,
      ...(arm.end === 'until' ? { until: arm.endedAt } : {}),
      recorderFor: () => writer,
      shouldStop: (events) => arm.end === 'interrupted' && events >= arm.events,
    });
    return run ?? null;
  } finally {
    writer.close();
  }
}

/** What the model said, by question. */
function* answersIn(recorded: string): Generator<RecordedAnswer> {
  const table = tableOf(recorded, 'decisions');
  if (typeof table === 'string') throw new UserError(table);
  for (const row of table.rows) {
    if (row.answer === null) continue;
    yield {
      policy: String(row.policy),
      point: String(row.point) as RecordedAnswer['point'],
      entityType: String(row.entityType),
      entityKey: Number(row.entityKey),
      attempt: Number(row.attempt),
      inputDigest: String(row.inputDigest),
      answer: answerOf(String(row.answer)),
    };
  }
}

function sameBytes(left: string, right: string, table: TableName): boolean {
  const [one, two] = [left, right].map((folder) => join(folder, `${table}.arrows`));
  return existsSync(one!) && readFileSync(one!).equals(readFileSync(two!));
}

/** What the recorded events say otherwise. */
function inEvents(recorded: string, again: string): string {
  const left = tableOf(recorded, 'events');
  if (typeof left === 'string') return left;
  const right = readTable(again, 'events');
  const divergence = firstDivergence(left.rows.map(eventLine), right.rows.map(eventLine));
  if (divergence === null) return 'differs: the same events, but not the same bytes of their table';
  if (left.truncated && divergence.left === null)
    return `the recording is cut off after event ${left.rows.length} of ${right.rows.length}; up to there it is the same`;
  return `differs: ${describeDivergence(divergence)}`;
}

function eventLine({ time, handler, priority, a, b }: Row): EventLine {
  return {
    time: Number(time),
    handler: String(handler),
    priority: Number(priority),
    a: Number(a),
    b: Number(b),
  };
}

/** ` (row n: recorded | now)`, as far as it can be read. */
function firstRow(recorded: string, again: string, table: TableName): string {
  const left = tableOf(recorded, table);
  if (typeof left === 'string') return `: ${left}`;
  const right = readTable(again, table);
  const rows = Math.max(left.rows.length, right.rows.length);
  for (let n = 0; n < rows; n++) {
    const [one, two] = [left, right].map(({ rows: each }) => JSON.stringify(each[n]) ?? 'no such row');
    if (one !== two) return ` (row ${n + 1}: ${one} | ${two})`;
  }
  return '';
}

function tableOf(folder: string, table: TableName): ReturnType<typeof readTable> | string {
  try {
    return readTable(folder, table);
  } catch (error) {
    return `the recording can't be read: ${error instanceof Error ? error.message : error}`;
  }
}
