/** `dray audit verify`: is every decision in the recording of a run as it was written? */
import { join } from 'node:path';
import { type AuditRecord, firstBroken } from '#orchestrator/decisions/audit-record';
import type { OutboundArmReport, OutboundRunReport } from '#reports/outbound/outbound-report';
import type { Row } from '#reports/recording/reader';
import { readRunJson } from '#reports/recording/run-json';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { tableOf } from './recorded-tables.ts';

/** @param dir folder of a run */
export function auditVerify(dir: string): ExitCode {
  const { arms } = reportIn(dir);
  if (arms.length === 0) throw new UserError(`${dir}: no policy has run in it`);
  const words = arms.map((arm) => ({ arm, wrong: wrongIn(join(dir, arm.policy), arm) }));
  for (const { arm, wrong } of words)
    process.stdout.write(
      `${arm.policy}: ${wrong ?? `${askedIn(arm)} decisions, every one as it was written`}\n`,
    );
  return words.every(({ wrong }) => wrong === null) ? EXIT.done : EXIT.replayDiffers;
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
  const { rows, cutOff } = table;
  const broken = firstBroken(rows.map(recordOf));
  if (broken >= 0) {
    const { entityType, entityKey, now } = rows[broken]!;
    return `changed at decision ${broken + 1}, on ${entityType} ${entityKey}, ${new Date(Number(now)).toISOString()}: it, or one before it, is not what was written`;
  }
  if (cutOff !== null)
    return `${rows.length} of ${askedIn(arm)} decisions are as they were written; ${cutOff}`;
  // What was taken off the end breaks no hash.
  return rows.length === askedIn(arm)
    ? null
    : `${rows.length} decisions are as they were written, and run.json tells of ${askedIn(arm)}: the others were taken out`;
}

function askedIn({ decisions }: OutboundArmReport): number {
  return decisions.reduce((sum, { asked }) => sum + asked, 0);
}

function recordOf(row: Row): AuditRecord & { readonly auditHash: string } {
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
