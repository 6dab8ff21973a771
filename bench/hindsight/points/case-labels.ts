/**
 * What the right answer to an exception would have been: by what its owner knows of it, where somebody does, else by what the scenario says that a person
 * of the role answers who does not err.
 *
 * 1. An answer that a hard rule keeps for people is right from a person alone: then a person is what was to be asked.
 * 2. Labels are for judging answers afterwards. Nobody who decides is told any.
 */

import type { ExceptionContext } from '#orchestrator/decisions/exception';
import { type ExceptionOption, nothingGivenUp } from '#orchestrator/decisions/exception';

/** What owners have written down by the end of the run, of a load. */
export interface KnownOfLoad {
  readonly lost: boolean;
  readonly billed: boolean;
  /** Whether its bill was too high; null = carriers write down no mistakes here. */
  readonly overbilled: boolean | null;
}

export interface CaseLabel {
  /** Index of the answer to the task. */
  readonly answer: number;
  /** Index of the option that gives it, among those that were offered: its remedy, or a person. */
  readonly option: number;
}

/** @param usual index that a person answers who does not err  @param load null = it is about none */
export function labelOf(
  context: ExceptionContext,
  options: readonly ExceptionOption[],
  usual: number,
  load: KnownOfLoad | null,
): CaseLabel {
  const answer = load === null ? usual : answerKnown(context.task, load, usual);
  const remedy = options.findIndex(
    (option) => option.answer === answer && nothingGivenUp.allows(context, option),
  );
  return { answer, option: remedy >= 0 ? remedy : options.findIndex((option) => option.answer < 0) };
}

/** Indexes as `remedies.ts` has them. */
function answerKnown(task: string, { lost, billed, overbilled }: KnownOfLoad, usual: number): number {
  switch (task) {
    case 'noNews':
      // Wait, or write it off.
      return lost ? 1 : 0;
    case 'noBill':
      // Ask again, or write it off.
      return billed ? 0 : 1;
    case 'disputedBill':
      // Pay what was agreed, or what was billed.
      return overbilled === null ? usual : overbilled ? 0 : 1;
    default:
      return usual;
  }
}
