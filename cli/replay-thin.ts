/** `dray replay` of a run of the first, thin process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PolicyRun, runPolicies } from '#bench/experiments/run-policies';
import { answerOf } from '#orchestrator/decisions/model-answer';
import { RecordingWriter } from '#reports/recording/writer';
import type { ArmReport, RunReport } from '#reports/run-report';
import { type RecordedAnswer, recordedAnswers } from '#scenarios/host/answer-source';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { recordedPolicy } from './policies.ts';
import { tableOf, tablesDiffer } from './recorded-tables.ts';
import type { Prepared } from './scenario-options.ts';

export async function replayThin(dir: string, prepared: Prepared, report: RunReport): Promise<ExitCode> {
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

/** Runs one arm again and holds it against what is on record; null when it is the same. */
async function replayArm(recorded: string, prepared: Prepared, arm: ArmReport): Promise<string | null> {
  const again = mkdtempSync(join(tmpdir(), 'dray-replay-'));
  try {
    const run = await runAgain(recorded, again, prepared, arm);
    if (run === null) return `there is no policy "${arm.policy}" any more`;
    const difference = tablesDiffer(recorded, again);
    if (difference !== null) return difference;
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
