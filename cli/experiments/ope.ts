/** `dray ope`: what another policy would have earned, from a log of one's own. */
import { evaluateOffPolicy } from '#bench/statistics/off-policy';
import { renderOffPolicy } from '#reports/comparison/off-policy-summary';
import { AssertionError } from '#sim/assert';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { fitted } from '../screen.ts';
import { readDecisionLog } from './decision-log.ts';

export interface OpeWords {
  readonly log: string;
  readonly json?: boolean | undefined;
}

export function ope({ log: path, json }: OpeWords): ExitCode {
  const log = readDecisionLog(path);
  try {
    const estimate = evaluateOffPolicy(log);
    const report = { format: 1, process: 'off-policy', log: path, decisions: log.length, ...estimate };
    process.stdout.write(
      json ? `${JSON.stringify(report, null, 2)}\n` : `${fitted(renderOffPolicy(estimate, log.length))}\n`,
    );
    return EXIT.done;
  } catch (error) {
    // What no single line shows: lists that do not fit each other.
    if (error instanceof AssertionError) throw new UserError(`${path}: ${error.message}`);
    throw error;
  }
}
