/**
 * A governed model behind `LiveApp.decide`, in this process: its governor is loaded from JSON before each call and saved after it, as a
 * durable object would, and questions come as JSON. Asked what a twin was asked, when it was, it decides and notes the same: modes, kill
 * and answers in flight included. Not shown: a server between them (`orchestrator/live/kill.test.ts` has one, without models).
 */
import { expect, test } from 'vitest';
import {
  Governor,
  type ModeNote,
  type Order,
  type SavedGovernor,
} from '#orchestrator/decisions/governance/governor';
import { usualStages } from '#orchestrator/decisions/governance/mode-plan';
import type { ModelAnswer } from '#orchestrator/decisions/model-answer';
import type { LiveAsk, LiveDecision } from '#orchestrator/live/live-app';
import type { OutsideDecider, OutsideQuestion } from '#scenarios/host/ports';
import { type ModelOversight, outsideOf } from '#scenarios/twin/deciders/model-policy';
import { drawKeys } from '#scenarios/twin/landscape';
import { Random } from '#sim/random/random';
import type { DecisionRow } from '#testing/runs/decision-row';
import { governedWorld, order, ranGoverned } from '#testing/runs/governed-run';
import { modelArm, modelOf } from '#testing/runs/model-run';

const ROLLOUT = { mode: 'canary', canaryShare: 0.5, salt: 'model' } as const;
const ORDERS = [order(30, 'promote'), order(50, 'kill')];
const WORLD = governedWorld({ orders: ORDERS });
const ARM = modelArm(modelOf(), { rollout: ROLLOUT });

/** What a durable object keeps: text. */
class DurableGovernor {
  readonly notes: ModeNote[] = [];
  private text: string | null = null;

  with<T>(use: (governor: Governor) => T): T {
    const stages = usualStages(ROLLOUT);
    const first = stages.findIndex(({ mode }) => mode === ROLLOUT.mode);
    const governor = new Governor({ stages, first, monitors: [], columns: [] });
    if (this.text !== null) governor.load(JSON.parse(this.text) as SavedGovernor);
    const result = use(governor);
    this.text = JSON.stringify(governor.save());
    return result;
  }

  begin(now: number): void {
    this.notes.push(this.with((governor) => governor.begin(now)));
  }

  order(now: number, what: Order): void {
    this.notes.push(this.with((governor) => governor.order(now, what)));
  }
}

/** The app's side: the gate, the model and the governor, which know no host. */
function liveApp(durable: DurableGovernor) {
  const oversight: ModelOversight = {
    isGoverned: true,
    get entered() {
      return durable.with(({ changes }) => changes);
    },
    rolloutOf: ({ rollout }) => durable.with((governor) => governor.rollout(rollout.salt)),
    shown: (_ask, features) => features,
    answered: ({ decided, features, under }) =>
      durable.with((governor) =>
        governor.answered({
          latencyMs: decided.latencyMs,
          fellBack: decided.fallback !== null,
          score: decided.score,
          features,
          committed: null,
          askedUnder: under!,
        }),
      ),
  };
  const decider = outsideOf(
    WORLD.network,
    ARM.model!,
    ARM.by,
    new Random(1),
    drawKeys(WORLD.demand),
    oversight,
  )!;
  return { decider, asks: new Asks(decider) };
}

/** A question is open from when it is put until its answer counts. */
class Asks {
  private readonly decider: OutsideDecider;

  constructor(decider: OutsideDecider) {
    this.decider = decider;
  }

  put(ask: LiveAsk): OutsideQuestion {
    const question = this.decider.plan(ask);
    if (question === null) throw new Error('the model is not asked');
    return JSON.parse(JSON.stringify(question)) as OutsideQuestion;
  }

  decide(
    ask: LiveAsk,
    question: OutsideQuestion,
    answer: ModelAnswer,
  ): LiveDecision & { readonly mode: string } {
    const { chosen, policy, fallback, mode } = this.decider.settle(ask, question, answer).decided;
    return { chosen, policy, fallback, mode };
  }
}

const settledAt = ({ now, latencyMs }: DecisionRow): number => Number(now) + Number(latencyMs);

function askOf(row: DecisionRow): LiveAsk {
  const { point, attempt, entityType, entityKey, now, context, options, views } = row;
  return JSON.parse(
    JSON.stringify({ point, attempt, entityType, entityKey, now, context, options, views: views ?? [] }),
  ) as LiveAsk;
}

test('decides and notes what the twin did', async () => {
  const twin = await ranGoverned(WORLD, { rollout: ROLLOUT });
  const durable = new DurableGovernor();
  const { asks } = liveApp(durable);
  durable.begin(WORLD.startAt);
  const open = new Map<DecisionRow, OutsideQuestion>();
  const decided = new Map<DecisionRow, ReturnType<Asks['decide']>>();
  const happens: { readonly at: number; readonly run: () => void }[] = [
    ...ORDERS.map(({ at, order: what }) => ({ at, run: () => durable.order(at, what) })),
    ...twin.rows.flatMap((row) => [
      { at: Number(row.now), run: () => open.set(row, asks.put(askOf(row))) },
      {
        at: settledAt(row),
        run: () => {
          const answer = JSON.parse(String(row.answer)) as ModelAnswer;
          decided.set(row, asks.decide(askOf(row), open.get(row)!, answer));
        },
      },
    ]),
  ];
  for (const { run } of happens.sort((x, y) => x.at - y.at)) run();
  expect(twin.rows.length).toBeGreaterThan(20);
  for (const row of twin.rows) {
    const { chosen, policy, fallback, mode } = row;
    expect(decided.get(row)).toEqual({ chosen, policy, fallback, mode });
  }
  expect(durable.notes).toEqual(twin.notes);
  expect(new Set(twin.rows.map(({ mode }) => mode))).toEqual(new Set(['canary', 'active', 'off']));
});
