/** `dray explain` without a decision: which there are, of a recording or of a run that is made for it. */
import { MeasuredTwin } from '#bench/counterfactual/measured-twin';
import type { DecisionPoint } from '#orchestrator/core/out';
import type { DecisionLine } from '#reports/counterfactual/explanation';
import { renderDecisionList } from '#reports/counterfactual/explanation-summary';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { fitted } from '../screen.ts';
import { type EntityWord, entityWord, isEntity, pointWord } from './decision-id.ts';
import type { ExplainedRun } from './explained-run.ts';

/** Lines that are shown where nobody says how many. */
const LIMIT = 20;
/** Events between two looks at whether to stop. */
const SLICE_EVENTS = 20_000;

/** Only decisions of this point, of this order or load; how many lines. */
export interface ListWords {
  readonly point?: string | undefined;
  readonly entity?: string | undefined;
  readonly limit?: number | undefined;
  readonly json?: boolean | undefined;
}

interface Filter {
  readonly point: DecisionPoint | null;
  readonly entity: EntityWord | null;
  readonly limit: number;
}

class Listed {
  readonly lines: DecisionLine[] = [];
  /** That the filter lets through, shown or not. */
  total = 0;
  private readonly filter: Filter;

  constructor(filter: Filter) {
    this.filter = filter;
  }

  add(line: DecisionLine): void {
    const { point, entity, limit } = this.filter;
    if (point !== null && line.point !== point) return;
    if (entity !== null && !isEntity(entity, line)) return;
    this.total += 1;
    if (this.lines.length < limit) this.lines.push(line);
  }
}

export async function listDecisions(
  run: ExplainedRun,
  words: ListWords,
  shouldStop: () => boolean,
): Promise<ExitCode> {
  const { point, entity, limit = LIMIT, json } = words;
  const listed = new Listed({
    point: point === undefined ? null : pointWord(`--point ${point}`, point),
    entity: entity === undefined ? null : entityWord(`--entity ${entity}`, entity),
    limit,
  });
  if (run.recorded === null) await listRun(run, listed, shouldStop);
  else for (const { inputDigest: _, ...line } of run.recorded.lines) listed.add(line);
  const { lines, total } = listed;
  if (json === true)
    process.stdout.write(`${JSON.stringify({ arm: run.arm, total, decisions: lines }, null, 2)}\n`);
  else
    process.stdout.write(
      total === 0 ? `${run.arm}: no such decision\n` : `${fitted(renderDecisionList(lines, total))}\n`,
    );
  const cutOff = run.recorded?.lines.cutOff ?? null;
  if (cutOff !== null) process.stderr.write(`warning: ${cutOff}\n`);
  return shouldStop() ? EXIT.interrupted : EXIT.done;
}

/** Runs the arm to its end. */
async function listRun({ plan }: ExplainedRun, listed: Listed, shouldStop: () => boolean): Promise<void> {
  let no = 0;
  const measured = new MeasuredTwin(plan, {
    onDecision: (
      at,
      point,
      entityType,
      entityKey,
      attempt,
      policy,
      _digest,
      mode,
      options,
      removed,
      ...rest
    ) => {
      const [chosen, , , , fallback] = rest;
      no += 1;
      listed.add({
        no,
        at,
        point,
        entityType,
        entityKey,
        attempt,
        policy,
        mode,
        options,
        removed,
        chosen,
        fallback,
      });
    },
  });
  measured.start();
  for (let end = 'events'; end === 'events' && !shouldStop(); ) {
    end = await measured.twin.runQuiescent({ until: measured.endAt, events: SLICE_EVENTS });
    await new Promise((resolve) => setImmediate(resolve));
  }
}
