/**
 * `dray explain`: one decision of a run, with everything it rested on, and what each alternative would have brought; or which decisions
 * there are.
 */
import type { ExplainedQuestion } from '#bench/counterfactual/explained';
import { explainedDecision, explainedQuestion } from '#bench/counterfactual/explained';
import type { DecisionSeen } from '#bench/counterfactual/find-decisions';
import type { Horizon } from '#bench/counterfactual/horizon';
import { whatIf } from '#bench/counterfactual/what-if';
import { violationIn } from '#bench/experiments/violation-place';
import { EXPLANATION_VERSION, type Explanation, type WhatIf } from '#reports/counterfactual/explanation';
import { renderExplanation } from '#reports/counterfactual/explanation-summary';
import { durationMs } from '#scenarios/schema/units';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { experimentCommand } from '../experiments/experiment-command.ts';
import { Progress } from '../progress.ts';
import { fitted } from '../screen.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
import { versions } from '../version.ts';
import { type DecisionId, decisionId } from './decision-id.ts';
import { type ListWords, listDecisions } from './explain-list.ts';
import { decisionIn } from './explained-decision.ts';
import { type ExplainedRun, type ExplainedRunWords, explainedRun } from './explained-run.ts';

export interface ExplainWords extends ExplainedRunWords, ListWords {
  readonly decision?: string | undefined;
  /** Alternatives to try; none = all. */
  readonly option?: readonly string[] | undefined;
  readonly horizon?: string | undefined;
  /** Other futures. */
  readonly luck?: number | undefined;
  readonly quiet?: boolean | undefined;
}

/** Other futures that are tried where nobody says how many. */
const LUCK = 10;
const LUCK_MAX = 1000;

export async function explain(words: ExplainWords): Promise<ExitCode> {
  const id = words.decision === undefined ? null : decisionId(words.decision);
  const horizon = horizonOf(words.horizon);
  const { luck = LUCK } = words;
  if (luck > LUCK_MAX) throw new UserError(`--luck ${luck}: ${LUCK_MAX} other futures at most`);
  const run = await explainedRun(words);
  const signals = stopOnSignals();
  const progress = new Progress(process.stderr, { quiet: words.quiet === true });
  try {
    if (id === null) return await listDecisions(run, words, signals.asked);
    return await explainOne(run, words, id, { horizon, luck, progress, shouldStop: signals.asked });
  } catch (error) {
    const broken = violationIn(error);
    if (broken === null) throw error;
    process.stderr.write(`an invariant broke on the way: ${broken.message}\n`);
    return EXIT.violated;
  } finally {
    progress.clear();
    signals.release();
    await run.close();
  }
}

interface Trying {
  readonly horizon: Horizon;
  readonly luck: number;
  readonly progress: Progress;
  readonly shouldStop: () => boolean;
}

async function explainOne(
  run: ExplainedRun,
  words: ExplainWords,
  id: DecisionId,
  { progress, ...trying }: Trying,
): Promise<ExitCode> {
  const { luck, shouldStop } = trying;
  const found = await decisionIn(run, id, words.decision!, shouldStop);
  if (found === null) return EXIT.interrupted;
  const question = explainedQuestion(run.plan.world, found.decision);
  const alternatives = alternativesOf(question, found.decision, words.option ?? []);
  const onProgress = (done: number, of: number): void =>
    progress.share(done / of, `${done} of ${of} futures`);
  const branched =
    alternatives.length === 0 ? null : await whatIf(run.plan, found, { ...trying, alternatives, onProgress });
  progress.clear();
  if (alternatives.length > 0 && branched === null) return EXIT.interrupted;
  print(explanationOf(run, words, found.decision, question, branched), words.json === true);
  return branched !== null && branched.luck < luck ? EXIT.interrupted : EXIT.done;
}

function horizonOf(text: string | undefined): Horizon {
  if (text === undefined || text === 'closed') return { kind: 'closed' };
  if (text === 'end') return { kind: 'end' };
  const parted = /^(\d+(?:\.\d+)?) ?(min|h|d|hours?|days?)$/.exec(text);
  const ms = parted === null ? 0 : durationMs(`${parted[1]} ${parted[2]!.replace(/^(h|d).*/, '$1')}`);
  if (ms > 0) return { kind: 'for', ms };
  throw new UserError(
    `--horizon ${text}: give a time above 0 after the decision ("7 days", "12 h"), or closed, or end`,
  );
}

/** Options to try beside the one chosen. */
function alternativesOf(
  { options }: ExplainedQuestion,
  { chosen }: DecisionSeen,
  asked: readonly string[],
): readonly number[] {
  const open = options.filter(({ no, removedBy }) => removedBy === null && no !== chosen).map(({ no }) => no);
  if (asked.length === 0) return open;
  return [...new Set(asked)].map((word) => {
    const option = /^\d{1,6}$/.test(word) ? options[Number(word)] : undefined;
    if (option === undefined)
      throw new UserError(
        `--option ${word}: there is no such option. ${options.length === 0 ? 'There was none' : `There are 0 to ${options.length - 1}`}`,
      );
    const { no, removedBy } = option;
    if (removedBy !== null)
      throw new UserError(
        `--option ${word}: a hard rule forbids it (${removedBy.rule}: ${removedBy.summary}), and no hard rule can be overridden. Allowed beside the choice: ${open.join(', ') || 'none'}`,
      );
    if (no === chosen)
      throw new UserError(
        `--option ${word}: it is the one that was chosen. Others: ${open.join(', ') || 'none'}`,
      );
    return no;
  });
}

function explanationOf(
  run: ExplainedRun,
  words: ExplainWords,
  decision: DecisionSeen,
  question: ExplainedQuestion,
  branched: WhatIf | null,
): Explanation {
  const { plan, scenario, arm } = run;
  const { name, digest } = scenario;
  return {
    format: EXPLANATION_VERSION,
    process: 'explanation',
    scenario: { name, digest },
    seed: plan.seed,
    arm,
    currency: plan.world.currency,
    versions: versions(),
    reproduce: commandOf(words, arm),
    decision: explainedDecision(decision, plan.policies),
    ...question,
    whatIf: branched,
  };
}

function commandOf(words: ExplainWords, arm: string): string {
  return experimentCommand('explain', [words.ref], {
    '--decision': words.decision,
    '--arm': arm,
    '--option': words.option,
    '--horizon': words.horizon,
    '--luck': words.luck,
    '--data': words.data,
    '--seed': words.seed,
    '--with': words.with,
    '--set': words.set,
    '--policy': words.policy,
    '--fidelity': words.fidelity,
    '--until': words.until,
    '--allow-host': words.allowHost,
  });
}

function print(explanation: Explanation, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(explanation, null, 2)}\n`);
  else
    process.stdout.write(
      `${fitted(renderExplanation(explanation))}\n\nagain      ${explanation.reproduce}\n`,
    );
}
