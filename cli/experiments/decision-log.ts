/**
 * A decision log of one's own: JSON Lines, one decision a line.
 *
 *   {"chosen": 0, "propensities": [0.9, 0.1], "reward": -12.5, "target": [0.2, 0.8], "predicted": [-13, -10]}
 *
 * Lists go by action: with which probability the log's policy would have taken each, with which the policy under evaluation would, and (may be left
 * out) what a model says each earns. What is wrong with a line is told with its number, up to ten of them.
 */
import { z } from 'zod';
import type { LoggedDecision } from '#bench/statistics/off-policy';
import { UserError } from '../exit-codes.ts';
import { DiskFiles } from '../source-files.ts';

const shares = z.array(z.number().min(0).max(1)).min(2);

const decision = z.object({
  chosen: z.int().min(0),
  propensities: shares,
  reward: z.number(),
  target: shares,
  predicted: z.array(z.number()).optional(),
});

/** Problems shown at most. */
const SHOWN = 10;

const NO_JSON =
  'is no JSON. A decision a line is needed: {"chosen": 0, "propensities": [...], "reward": 1, "target": [...]}';

/** @returns decisions in the order of the file; throws `UserError` with every line that is none */
export function readDecisionLog(path: string): readonly LoggedDecision[] {
  const problems: string[] = [];
  const log: LoggedDecision[] = [];
  for (const [no, line] of textOf(path).split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = decisionOf(line);
    if (typeof read === 'string') problems.push(`${path}:${no + 1}: ${read}`);
    else log.push(read);
  }
  // Another kind of file altogether: said once.
  if (log.length === 0 && problems.length > 1 && problems.every((problem) => problem.endsWith(NO_JSON)))
    throw new UserError(
      `${problems[0]}. No line of it is JSON: "dray export RUN --format ope --target POLICY" writes such a log of a run that explores`,
    );
  if (problems.length > 0) {
    const more = problems.length > SHOWN ? [`... and ${problems.length - SHOWN} lines more`] : [];
    throw new UserError([...problems.slice(0, SHOWN), ...more].join('\n'));
  }
  if (log.length >= 2) return log;
  throw new UserError(
    `${path}: ${log.length === 0 ? 'no decisions' : 'one decision'} in it; at least two are needed`,
  );
}

function textOf(path: string): string {
  const text = new DiskFiles(null).read(path);
  // Some programs begin a file with a byte order mark.
  if (typeof text === 'string') return text.replace(/^\uFEFF/, '');
  throw new UserError(`--log ${path}: ${text === null ? 'there is no such file' : text.why}`);
}

function decisionOf(line: string): LoggedDecision | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return NO_JSON;
  }
  const parsed = decision.safeParse(value);
  if (parsed.success) {
    const { predicted, ...rest } = parsed.data;
    return predicted === undefined ? rest : { ...rest, predicted };
  }
  const [issue] = parsed.error.issues;
  return `${issue!.path.join('.') || 'the line'}: ${issue!.message}`;
}
