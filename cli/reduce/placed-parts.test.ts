/** A scenario that goes to another folder names its models from there: files by the way to them, what lies in no folder as it was. */
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { placedParts } from './placed-parts.ts';

const REST =
  'mode: active, thinking: { constant: 1 ms }, timeout: 1 s, baseline: cheapest-in-stock, source: x';

test.each([
  ['cost-and-lateness', 'cost-and-lateness'],
  ['mine.onnx', '../mine.onnx'],
  ['models/mine.onnx', '../models/mine.onnx'],
  ['py:mine.py:Mine', 'py:../mine.py:Mine'],
  ['py:pack.mine:Mine', 'py:pack.mine:Mine'],
  ['wayward', 'wayward'],
])('model %s, from a folder below: %s', (model, placed) => {
  const text = `extends: b2b-distributor\nname: mine\nthresholds: []\npolicies: [{ name: m, model: "${model}", ${REST} }]\n`;
  const scenario = outboundScenario(loadFrom('mine.yaml', { 'mine.yaml': text }));
  const { policies } = placedParts(scenario, 'mine.yaml', 'found', { parts: new Map() });
  expect(policies).toMatchObject([{ name: 'm', model: placed }]);
});
