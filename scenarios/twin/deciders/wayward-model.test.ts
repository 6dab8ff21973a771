/**
 * The wayward model: what it answers is keyed by its name, the entity and the attempt, whatever was asked before, and each of its manners
 * comes; the gate takes some of them and turns the others down. As a scenario names it, it decides in a run that needs nothing opened.
 */
import { describe, expect, test } from 'vitest';
import { adviceOf, type ModelAnswer } from '#orchestrator/decisions/model-answer';
import { runTrial } from '#testing/search/trial';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import type { ModelQuestion } from '../../host/ports.ts';
import { waywardAnswers } from './wayward-model.ts';

function questionAbout(entityKey: number, attempt = 1): ModelQuestion {
  return {
    policy: 'wayward-1',
    point: 'sourcing',
    entityType: 'order',
    entityKey,
    attempt,
    inputDigest: '',
    features: new Float32Array(3),
    rows: 3,
  };
}

async function answersOf(name: string, keys: readonly number[], attempt = 1): Promise<ModelAnswer[]> {
  const answers = waywardAnswers(name);
  if (answers.kind !== 'outside') throw new Error('it is asked, not read');
  const found: ModelAnswer[] = [];
  for (const key of keys) found.push(await answers.ask(questionAbout(key, attempt)));
  return found;
}

const KEYS = Array.from({ length: 300 }, (_, i) => 1 + i * 2 ** 27);

describe('an answer', () => {
  test('is that of its question, whatever else is asked; another name, entity or attempt has another', async () => {
    const all = await answersOf('wayward-1', KEYS);
    const backwards = await answersOf('wayward-1', [...KEYS].reverse());
    expect(backwards.reverse()).toEqual(all);
    expect(await answersOf('wayward-2', KEYS)).not.toEqual(all);
    expect(await answersOf('wayward-1', KEYS, 2)).not.toEqual(all);
    expect(new Set(all.map((answer) => JSON.stringify(answer))).size).toBeGreaterThan(15);
  });

  test('is taken, or turned down for each of the reasons that an answer can be', async () => {
    const advice = (await answersOf('wayward-1', KEYS)).map((answer) => adviceOf(answer, 3));
    const how = new Set(
      advice.map((each) => {
        if (each.kind === 'none') return each.reason;
        return each.action < 0 || each.action > 2 ? 'no such option' : 'an option';
      }),
    );
    expect([...how].sort()).toEqual(
      ['an option', 'model-failed', 'no such option', 'not-finite', 'wrong-length'].sort(),
    );
    const options = advice.flatMap((each) => (each.kind === 'none' ? [] : [each.action]));
    for (const option of [0, 1, 2]) expect(options).toContain(option);
  });
});

const ENTRY = {
  name: 'wayward-7',
  model: 'wayward',
  point: 'carrier',
  baseline: 'as-planned',
  mode: 'active',
  thinking: { exponential: { mean: '6 min' } },
  timeout: '10 min',
  minConfidence: 0.5,
  sourcing: 'fastest-feasible',
  source: 'a test',
};

function loaded(entry: object): ReturnType<typeof loadFrom> {
  const text = JSON.stringify({ extends: 'quickstart', demand: { maxOrders: 20 }, policies: [entry] });
  return loadFrom('mine.yaml', { 'mine.yaml': text });
}

test('a scenario names it, and it decides: the same each time, otherwise by another name', async () => {
  const runOf = (entry: object) =>
    runTrial({ scenario: outboundScenario(loaded(entry)), files: { read: () => null }, seed: 1 });
  const { finding, fired, digests } = await runOf(ENTRY);
  expect(finding).toBeNull();
  expect(fired.get('model-answered')).toBeGreaterThan(5);
  expect(fired.get('model-not-obeyed')).toBeGreaterThan(0);
  expect(fired.get('model-not-obeyed')).toBeLessThan(fired.get('model-answered')!);
  expect((await runOf(ENTRY)).digests).toEqual(digests);
  expect((await runOf({ ...ENTRY, name: 'wayward-8' })).digests.digest).not.toBe(digests.digest);
  const off = await runOf({ ...ENTRY, mode: 'off' });
  expect(off.fired.get('model-answered')).toBeUndefined();
});

test('what fits no model of the house is refused', () => {
  expect(problemsIn(loaded({ ...ENTRY, answerWithin: '1 s' })).join()).toContain(
    'the wayward model answers in this process. Take it out',
  );
  expect(problemsIn(loaded({ ...ENTRY, model: 'waywrad' })).join()).toContain('Did you mean "wayward"?');
});
