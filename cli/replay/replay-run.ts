/** `dray replay` of a run: every arm again, with every byte of its recording. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OutboundArm, runOutboundArms } from '#bench/experiments/outbound-arms';
import type { OutboundArmReport, OutboundRunReport } from '#reports/outbound/outbound-report';
import { RecordingWriter } from '#reports/recording/writer';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readViolation, violationPath } from '../run/violation-file.ts';
import type { Prepared } from '../scenario-options.ts';
import { armOnRecord } from './recorded-answers.ts';
import { tablesDiffer } from './recorded-tables.ts';
import { anotherPlace, inUtc } from './replay-violation.ts';

/** @param report what is on record of it */
export async function replayRun(
  dir: string,
  prepared: Prepared,
  fidelity: Fidelity,
  { arms }: OutboundRunReport,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  for (const arm of arms) {
    const difference = await replayArm(dir, prepared, fidelity, arm);
    if (difference !== null) code = EXIT.replayDiffers;
    process.stdout.write(`${arm.policy}: ${difference ?? `same recording, ${sameness(arm)}`}\n`);
  }
  return code;
}

function sameness({ digest, events, violation }: OutboundArmReport): string {
  const facts = `digest ${digest}, ${events} events`;
  return violation === null ? facts : `${facts}, and the same violation: ${inUtc(violation)}`;
}

/** Runs one arm again and holds it against what is on record; null when it is the same. */
async function replayArm(
  dir: string,
  prepared: Prepared,
  fidelity: Fidelity,
  arm: OutboundArmReport,
): Promise<string | null> {
  const again = mkdtempSync(join(tmpdir(), 'dray-replay-'));
  try {
    const run = await runAgain(join(dir, arm.policy), again, prepared, fidelity, arm);
    if (run === null) return `there is no policy "${arm.policy}" any more`;
    return tablesDiffer(join(dir, arm.policy), again) ?? otherEnd(run, arm) ?? otherPlace(dir, run, arm);
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
}

/** Without the model: its answers are on record. To where the arm ended; null where its policy is gone. */
async function runAgain(
  recorded: string,
  folder: string,
  { world, seed, scenario, parts }: Prepared,
  fidelity: Fidelity,
  arm: OutboundArmReport,
): Promise<OutboundArm | null> {
  const policies = armOnRecord(scenario, arm.policy, recorded, arm.modelDigest, parts);
  if (policies === null) return null;
  const writer = new RecordingWriter(folder);
  try {
    const [run] = await runOutboundArms({
      world,
      policies: [policies],
      seed,
      fidelity,
      ...(arm.end === 'until' ? { until: arm.endedAt } : {}),
      recorderFor: () => writer,
      shouldStop: (events) => arm.end === 'interrupted' && events >= arm.events,
    });
    return run ?? null;
  } finally {
    writer.close();
  }
}

function otherEnd({ violation, digests }: OutboundArm, arm: OutboundArmReport): string | null {
  if (violation !== arm.violation)
    return `differs: ${violation === null ? 'no invariant is violated any more' : inUtc(violation)}`;
  const { digest, businessDigest, outcomeDigest } = digests;
  if (digest === arm.digest && businessDigest === arm.businessDigest && outcomeDigest === arm.outcomeDigest)
    return null;
  return `differs: run.json has digest ${arm.digest}, the recording is that of ${digest}`;
}

function otherPlace(dir: string, { place }: OutboundArm, { violation }: OutboundArmReport): string | null {
  const path = violationPath(dir);
  if (violation === null || !existsSync(path)) return null;
  return anotherPlace(readViolation(path).place, place);
}
