/** Finds a decision in a run, and makes sure that it is the one on record. */
import {
  type DecisionSeen,
  type FoundDecision,
  findDecisions,
  type Wanted,
} from '#bench/counterfactual/find-decisions';
import type { RecordedLine } from '#reports/counterfactual/recorded-lines';
import { UserError } from '../exit-codes.ts';
import { versions } from '../version.ts';
import { type DecisionId, isNamed } from './decision-id.ts';
import type { ExplainedRun } from './explained-run.ts';

/** Brings the run to the decision; null where it was interrupted on the way. */
export async function decisionIn(
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
  for await (const found of findDecisions(run.plan, wanted, { shouldStop })) {
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
