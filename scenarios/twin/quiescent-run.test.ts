/**
 * A run with a model: virtual time waits for answers, and nothing else about when they come shows. Shown with a model in
 * TypeScript whose answers settle in every order that can be, with its answers on record in its place, and in copies.
 */
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KernelSnapshot } from '#sim/kernel';
import { runs } from '#testing/properties/properties';
import type { DecisionRow } from '#testing/runs/decision-row';
import {
  digestsOf,
  HOUR_MS,
  kindsOf,
  type ModelRun,
  modelArm,
  modelOf,
  modelRun,
  ranModel,
  recordOf,
  type Score,
  scoresOf,
  thumbArm,
} from '#testing/runs/model-run';
import { AnswerUnavailable, type RecordedAnswer, recordedAnswers } from '../host/answer-source.ts';
import type { AnswerSource, Ask, ModelOutput, ModelQuestion } from '../host/ports.ts';
import type { OutboundTwin } from './outbound-twin.ts';

/** The same answers, settling one at a time in an order that `next` draws, whatever the order of the questions. */
function shuffled(source: AnswerSource, next: () => number): AnswerSource {
  if (source.kind !== 'outside') throw new Error('a source of promises is needed');
  const waiting: (() => void)[] = [];
  const settleOne = (): void => {
    waiting.splice(next() % waiting.length, 1)[0]!();
    if (waiting.length > 0) setImmediate(settleOne);
  };
  const ask = (question: ModelQuestion) =>
    new Promise<Awaited<ReturnType<typeof source.ask>>>((resolve) => {
      waiting.push(() => resolve(source.ask(question)));
      if (waiting.length === 1) setImmediate(settleOne);
    });
  return { kind: 'outside', ask };
}

/** Runs on until at least so many questions are open. */
async function untilOpen(twin: OutboundTwin, questions: number): Promise<void> {
  while (twin.host.pendingAnswers.size < questions) {
    if ((await twin.runQuiescent({ events: 1 })) !== 'events')
      throw new Error('never so many questions open');
  }
}

/** What they are about. */
function openQuestions(twin: OutboundTwin): Pick<Ask, 'entityKey' | 'attempt'>[] {
  return twin.host.pendingAnswers.save().questions.map(({ ask }) => ask);
}

function rowOf({ rows }: ModelRun, { entityKey, attempt }: Pick<Ask, 'entityKey' | 'attempt'>): DecisionRow {
  const found = rows.find((row) => row.entityKey === entityKey && row.attempt === attempt);
  if (found === undefined) throw new Error(`order ${entityKey}, attempt ${attempt} was never decided`);
  return found;
}

/** What no sensible model would say. */
const dearest: Score = (features, rows) => ({ scores: scoresOf(features, rows).map((score) => -score) });

describe('a run with a model', () => {
  test('decides otherwise than its baseline, thinks in virtual time, and is a value', async () => {
    const { twin, rows } = await ranModel(modelArm(modelOf()));
    expect(await digestsOf(modelArm(modelOf()))).toEqual(twin.digests());
    expect(rows.length).toBeGreaterThan(40);
    expect(kindsOf(rows)).toEqual(['null null']);
    expect(rows.every((row) => (row.latencyMs as number) > 0 && row.policy === 'model')).toBe(true);
    for (const thumb of ['cheapest-in-stock', 'cheapest-feasible', 'fastest-feasible'])
      expect((await digestsOf(thumbArm(thumb))).outcomeDigest).not.toBe(twin.digests().outcomeDigest);
  });

  test('many questions are open at a time', async () => {
    const { twin } = modelRun(modelArm(modelOf(), { thinking: { kind: 'constant', value: 3 * HOUR_MS } }));
    twin.start();
    let most = 0;
    while ((await twin.runQuiescent({ events: 50 })) === 'events')
      most = Math.max(most, twin.host.pendingAnswers.size);
    expect(most).toBeGreaterThan(8);
  });

  // With a constant, answers to questions of one instant count at one instant.
  test.each([
    { kind: 'exponential', mean: 2 * HOUR_MS },
    { kind: 'constant', value: 3 * HOUR_MS },
    { kind: 'constant', value: 0 },
  ] as const)('the order in which promises settle never shows: thinking %o', async (thinking) => {
    const straight = await digestsOf(modelArm(modelOf(), { thinking }));
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (order) => {
        const source = shuffled(modelOf(), () => order.next().value!);
        expect(await digestsOf(modelArm(source, { thinking }))).toEqual(straight);
      }),
      { numRuns: runs(5) },
    );
  });

  test('nor where the run is cut into slices, by events or by time', async () => {
    const straight = await digestsOf(modelArm(modelOf()));
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 1, max: 4000 })), async (sizes) => {
        const { twin } = modelRun(modelArm(modelOf()));
        twin.start();
        let end = 'events';
        while (end !== 'empty') {
          const n = sizes.next().value!;
          end = await twin.runQuiescent(
            n % 2 === 0 ? { events: n } : { until: twin.kernel.now + n * 30_000 },
          );
        }
        const { businessDigest, outcomeDigest } = twin.digests();
        expect({ businessDigest, outcomeDigest, digest: twin.digests().digest }).toEqual(straight);
      }),
      { numRuns: runs(6) },
    );
  });

  test('an answer is not awaited before its instant, nor is one for after the end of the run', async () => {
    const never: AnswerSource = { kind: 'outside', ask: () => new Promise(() => {}) };
    const { twin } = modelRun(modelArm(never, { thinking: { kind: 'constant', value: 20 * HOUR_MS } }));
    twin.start();
    await untilOpen(twin, 3);
    const { earliestDue } = twin.host.pendingAnswers;
    expect(await twin.runQuiescent({ until: earliestDue - 1 })).toBe('until');
    expect(twin.kernel.now).toBe(earliestDue - 1);
    expect(twin.host.pendingAnswers.size).toBeGreaterThan(2);
  });

  test('run() refuses what it could not wait for', () => {
    const { twin } = modelRun(modelArm(modelOf()));
    twin.start();
    expect(() => twin.run()).toThrow(/policy "model" answers through promises.*use runQuiescent/);
  });
});

describe('answers on record', () => {
  test('in place of the model give the same run, without promises', async () => {
    const { twin, rows } = await ranModel(modelArm(modelOf()));
    const again = modelRun(modelArm(recordedAnswers(recordOf(rows))));
    again.twin.start();
    expect(again.twin.run()).toBe('empty');
    expect(again.twin.digests()).toEqual(twin.digests());
    expect(again.rows).toEqual(rows);
  });

  test('one that is missing, or was given to another question, stops the run and says which', async () => {
    const { rows } = await ranModel(modelArm(modelOf()));
    const record = recordOf(rows);
    const run = (some: readonly RecordedAnswer[]) => {
      const { twin } = modelRun(modelArm(recordedAnswers(some)));
      twin.start();
      twin.run();
    };
    expect(() => run(record.filter(({ entityKey }) => entityKey !== 17))).toThrow(
      /no answer of "model" on record for order 17, attempt 1: there is none/,
    );
    const other = record.map((each) => (each.entityKey === 17 ? { ...each, inputDigest: 'x' } : each));
    expect(() => run(other)).toThrow(
      /order 17, attempt 1: it was given to another question \(digest x, this is/,
    );
  });

  test('with the model behind them: only what is not on record is asked', async () => {
    const { twin, rows } = await ranModel(modelArm(modelOf()));
    let asked = 0;
    const model = modelOf((features, count) => {
      asked += 1;
      return { scores: scoresOf(features, count) };
    });
    const record = recordOf(rows);
    const half = record.slice(0, 25);
    expect(await digestsOf(modelArm(recordedAnswers(half, model)))).toEqual(twin.digests());
    expect(asked).toBe(record.length - half.length);
  });

  test('an unavailable answer stops the run where it stands; asked again, it goes on', async () => {
    let down = true;
    const model = modelOf((features, count, n) => {
      if (n > 20 && down) throw new AnswerUnavailable('the model is stuck');
      return { scores: scoresOf(features, count) };
    });
    const { twin } = modelRun(modelArm(model));
    twin.start();
    await expect(twin.runQuiescent()).rejects.toThrow('the model is stuck');
    down = false;
    expect(await twin.runQuiescent()).toBe('empty');
    expect(twin.digests()).toEqual(await digestsOf(modelArm(modelOf())));
  });
});

describe('snapshot', () => {
  test('with open questions: asked again in the copy, or found on record, with the digests of the run never stopped', async () => {
    const straight = await ranModel(modelArm(modelOf()));
    const record = recordOf(straight.rows);
    let open = 0;
    for (let i = 0; i < 8; i++) {
      const source = modelRun(modelArm(modelOf()));
      source.twin.start();
      await source.twin.runQuiescent({ until: source.twin.world.startAt + (12 + 2 * i) * HOUR_MS + i });
      open += source.twin.host.pendingAnswers.size;
      const snapshot = deserialize(serialize(source.twin.snapshot())) as KernelSnapshot;
      for (const answers of [modelOf(), recordedAnswers(record)]) {
        const copy = modelRun(modelArm(answers));
        copy.twin.restore(snapshot);
        expect(await copy.twin.runQuiescent()).toBe('empty');
        expect(copy.twin.digests()).toEqual(straight.twin.digests());
        expect(copy.chain.at(-1)?.auditHash).toBe(straight.chain.at(-1)?.auditHash);
      }
    }
    expect(open).toBeGreaterThan(20);
  });

  test('branched to a rule of thumb: it decides the open questions, too', async () => {
    const source = modelRun(modelArm(modelOf()));
    source.twin.start();
    await untilOpen(source.twin, 4);
    const open = openQuestions(source.twin);
    const branch = modelRun(thumbArm('fastest-feasible'));
    branch.twin.restore(source.twin.snapshot());
    expect(branch.twin.run()).toBe('empty');
    expect(branch.twin.openWork().orders).toBe(0);
    expect(branch.rows.length).toBeGreaterThan(open.length);
    expect(branch.rows.every(({ policy }) => policy === 'fastest-feasible')).toBe(true);
    for (const each of open) expect(rowOf(branch, each)).toMatchObject({ answer: null });
  });

  test('branched to another model: it is asked the open questions, and the source goes on by its own', async () => {
    const source = modelRun(modelArm(modelOf()));
    source.twin.start();
    await untilOpen(source.twin, 4);
    const snapshot = source.twin.snapshot();
    const open = openQuestions(source.twin);
    const branch = modelRun(modelArm(modelOf(dearest), { name: 'other' }));
    branch.twin.restore(snapshot);
    expect(await branch.twin.runQuiescent()).toBe('empty');
    expect(await source.twin.runQuiescent()).toBe('empty');
    expect(source.twin.digests()).toEqual(await digestsOf(modelArm(modelOf())));
    expect(branch.rows.every(({ policy }) => policy === 'other')).toBe(true);
    const pairs = open.map((each) => [rowOf(source, each), rowOf(branch, each)] as const);
    for (const [one, other] of pairs) expect(other.inputDigest).toBe(one.inputDigest);
    expect(pairs.some(([one, other]) => one.chosen !== other.chosen)).toBe(true);
  });

  test('a crash with open questions, with or without an outage: the answers come all the same', async () => {
    const straight = await ranModel(modelArm(modelOf()));
    for (const outageMs of [0, HOUR_MS]) {
      const { twin } = modelRun(modelArm(modelOf()));
      twin.start();
      await untilOpen(twin, 4);
      twin.host.crash();
      if (outageMs > 0) await twin.runQuiescent({ until: twin.kernel.now + outageMs });
      twin.host.restart();
      expect(await twin.runQuiescent()).toBe('empty');
      expect(twin.openWork()).toEqual(straight.twin.openWork());
      const { businessDigest } = straight.twin.digests();
      if (outageMs === 0) expect(twin.digests().businessDigest).toBe(businessDigest);
    }
  });

  test('restored while it waits: the answer of the other run is not taken', async () => {
    let settle: (output: ModelOutput) => void = () => {};
    const held = new Promise<ModelOutput>((resolve) => {
      settle = resolve;
    });
    const { twin } = modelRun(modelArm(modelOf(() => held)));
    twin.start();
    const start = twin.snapshot();
    const waiting = twin.runQuiescent();
    await new Promise((resolve) => setImmediate(resolve));
    twin.restore(start);
    settle({ scores: [] });
    await expect(waiting).rejects.toThrow('the run was restored while it waited for answers');
  });
});
