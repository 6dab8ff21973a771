/**
 * Vowpal Wabbit's dsjson: a decision a line, for `--cb_explore_adf --dsjson`.
 *
 * 1. `_multi` has the options that were offered: what a hard rule removed was no choice. `a` counts them from 1, the one chosen first;
 *    `p` goes by `a`. `_label_cost` is the reward with its sign turned.
 *
 * Source: VowpalWabbit wiki, "DSJSON" and "JSON".
 */

import { actionName } from '../actions.ts';
import { spreadPropensities } from '../log-row.ts';
import type { LoggedPoint } from '../logged-point.ts';
import { type ContextNumber, contextNumbers } from './context-numbers.ts';
import type { DrawnRow } from './projection.ts';

export class DsjsonLines {
  private readonly point: LoggedPoint;
  private readonly context: readonly ContextNumber[];

  constructor(point: LoggedPoint) {
    this.point = point;
    this.context = contextNumbers(point);
  }

  /** Without the end of the line. */
  line({ row, seed, arm, reward }: DrawnRow): string {
    const offered = row.ruledOut.flatMap((rule, i) => (rule === null ? [i] : []));
    const probabilities = spreadPropensities(row)!;
    const chosen = offered.indexOf(row.chosen);
    const order = [chosen, ...offered.map((_, i) => i).filter((i) => i !== chosen)];
    return JSON.stringify({
      _label_cost: 0 - reward,
      _label_probability: probabilities[row.chosen],
      _label_Action: chosen + 1,
      _labelIndex: chosen,
      Timestamp: `${new Date(row.time).toISOString().slice(0, -1)}0000Z`,
      Version: '1',
      EventId: `${seed ?? ''}/${arm}/${row.decision}`,
      a: order.map((i) => i + 1),
      c: {
        Context: Object.fromEntries(this.context.map(({ name, of }) => [name, of(row) ?? 0])),
        _multi: offered.map((i) => ({
          _tag: actionName(this.point.name, row.options[i]!, i),
          Option: this.featuresOf(row.features, i),
        })),
      },
      p: order.map((i) => probabilities[offered[i]!]),
      VWState: { m: row.policyDigest ?? row.policy },
    });
  }

  private featuresOf(features: ArrayLike<number>, option: number): Readonly<Record<string, number>> {
    const { columns } = this.point.features;
    return Object.fromEntries(columns.map(({ name }, i) => [name, features[option * columns.length + i]!]));
  }
}
