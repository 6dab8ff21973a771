/** The sections on governance and feature faults: what can't be meant is named with its place and a way out; what is right is what a run goes by. */
import { describe, expect, test } from 'vitest';
import { loadFrom } from '#testing/worlds/library-scenario';
import { governanceOf } from '../../../world/outbound/governance.ts';

const MONITOR = '{ of: late, atMost: 0.1, window: 50, response: off }';
const problems = (...set: string[]): string => JSON.stringify(loadFrom('governance-drill', {}, { set }));

test('the drill is right as it stands', () => {
  expect(loadFrom('governance-drill', {})).toMatchObject({ ok: true });
});

test.each([
  ['governance.models=[nobody]', /unknown model: \\"nobody\\"/],
  ['governance.models=[cheapest]', /unknown model: \\"cheapest\\"/],
  ['governance.models=[governed, governed]', /model \\"governed\\" is there twice/],
  ['governance.plan=[{ mode: canary }]', /share and mode canary go together; the mode is canary/],
  ['governance.plan=[{ mode: canary, share: 1.2 }]', /share: must be at most 1, got 1.2/],
  ['governance.plan=[{ mode: active }, { mode: shadow }]', /stage 2 is no higher than the one before it/],
  [
    'governance.plan=[{ mode: active }]',
    /\\"governed\\" begins as shadow, which is no stage: there are off, active/,
  ],
  [
    'governance.kill={ at: 400 d, by: planner, reason: x }',
    /400 d after the start the run has ended: the horizon is 345 d/,
  ],
  [
    'governance.orders=[{ at: 999 d, do: kill, by: planner, reason: x }]',
    /999 d after the start the run has ended/,
  ],
  ['governance.orders=[{ at: 9 d, do: restart, by: planner, reason: x }]', /promote/],
  ['governance.checkEvery=0 s', /must be at least 1 min/],
  [`governance.monitors=[${MONITOR.replace('50', '0')}]`, /window: must be at least 1, got 0/],
  [`governance.monitors=[${MONITOR.replace('0.1', '1.5')}]`, /atMost: must be at most 1, got 1.5/],
  [
    `governance.monitors=[${MONITOR.replace('atMost: 0.1, ', '')}]`,
    /late needs one limit: atMost or overBaseline/,
  ],
  [
    `governance.monitors=[${MONITOR.replace('window: 50', 'window: 50, min: 60')}]`,
    /a window of 50 never has 60 samples/,
  ],
  [
    `governance.monitors=[${MONITOR.replace('late', 'lateness')}]`,
    /of must be one of committed, billed, late, troubled, fallbacks, latency, input-drift, score-drift, outcome-drift/,
  ],
  [
    'governance.monitors=[{ of: input-drift, columns: [amuont], atMost: 0.2, reference: 9, window: 9, response: off }]',
    /unknown column of carrier: \\"amuont\\"\. Did you mean \\"amount\\"/,
  ],
  [
    'featureFaults=[{ point: carrier, column: price, from: 1 d, times: 2, source: x }]',
    /unknown column of carrier: \\"price\\"/,
  ],
  [
    'featureFaults=[{ point: carrier, column: amount, from: 900 d, times: 2, source: x }]',
    /900 d after the start the run has ended/,
  ],
  [
    'featureFaults=[{ point: carrier, column: amount, from: 2 d, until: 1 d, times: 2, source: x }]',
    /1 d is not after 2 d, when it begins/,
  ],
])('%s is refused', (set, message) => {
  expect(problems(set)).toMatch(message);
});

test('what is not known of a point is not watched: there are the points of which it is', () => {
  const model =
    '{ name: governed, model: cost-and-lateness, baseline: cheapest-feasible, mode: shadow, thinking: { constant: 1 ms }, timeout: 1 s, source: a }';
  const rest = [
    'featureFaults=[]',
    'governance.monitors=[{ of: billed, overBaseline: 0.1, window: 9, response: off }]',
  ];
  expect(problems(`policies=[cheapest-feasible, ${model}]`, ...rest)).toMatch(
    /\\"billed\\" is not known of sourcing, which \\"governed\\" answers\. It is of carrier/,
  );
});

test('a canary without a share is told once, with the model', () => {
  const said = problems('policies.governed.mode=canary');
  expect(said).toMatch(/canaryShare and mode canary go together/);
  expect(said).not.toMatch(/undefined/);
});

test('no model at all', () => {
  expect(problems('policies=[cheapest-feasible]')).toMatch(
    /\\"governed\\" is no model: no arm of `policies` is one/,
  );
});

describe('what changes nothing is said, and goes on', () => {
  const warnings = (name: string, ...set: string[]): string => {
    const loaded = loadFrom(name, {}, { set });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded));
    return JSON.stringify(loaded.warnings);
  };
  const GOVERNANCE = 'governance={ checkEvery: 1 h, source: x }';
  const FAULTS = 'featureFaults=[{ point: sourcing, column: freight, from: 1 h, times: 2, source: x }]';

  test('governance without a model', () => {
    expect(warnings('quickstart', GOVERNANCE)).toMatch(
      /nothing is governed: no arm of `policies` is a model\. Name one there or with --policy, or leave `governance` out/,
    );
    expect(warnings('governance-drill')).not.toMatch(/nothing is governed/);
  });

  test('feature faults of a point that no model answers', () => {
    const idle = /no model answers sourcing, so that nobody is shown it wrongly in a run/;
    expect(warnings('quickstart', FAULTS)).toMatch(idle);
    expect(warnings('governance-drill', FAULTS)).toMatch(idle);
    expect(warnings('governance-drill')).not.toMatch(/no model answers/);
  });

  test('not where arms are to come: that is judged with all of them', () => {
    const loaded = loadFrom('quickstart', {}, { set: [GOVERNANCE, FAULTS], armsToCome: true });
    expect(loaded).toMatchObject({ ok: true, warnings: [] });
  });
});

describe('what a run goes by', () => {
  const START = Date.parse('2026-03-02T06:00:00Z');

  test('orders by time, the kill among them; defaults of monitors', () => {
    const loaded = loadFrom(
      'governance-drill',
      {},
      {
        set: ['governance.kill={ at: 5 d, by: operator, reason: stop }', `governance.monitors=[${MONITOR}]`],
      },
    );
    if (!loaded.ok) throw new Error(problems());
    const { governance, featureFaults } = governanceOf(loaded.scenario);
    expect(governance!.orders.map(({ at, order }) => [(at - START) / 86_400_000, order.do])).toEqual([
      [3, 'promote'],
      [5, 'kill'],
      [8, 'promote'],
    ]);
    expect(governance!.monitors).toEqual([
      {
        of: 'late',
        window: 50,
        response: 'off',
        limit: { kind: 'mean', most: 0.1, samplesMin: 10, sigmas: 2 },
        referenceRows: 0,
        columns: [],
        times: 2,
      },
    ]);
    expect(governance!.stages!.map(({ mode }) => mode)).toEqual(['off', 'shadow', 'canary', 'active']);
    expect(featureFaults).toMatchObject([
      { point: 'carrier', column: 'amount', fromAt: START + 14 * 86_400_000, untilAt: Infinity },
    ]);
  });

  test('each word for a point is understood', () => {
    const set = [
      'featureFaults=[{ point: carrier-selection, column: amount, from: 14 d, times: 0.01, source: x }]',
    ];
    const loaded = loadFrom('governance-drill', {}, { set });
    if (!loaded.ok) throw new Error(problems(...set));
    expect(governanceOf(loaded.scenario).featureFaults).toMatchObject([{ point: 'carrier' }]);
  });

  test('nothing where nothing is said', () => {
    const loaded = loadFrom('quickstart', {});
    if (!loaded.ok) throw new Error('quickstart is wrong');
    expect(governanceOf(loaded.scenario)).toEqual({});
  });
});
