/** Where a model lives, as a scenario says it: what fits is taken, what does not is told with its place and a way out. */
import { describe, expect, test } from 'vitest';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';

const REST =
  'mode: active, thinking: { constant: 1 ms }, timeout: 1 s, baseline: cheapest-in-stock, source: x';
const arm = (model: string): string => `{ name: m, ${model}, ${REST} }`;
const file = (model: string): string =>
  `extends: b2b-distributor\nname: mine\nthresholds: []\npolicies:\n  - cheapest-in-stock\n  - ${arm(model)}\n`;
const loaded = (model: string) => loadFrom('dir/mine.yaml', { 'dir/mine.yaml': file(model) });

describe('what fits', () => {
  test.each([
    ['model: mine.onnx', 'dir/mine.onnx'],
    ['model: cost-and-lateness', 'library:models/cost-and-lateness.onnx'],
    ['model: "py:mine.py:Mine"', 'py:dir/mine.py:Mine'],
    ['model: "py:pack.mine:Mine", answerWithin: 2 s', 'py:pack.mine:Mine'],
    ['http: { protocol: kserve, url: "http://localhost:8080", model: m }', undefined],
    ['http: { protocol: mlflow, url: "https://models.example.com/a/b" }, answerWithin: 2 s', undefined],
    ['http: { protocol: chat, url: "https://[::1]:99/", model: m, key: MY_KEY }', undefined],
  ])('%s', (model, place) => {
    expect(problemsIn(loaded(model))).toEqual([]);
    expect(outboundScenario(loaded(model)).policies[1]).toMatchObject({ name: 'm' });
    expect(Object(outboundScenario(loaded(model)).policies[1]).model).toBe(place);
  });

  test('a path that climbs out, where the user types it', () => {
    const set = [`policies=[cheapest-in-stock, ${arm('model: ../mine.onnx')}]`, 'thresholds=[]'];
    expect(problemsIn(loadFrom('b2b-distributor', {}, { set }))).toEqual([]);
  });

  test('digests of the models that may run', () => {
    const set = [`models={ digests: [${'0f'.repeat(8)}, ${'0f'.repeat(32)}] }`];
    expect(problemsIn(loadFrom('b2b-distributor', {}, { set }))).toEqual([]);
  });
});

describe('what does not', () => {
  test.each([
    [
      'model: ../mine.onnx',
      /^dir\/mine\.yaml:6:\d+: "\.\.\/mine\.onnx" lies outside of the scenario's folder\. Put it beside/,
    ],
    ['model: a/../../mine.onnx', /lies outside of the scenario's folder/],
    ['model: /models/mine.onnx', /"\/models\/mine\.onnx" lies outside/],
    ['model: "py:../mine.py:Mine"', /"\.\.\/mine\.py" lies outside/],
    ['model: "py:mine.py"', /"py:mine\.py": a Python class is named py:FILE\.py:Class, or py:module:Class/],
    ['model: "py:a b:Mine"', /a Python class is named/],
    ['model: mine.onnx, answerWithin: 1 s', /an ONNX file answers in this process\. Take it out/],
    ['maxFreight: 1 USD', /policy "m" names no model\. Say `model: FILE\.onnx`/],
    ['model: mine.onnx, http: { protocol: mlflow, url: "http://a" }', /policy "m" names two models/],
    ['http: { protocol: kserve, url: "http://a" }', /kserve needs `model`/],
    ['http: { protocol: mlflow, url: "http://a", model: m }', /a server of MLflow has one model/],
    [
      'http: { protocol: grpc, url: "http://a" }',
      /policies\[1\]\.http\.protocol: "grpc" is none of kserve, mlflow, chat/,
    ],
    ['http: { protocol: mlflow, url: "ftp://a" }', /an address is needed, such as http:\/\/localhost:8080/],
    ['http: { protocol: mlflow, url: "http://user:word@a" }', /an address is needed/],
    ['http: { protocol: mlflow, url: "http://a:99999" }', /a port is at most 65535/],
    [
      'http: { protocol: mlflow, url: "http://a", key: "secret word" }',
      /the name of an environment variable/,
    ],
  ])('%s', (model, message) => {
    expect(problemsIn(loaded(model)).join('\n')).toMatch(message);
  });

  test('a digest that is none', () => {
    expect(problemsIn(loadFrom('b2b-distributor', {}, { set: ['models={ digests: [abc] }'] }))).toEqual([
      expect.stringMatching(/a SHA-256 is needed, 16 to 64/),
    ]);
  });
});
