/**
 * `dray explain`: one decision of a run, with everything it rested on, and what each alternative would have brought; or which decisions
 * there are.
 */
import type { ExplainedQuestion } from '#bench/counterfactual/explained';
import { explainedDecision, explainedQuestion } from '#bench/counterfactual/explained';
import {
  type DecisionSeen,
  type FoundDecision,
  findDecisions,
  type Wanted,
} from '#bench/counterfactual/find-decisions';
import type { Horizon } from '#bench/counterfactual/horizon';
import { whatIf } from '#bench/counterfactual/what-if';
import { EXPLANATION_VERSION, type Explanation, type WhatIf } from '#reports/counterfactual/explanation';
import { renderExplanation } from '#reports/counterfactual/explanation-summary';
import type { RecordedLine } from '#reports/counterfactual/recorded-lines';
import { durationMs } from '#scenarios/schema/units';
import { type DecisionId, decisionId, isNamed } from './decision-id.ts';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { experimentCommand } from './experiment-command.ts';
import { listDecisions } from './explain-list.ts';
import { type ExplainedRun, type ExplainedRunWords, explainedRun } from './explained-run.ts';
import { Progress } from './progress.ts';
import { stopOnSignals } from './stop-on-signals.ts';
import { versions } from './version.ts';

export interface ExplainWords extends ExplainedRunWords {
  readonly decision?: string | undefined;
  /** Of the list: only decisions of this point, of this order or load; how many lines. */
  readonly point?: string | undefined;
  readonly entity?: string | undefined;
  readonly limit?: number | undefined;
  /** Alternatives to try; none = all. */
  readonly option?: readonly string[] | undefined;
  readonly horizon?: string | undefined;
  /** Other futures. */
  readonly luck?: number | undefined;
  readonly json?: boolean | undefined;
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
    const found = await foundIn(run, id, words.decision!, signals.asked);
    if (found === null) return EXIT.interrupted;
    const question = explainedQuestion(run.plan.world, found.decision);
    const alternatives = alternativesOf(question, found.decision, words.option ?? []);
    const branched =
      alternatives.length === 0
        ? null
        : await whatIf(run.plan, found, {
            horizon,
            luck,
            alternatives,
            onProgress: (done, of) => progress.share(done / of, `${done} of ${of} futures`),
            shouldStop: signals.asked,
          });
    progress.clear();
    if (alternatives.length > 0 && branched === null) return EXIT.interrupted;
    print(explanationOf(run, words, found.decision, question, branched), words.json === true);
    return branched !== null && branched.luck < luck ? EXIT.interrupted : EXIT.done;
  } finally {
    progress.clear();
    signals.release();
    await run.close();
  }
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

/** Brings the run to the decision; null where it was interrupted on the way. */
async function foundIn(
  run: ExplainedRun,
  id: DecisionId,
  word: string,
  shouldStop: () => boolean,
): Promise<FoundDecision | null> {
  const line = run.recorded === null ? null : lineOf(run, id, word);
  const no = line?.no ?? (id.kind === 'row' ? id.no : null);
  let rows = 0;
  const wanted: Wanted = (row, point, entityType, entityKey, attempt, mode) => {
    rows = row;
    if (no !== null) return row === no;
    return id.kind === 'named' && isNamed(id, { point, entityType, entityKey, attempt, mode });
  };
  for await (const found of findDecisions(run.plan, wanted, shouldStop)) {
    if (line !== null) refuseOther(run, line, found.decision);
    refuseShadow(found.decision, word);
    return found;
  }
  if (shouldStop()) return null;
  if (line !== null) throw notReproduced(run, line, 'it is not asked any more');
  throw missing(word, rows, run.arm);
}

function lineOf({ recorded, arm }: ExplainedRun, id: DecisionId, word: string): RecordedLine {
  let rows = 0;
  for (const line of recorded!.lines) {
    if (id.kind === 'row' ? line.no === id.no : isNamed(id, line)) return line;
    rows = line.no;
  }
  const { cutOff } = recorded!.lines;
  if (cutOff !== null)
    throw new UserError(
      `--decision ${word}: it is not among the ${rows} decisions that are whole: ${cutOff}`,
    );
  throw missing(word, rows, arm);
}

function missing(word: string, rows: number, arm: string): UserError {
  const there = rows === 0 ? 'nothing was decided' : `it has decisions 1 to ${rows}`;
  return new UserError(
    `--decision ${word}: ${arm} has no such decision: ${there}. Without --decision they are listed`,
  );
}

function refuseShadow({ mode, no }: DecisionSeen, word: string): void {
  if (mode !== 'shadow') return;
  throw new UserError(
    `--decision ${word}: decision ${no} is what a shadow said, and counted for nothing. Name the one that counted: it has the same point, entity and attempt`,
  );
}

/** A run that comes out otherwise than it was recorded would explain something else. */
function refuseOther(
  run: ExplainedRun,
  line: RecordedLine,
  { inputDigest, chosen, policy }: DecisionSeen,
): void {
  if (inputDigest !== line.inputDigest)
    throw notReproduced(
      run,
      line,
      `it was put to question ${line.inputDigest}, and is put to ${inputDigest} now`,
    );
  if (chosen !== line.chosen || policy !== line.policy)
    throw notReproduced(
      run,
      line,
      `${line.policy} chose option ${line.chosen}, and ${policy} chooses option ${chosen} now`,
    );
}

function notReproduced({ recorded }: ExplainedRun, { no }: RecordedLine, what: string): UserError {
  const { dray } = versions();
  const made = recorded!.versions;
  const by =
    made.dray === dray && made.node === process.versions.node
      ? 'a policy or Dray itself has changed since'
      : `it was made by dray ${made.dray} on node ${made.node}, this is dray ${dray} on node ${process.versions.node}`;
  return new UserError(
    `decision ${no} does not come out as it was recorded: ${what}: ${by}. Run it again: ${recorded!.reproduce}`,
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
    '--allow-host': words.allowHost,
  });
}

function print(explanation: Explanation, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(explanation, null, 2)}\n`);
  else process.stdout.write(`${renderExplanation(explanation)}\n\nagain      ${explanation.reproduce}\n`);
}
