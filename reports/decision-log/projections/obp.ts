/**
 * The Open Bandit Pipeline's bandit feedback, as a CSV of rounds and a JSON of the rest.
 *
 * 1. An action is what an option is by name (`actions.ts`), counted in the order in which names first come; `pi_b` adds up where two options
 *    have one name, and `pscore` is what it says of the action.
 * 2. `position` is none: one thing is decided at a time. `expected_reward` is none: a log knows what came of what was done, nothing else.
 *
 * Source: st-tech/zr-obp, `obp/dataset/real.py`, `obtain_batch_bandit_feedback`.
 */

import { actionName } from '../actions.ts';
import { spreadPropensities } from '../log-row.ts';
import { contextNumbers } from './context-numbers.ts';
import { drawnRows, type LeftOutCounts, type LogSource, rewardColumn } from './projection.ts';

const LINE_END = '\r\n';

export interface ObpFeedback {
  readonly n_rounds: number;
  readonly n_actions: number;
  readonly actions: readonly string[];
  /** Columns of `context`, in their order, `name [unit]`. */
  readonly context: readonly string[];
  readonly reward: string;
  readonly position: null;
  readonly expected_reward: null;
  readonly left_out: LeftOutCounts;
}

/**
 * Two passes: names of actions first, since each is a column.
 * @param write takes the CSV piece by piece
 */
export function writeObp(source: LogSource, write: (text: string) => void): ObpFeedback {
  const left_out: LeftOutCounts = {};
  const actions = actionsOf(source, left_out);
  const context = contextNumbers(source.point);
  const { name, unit, better } = rewardColumn(source);
  const heads = ['action', 'reward', 'pscore', ...context.map((each) => `context.${each.name}`)];
  write(`${[...heads, ...actions.map((_, action) => `pi_b.${action}`)].join(',')}${LINE_END}`);
  let n_rounds = 0;
  for (const { row, reward } of drawnRows(source, {})) {
    const probabilities = spreadPropensities(row)!;
    const pi = new Float64Array(actions.length);
    row.options.forEach((option, i) => {
      const at = actions.indexOf(actionName(source.point.name, option, i));
      if (at >= 0) pi[at]! += probabilities[i]!;
    });
    const action = actions.indexOf(actionName(source.point.name, row.options[row.chosen]!, row.chosen));
    const cells = [action, reward, pi[action], ...context.map(({ of }) => of(row) ?? ''), ...pi];
    write(`${cells.join(',')}${LINE_END}`);
    n_rounds += 1;
  }
  return {
    n_rounds,
    n_actions: actions.length,
    actions,
    context: context.map((each) => `${each.name} [${each.unit}]`),
    reward: `${better === 'less' ? 'minus ' : ''}outcome.${name} [${unit}]`,
    position: null,
    expected_reward: null,
    left_out,
  };
}

/** Of what was offered, in the order in which they first come. */
function actionsOf(source: LogSource, counts: LeftOutCounts): readonly string[] {
  const names = new Set<string>();
  for (const { row } of drawnRows(source, counts))
    row.options.forEach((option, i) => {
      if (row.ruledOut[i] === null) names.add(actionName(source.point.name, option, i));
    });
  return [...names];
}
