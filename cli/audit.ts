/**
 * `dray audit verify`: is every decision in the recording of a run as it was written, every change of a model's mode between them, and was
 * no model obeyed in another mode than stands there?
 */
import { join } from 'node:path';
import { type AuditRecord, firstBroken } from '#orchestrator/decisions/audit-record';
import type { ModeNote } from '#orchestrator/decisions/governance/governor';
import {
  type ChainedMode,
  firstAgainstItsMode,
  interleaved,
  MODEL,
  recordOfMode,
} from '#orchestrator/decisions/governance/mode-record';
import type { OutboundArmReport, OutboundRunReport } from '#reports/outbound/outbound-report';
import type { Row } from '#reports/recording/reader';
import { readRunJson } from '#reports/recording/run-json';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { tableOf } from './replay/recorded-tables.ts';

/** @param dir folder of a run */
export function auditVerify(dir: string): ExitCode {
  const { arms } = reportIn(dir);
  if (arms.length === 0) throw new UserError(`${dir}: no policy has run in it`);
  const words = arms.map((arm) => ({ arm, wrong: wrongIn(join(dir, arm.policy), arm) }));
  for (const { arm, wrong } of words) process.stdout.write(`${arm.policy}: ${wrong ?? rightWords(arm)}\n`);
  return words.every(({ wrong }) => wrong === null) ? EXIT.done : EXIT.replayDiffers;
}

function rightWords(arm: OutboundArmReport): string {
  const { governance } = arm;
  const notes = governance === undefined ? 0 : governance.notes;
  const modes = notes === 0 ? '' : ` and ${notes} notes on the mode of ${governance!.model}`;
  return `${askedIn(arm)} decisions${modes}, every one as it was written`;
}

function reportIn(dir: string): OutboundRunReport {
  try {
    return readRunJson(dir);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

/** In words; null = nothing is. */
function wrongIn(folder: string, arm: OutboundArmReport): string | null {
  const table = tableOf(folder, 'decisions');
  if (typeof table === 'string') return table;
  const modes = tableOf(folder, 'modes');
  if (typeof modes === 'string') return modes;
  const { rows, cutOff } = table;
  const chain = interleaved(rows.map(recordOf), modes.rows.map(noteOf));
  const broken = firstBroken(chain);
  if (broken >= 0)
    return `changed at ${placeIn(chain, broken)}: it, or one before it, is not what was written`;
  const disobeyed = firstAgainstItsMode(chain);
  if (disobeyed >= 0)
    return `${placeIn(chain, disobeyed)}: by a model whose mode on record does not allow it`;
  if (cutOff !== null)
    return `${rows.length} of ${askedIn(arm)} decisions are as they were written; ${cutOff}`;
  // What was taken off the end breaks no hash.
  const notes = arm.governance?.notes ?? 0;
  if (modes.rows.length !== notes)
    return `${modes.rows.length} notes on modes are as they were written, and run.json tells of ${notes}: the others were taken out`;
  return rows.length === askedIn(arm)
    ? null
    : `${rows.length} decisions are as they were written, and run.json tells of ${askedIn(arm)}: the others were taken out`;
}

/** In words. */
function placeIn(chain: readonly Link[], at: number): string {
  const { entityType, entityKey, attempt, policy, now } = chain[at]!;
  const instant = new Date(now).toISOString();
  if (entityType === MODEL) return `note ${attempt} on the mode of ${policy}, ${instant}`;
  const decision = chain.slice(0, at + 1).filter((link) => link.entityType !== MODEL).length;
  return `decision ${decision}, on ${entityType} ${entityKey}, ${instant}`;
}

function askedIn({ decisions }: OutboundArmReport): number {
  return decisions.reduce((sum, { asked }) => sum + asked, 0);
}

type Link = AuditRecord & { readonly auditHash: string };

function noteOf(row: Row): ChainedMode<Link> {
  const { point, policy, policyDigest, by, reason } = row;
  const model = {
    key: Number(row.modelKey),
    name: String(policy),
    point: String(point),
    digest: String(policyDigest),
  };
  const note = {
    n: Number(row.n),
    at: Number(row.now),
    from: String(row.from) as ModeNote['from'],
    to: String(row.to) as ModeNote['to'],
    share: Number(row.share),
    cause: String(row.cause) as ModeNote['cause'],
    by: String(by),
    reason: String(reason),
  };
  return {
    decisions: Number(row.decisions),
    link: { ...recordOfMode(model, note), auditHash: String(row.auditHash) },
  };
}

function recordOf(row: Row): Link {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]));
  const number = (name: string): number => Number(row[name]);
  return {
    now: number('now'),
    point: String(row.point),
    entityType: String(row.entityType),
    entityKey: number('entityKey'),
    attempt: number('attempt'),
    policy: String(row.policy),
    mode: String(row.mode),
    modelDigest: text('policyDigest'),
    inputDigest: String(row.inputDigest),
    answer: text('answer'),
    recommended: number('recommended'),
    chosen: number('chosen'),
    override: text('override'),
    fallback: text('fallback'),
    auditHash: String(row.auditHash),
  };
}
