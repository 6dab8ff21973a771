/** What a comparison says of single decisions, in a line or two. */
import { count, decimal } from '../text/format.ts';
import type { CounterfactualReport } from './sample-report.ts';

/** @param currency of the amounts */
export function sampleWords(
  { replications, interrupted, decisions, advantage, explain }: CounterfactualReport,
  currency: string,
): string[] {
  const stopped =
    interrupted === true ? ['single decisions: interrupted before all of them had been tried'] : [];
  if (decisions.length === 0 && replications === 0) return stopped;
  if (decisions.length === 0)
    return [
      ...stopped,
      `of ${count(replications)} runs looked at, none has a decision that the candidate would make otherwise`,
    ];
  const better = decisions.filter(({ advantageMinor }) => advantageMinor > 0).length;
  const worth =
    advantage === null
      ? `its choice is worth ${signed(decisions[0]!.advantageMinor)} ${currency}`
      : `its choice is worth ${signed(advantage.mean)} ${currency} each (${signed(advantage.low)} to ${signed(advantage.high)}), and more than nothing in ${count(better)}`;
  return [
    ...stopped,
    `${count(decisions.length)} single ${decisions.length === 1 ? 'decision' : 'decisions'} that the candidate would make otherwise, tried in the baseline's runs: ${worth}`,
    ...(explain === null ? [] : [`the best of them: ${explain}`]),
  ];
}

/** Minor units. */
function signed(minor: number): string {
  return `${minor > 0 ? '+' : minor < 0 ? '-' : '±'}${decimal(Math.abs(minor) / 100, 2)}`;
}
