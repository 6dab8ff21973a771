/**
 * `dray audit verify`: is every decision of a run as it was written, what it was asked about with it, every change of a model's mode between
 * them, and was no model obeyed in another mode than stands there?
 *
 * 1. A recording is held against `run.json`, which has the last hash of each chain: so that what was taken off the end is missed. An export
 *    has none: what its chain ends in is told.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AUDIT_FORMAT } from '#orchestrator/decisions/audit-record';
import { recordedViews, ViewStates } from '#reports/decision-log/view-states';
import { recordedRows } from '#reports/export/plain-rows';
import { shapesIn, UnreadableRecording } from '#reports/export/recorded-batches';
import type { OutboundArmReport, OutboundRunReport } from '#reports/outbound/outbound-report';
import { BodyDecoder } from '#reports/recording/bodies/decoder';
import { readRunJson } from '#reports/recording/run-json';
import { verifiedExports } from './audit/exports.ts';
import { type ChainTables, linksOf } from './audit/links.ts';
import { type Judged, type Verified, verifyChain } from './audit/verify-chain.ts';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';

/** @param path folder of a run, of one arm of it, or of an export; or a table `decisions` of an export */
export async function auditVerify(path: string): Promise<ExitCode> {
  const judged = (await verifiedExports(path)) ?? verifiedRun(path);
  for (const { name, wrong, right } of judged) process.stdout.write(`${name}: ${wrong ?? right}\n`);
  return judged.every(({ wrong }) => wrong === null) ? EXIT.done : EXIT.replayDiffers;
}

function verifiedRun(path: string): readonly Judged[] {
  const isArm = existsSync(join(path, 'decisions.arrows'));
  const dir = isArm ? dirname(resolve(path)) : path;
  const report = reportIn(dir);
  const arms = report.arms.filter(({ policy }) => !isArm || policy === basename(resolve(path)));
  if (arms.length === 0)
    throw new UserError(
      `${path}: ${isArm ? 'run.json beside it names no such arm' : 'no policy has run in it'}`,
    );
  return arms.map((arm) => judgedArm(dir, report, arm));
}

function reportIn(dir: string): OutboundRunReport {
  try {
    return readRunJson(dir);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

function judgedArm(dir: string, { reproduce }: OutboundRunReport, arm: OutboundArmReport): Judged {
  const { audit, policy: name } = arm;
  if (audit?.format !== AUDIT_FORMAT)
    throw new UserError(
      `${dir}: its decisions are chained by rule ${audit?.format ?? 1}, this Dray verifies rule ${AUDIT_FORMAT}. Verify it with the Dray that wrote it, or run it again: ${reproduce}`,
    );
  const cuts = new Set<string>();
  try {
    const tables = tablesOf(join(dir, name), (words) => cuts.add(words));
    const verified = verifyChain(linksOf(tables), audit.head);
    return {
      name,
      wrong: verified.wrong ?? missing(verified, arm, audit.head, cuts),
      right: rightWords(verified, arm),
    };
  } catch (error) {
    if (!(error instanceof UnreadableRecording)) throw error;
    return { name, wrong: `the recording can't be read: ${error.message}`, right: '' };
  }
}

function tablesOf(folder: string, onCut: (words: string) => void): ChainTables {
  return {
    decisions: () => recordedRows(folder, 'decisions', onCut),
    modes: () => recordedRows(folder, 'modes', onCut),
    states: () => new ViewStates(recordedViews(folder, new BodyDecoder(shapesIn(folder)))),
  };
}

/** What breaks no hash: the end was taken off, or all of it written anew. */
function missing(
  { decisions, notes, head }: Verified,
  arm: OutboundArmReport,
  written: string,
  cuts: ReadonlySet<string>,
): string | null {
  const asked = askedIn(arm);
  const noted = arm.governance?.notes ?? 0;
  const [cutOff] = cuts;
  if (cutOff !== undefined) return `${decisions} of ${asked} decisions are as they were written; ${cutOff}`;
  if (notes !== noted)
    return `${notes} notes on modes are as they were written, and run.json tells of ${noted}: the others were taken out`;
  if (decisions !== asked)
    return `${decisions} decisions are as they were written, and run.json tells of ${asked}: the others were taken out`;
  if (head === written) return null;
  return `its chain ends in ${head}, and run.json says ${written}: its decisions were written anew, or run.json was changed`;
}

function rightWords({ decisions, notes, head }: Verified, { governance }: OutboundArmReport): string {
  const modes = notes === 0 ? '' : ` and ${notes} notes on the mode of ${governance!.model}`;
  return `${decisions} decisions${modes}, every one as it was written (${head.slice(0, 16)}...)`;
}

function askedIn({ decisions }: OutboundArmReport): number {
  return decisions.reduce((sum, { asked }) => sum + asked, 0);
}
