/**
 * A run with a model: virtual time waits for answers, and nothing else about when they come shows. Shown with a model in
 * TypeScript whose answers settle in every order that can be, with its answers on record in its place, and in copies.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cheapestFeasible, fastestFeasible } from '#orchestrator/decisions/node-and-carrier';
import {
  digestsOf,
  HOUR_MS,
  kindsOf,
  modelOf,
  modelRun,
  policyOf,
  ranModel,
  recordOf,
  scoresOf,
} from '#testing/model-run';
import { runs } from '#testing/properties';
import { AnswerUnavailable, type RecordedAnswer, recordedAnswers } from '../host/answer-source.ts';
import type { AnswerSource, ModelOutput, ModelQuestion } from '../host/ports.ts';

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

describe('a run with a model', () => {
  test('decides otherwise than its baseline, thinks in virtual time, and is a value', async () => {
    const { twin, rows } = await ranModel(policyOf(modelOf()));
    expect(await digestsOf(policyOf(modelOf()))).toEqual(twin.digests());
    expect(rows).toHaveLength(40);
    expect(kindsOf(rows)).toEqual(['null null']);
    expect(rows.every((row) => (row.latencyMs as number) > 0 && row.policy === 'model')).toBe(true);
    for (const thumb of [cheapestFeasible, fastestFeasible])
      expect((await digestsOf(thumb)).outcomeDigest).not.toBe(twin.digests().outcomeDigest);
  });

  test('many questions are open at a time', async () => {
    const { twin } = modelRun(policyOf(modelOf(), { thinking: { kind: 'constant', value: 3 * HOUR_MS } }));
    twin.start();
    let most = 0;
    while ((await twin.runQuiescent({ events: 1 })) === 'events')
      most = Math.max(most, twin.host.pendingAnswers.size);
    expect(most).toBeGreaterThan(8);
  });

  // With a constant, answers to questions of one instant count at one instant.
  test.each([
    { kind: 'exponential', mean: 2 * HOUR_MS },
    { kind: 'constant', value: 3 * HOUR_MS },
    { kind: 'constant', value: 0 },
  ] as const)('the order in which promises settle never shows: thinking %o', async (thinking) => {
    const straight = await digestsOf(policyOf(modelOf(), { thinking }));
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (order) => {
        const source = shuffled(modelOf(), () => order.next().value!);
        expect(await digestsOf(policyOf(source, { thinking }))).toEqual(straight);
      }),
      { numRuns: runs(10) },
    );
  });

  test('nor where the run is cut into slices, by events or by time', async () => {
    const straight = await digestsOf(policyOf(modelOf()));
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 1, max: 400 })), async (sizes) => {
        const { twin } = modelRun(policyOf(modelOf()));
        twin.start();
        let end = 'events';
        while (end !== 'empty') {
          const n = sizes.next().value!;
          end = await twin.runQuiescent(
            n % 2 === 0 ? { events: n } : { until: twin.kernel.now + n * 60_000 },
          );
        }
        const { businessDigest, outcomeDigest } = twin.digests();
        expect({ businessDigest, outcomeDigest, digest: twin.digests().digest }).toEqual(straight);
      }),
      { numRuns: runs(15) },
    );
  });

  test('an answer is not awaited before its instant, nor is one for after the end of the run', async () => {
    const never: AnswerSource = { kind: 'outside', ask: () => new Promise(() => {}) };
    const { twin } = modelRun(policyOf(never, { thinking: { kind: 'constant', value: 5 * HOUR_MS } }));
    twin.start();
    expect(await twin.runQuiescent({ until: twin.world.startAt + 4 * HOUR_MS })).toBe('until');
    const { earliestDue } = twin.host.pendingAnswers;
    expect(await twin.runQuiescent({ until: earliestDue - 1 })).toBe('until');
    expect(twin.kernel.now).toBe(earliestDue - 1);
    expect(twin.host.pendingAnswers.size).toBeGreaterThan(8);
  });

  test('run() refuses what it could not wait for', () => {
    const { twin } = modelRun(policyOf(modelOf()));
    twin.start();
    expect(() => twin.run()).toThrow(/policy "model" answers through promises.*use runQuiescent/);
  });
});

describe('answers on record', () => {
  test('in place of the model give the same run, without promises', async () => {
    const { twin, rows } = await ranModel(policyOf(modelOf()));
    const again = modelRun(policyOf(recordedAnswers(recordOf(rows))));
    again.twin.start();
    expect(again.twin.run()).toBe('empty');
    expect(again.twin.digests()).toEqual(twin.digests());
    expect(again.rows).toEqual(rows);
  });

  test('one that is missing, or was given to another question, stops the run and says which', async () => {
    const { rows } = await ranModel(policyOf(modelOf()));
    const record = recordOf(rows);
    const run = (some: readonly RecordedAnswer[]) => {
      const { twin } = modelRun(policyOf(recordedAnswers(some)));
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
    const { twin, rows } = await ranModel(policyOf(modelOf()));
    let asked = 0;
    const model = modelOf((features, count) => {
      asked += 1;
      return { scores: scoresOf(features, count) };
    });
    const half = recordOf(rows).slice(0, 25);
    expect(await digestsOf(policyOf(recordedAnswers(half, model)))).toEqual(twin.digests());
    expect(asked).toBe(15);
  });

  test('an unavailable answer stops the run where it stands; asked again, it goes on', async () => {
    let down = true;
    const model = modelOf((features, count, n) => {
      if (n > 20 && down) throw new AnswerUnavailable('the model is stuck');
      return { scores: scoresOf(features, count) };
    });
    const { twin } = modelRun(policyOf(model));
    twin.start();
    await expect(twin.runQuiescent()).rejects.toThrow('the model is stuck');
    down = false;
    expect(await twin.runQuiescent()).toBe('empty');
    expect(twin.digests()).toEqual(await digestsOf(policyOf(modelOf())));
  });
});

describe('snapshot', () => {
  test('with open questions: asked again in the copy, or found on record, with the digests of the run never stopped', async () => {
    const straight = await ranModel(policyOf(modelOf()));
    const record = recordOf(straight.rows);
    const total = straight.twin.kernel.events;
    let open = 0;
    for (let i = 1; i < 16; i++) {
      const source = modelRun(policyOf(modelOf()));
      source.twin.start();
      await source.twin.runQuiescent({ events: Math.floor((total * i) / 48) });
      open += source.twin.host.pendingAnswers.size;
      const snapshot = structuredClone(source.twin.snapshot());
      for (const answers of [modelOf(), recordedAnswers(record)]) {
        const copy = modelRun(policyOf(answers));
        copy.twin.restore(snapshot);
        expect(await copy.twin.runQuiescent()).toBe('empty');
        expect(copy.twin.digests()).toEqual(straight.twin.digests());
        expect(copy.rows.at(-1)?.auditHash).toBe(straight.rows.at(-1)?.auditHash);
      }
    }
    expect(open).toBeGreaterThan(50);
  });

  test('branched to a rule of thumb: it decides the open questions, too', async () => {
    const source = modelRun(policyOf(modelOf()));
    source.twin.start();
    await source.twin.runQuiescent({ events: 500 });
    expect(source.twin.host.pendingAnswers.size).toBeGreaterThan(0);
    const branch = modelRun(fastestFeasible);
    branch.twin.restore(source.twin.snapshot());
    expect(branch.twin.run()).toBe('empty');
    expect(branch.twin.openWork().orders).toBe(0);
  });

  test('restored while it waits: the answer of the other run is not taken', async () => {
    let settle: (output: ModelOutput) => void = () => {};
    const held = new Promise<ModelOutput>((resolve) => {
      settle = resolve;
    });
    const { twin } = modelRun(policyOf(modelOf(() => held)));
    twin.start();
    const start = twin.snapshot();
    const waiting = twin.runQuiescent();
    await new Promise((resolve) => setImmediate(resolve));
    twin.restore(start);
    settle({ scores: [] });
    await expect(waiting).rejects.toThrow('the run was restored while it waited for answers');
  });
});
