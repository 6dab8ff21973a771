/**
 * What a user's test can say of a run: each expectation holds of a run that is so, and of one that is not it fails with what, where and
 * the command that shows it again. Shown on small runs of quickstart; a broken invariant is planted.
 */
import { describe } from 'vitest';
import type { ViolationPlace } from '#bench/experiments/violation-place';
import { long } from '#testing/properties/properties';
import { expect, runScenario, type ScenarioRun, test } from '../testing.ts';

const FEW = { set: ['demand.maxOrders=12'] } as const;
const AGAIN = 'again: dray run quickstart --seed 1 --set demand.maxOrders=12';

/** What it fails with. */
function failureOf(expectation: () => unknown): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it holds');
}

test.scenario('quickstart', FEW, (run) => {
  expect(run).toSatisfyInvariants();
  expect(run).toReachTerminalStates();
  expect(run).toMeetThreshold('otif', '>= 0.5');
  expect(run).toMeetThreshold('landedCostPerOrder', '< 500 USD');
  expect(run).toMeetThreshold('cycleTimeP95', '<= 30 d');
  expect(run).toHaveDigest(run.digests.digest);
  expect(run).toHaveDigest({ outcomeDigest: run.digests.outcomeDigest });
  expect(run).not.toHaveDigest({ businessDigest: run.digests.digest });
  expect(run.orders).toBe(12);
});

test.scenario('quickstart', { ...FEW, seeds: [2, 'three'], title: 'a test for each seed' }, (run) => {
  expect([2, 'three']).toContain(run.seed);
  expect(run).toSatisfyInvariants();
});

describe('a failure says what, where and how to see it again', () => {
  let run: ScenarioRun;
  test('(a run)', async () => {
    run = await runScenario('quickstart', FEW);
  });

  test('a threshold', () => {
    const said = failureOf(() => expect(run).toMeetThreshold('otif', '> 1'));
    expect(said).toMatch(
      /^quickstart, policy cheapest-feasible, seed 1: otif \(On time in full\) is [\d.]+ %, expected: > 1\n/,
    );
    expect(said).toContain(AGAIN);
    expect(failureOf(() => expect(run).not.toMeetThreshold('otif', '>= 0'))).toContain('not expected: >= 0');
  });

  test('a KPI or bound that there is none of, whichever way it is asked', () => {
    expect(failureOf(() => expect(run).toMeetThreshold('otiff', '>= 1'))).toContain('Did you mean "otif"?');
    expect(failureOf(() => expect(run).not.toMeetThreshold('otiff', '>= 1'))).toContain(
      'Did you mean "otif"?',
    );
    expect(failureOf(() => expect(run).toMeetThreshold('otif', '95 %'))).toContain('is no bound');
    expect(failureOf(() => expect(run).toMeetThreshold('otif', '>= 95'))).toContain('write 95 % as 0.95');
    expect(failureOf(() => expect(run).toMeetThreshold('landedCostPerOrder', '< 5 EUR'))).toContain(
      'no amount in USD',
    );
  });

  test('a KPI without a value is neither met nor missed', () => {
    for (const expectation of [expect(run), expect(run).not])
      expect(failureOf(() => expectation.toMeetThreshold('touchPerOrder', '<= 5 min'))).toContain(
        'has no value',
      );
  });

  test('a digest', () => {
    const said = failureOf(() => expect(run).toHaveDigest({ outcomeDigest: 'other' }));
    expect(said).toContain(`outcomeDigest is ${run.digests.outcomeDigest}, expected: other`);
    expect(said).toContain(AGAIN);
    expect(failureOf(() => expect(run).toHaveDigest({}))).toContain('no digest is expected');
  });

  test('what is open when time is up', async () => {
    const short = await runScenario('quickstart', { ...FEW, until: '1 d' });
    const said = failureOf(() => expect(short).toReachTerminalStates());
    expect(said).toMatch(/not at its end: \d+ orders, .* open; time was up \(until\)/);
    expect(said).toContain(`${AGAIN} --until '1 d'`);
    expect(short).not.toReachTerminalStates();
  });

  test('an invariant that broke, and then no figure counts', () => {
    const violation: ViolationPlace = {
      invariant: 'units-conserved',
      what: 'invariant units-conserved violated: node 1',
      event: 17,
      time: Date.UTC(2026, 2, 2),
      digest: '',
      lastBusiness: null,
      actors: [{ type: 'order', key: 3, state: { status: 'released' } }],
    };
    const broken: ScenarioRun = { ...run, end: 'violated', violation };
    const said = failureOf(() => expect(broken).toSatisfyInvariants());
    expect(said).toContain(
      'units-conserved violated: node 1\nat event 17, 2026-03-02T00:00:00.000Z\n  order 3: {"status":"released"}',
    );
    expect(said).toContain(AGAIN);
    for (const expectation of [expect(broken), expect(broken).not]) {
      expect(failureOf(() => expectation.toMeetThreshold('otif', '>= 0'))).toContain(
        'no figure of this run counts',
      );
      expect(failureOf(() => expectation.toReachTerminalStates())).toContain('no figure of this run counts');
    }
  });

  test('what is no run', () => {
    expect(failureOf(() => expect({}).toSatisfyInvariants())).toContain(
      'is for the run that test.scenario gives',
    );
    expect(failureOf(() => expect(runScenario('quickstart', FEW)).toSatisfyInvariants())).toContain(
      'await it first',
    );
  });
});

test('a scenario that is not right is refused as on the command line', async () => {
  await expect(runScenario('quickstar')).rejects.toThrow('Did you mean "quickstart"?');
  await expect(runScenario('quickstart', { set: ['demand.dayz=1'] })).rejects.toThrow('unknown key "dayz"');
  await expect(runScenario('quickstart', { policy: 'cheapest' })).rejects.toThrow(
    'unknown policy: "cheapest"',
  );
});

test('a word that is mistyped is never left out', async () => {
  const mistyped = { ...FEW, polcy: 'fastest-feasible' };
  await expect(runScenario('quickstart', mistyped)).rejects.toThrow(
    'unknown option: "polcy". Did you mean "policy"?',
  );
  const noList = { with: 'carrier-outage' } as never;
  await expect(runScenario('quickstart', noList)).rejects.toThrow('Write with: ["carrier-outage"]');
  expect(() => test.scenario('quickstart', { seeds: [] }, () => {})).toThrow('seeds: [] makes no test');
  const run = await runScenario('quickstart', FEW);
  for (const accept of [['upflit'], []] as never[])
    await expect(expect(run).not.toBeatBaseline('home-node', { accept })).rejects.toThrow('accept: ');
});

test('a seed is what it is on the command line', async () => {
  const few = { set: ['demand.maxOrders=3'] };
  const [number, text] = [
    await runScenario('quickstart', { ...few, seed: 7 }),
    await runScenario('quickstart', { ...few, seed: '007' }),
  ];
  expect([text.seed, text.digests]).toEqual([7, number.digests]);
});

test('a scenario in no file runs as one that is, and is shown with its failure', async () => {
  const given = { extends: 'quickstart', demand: { maxOrders: 12 } };
  const run = await runScenario(given);
  expect(run.digests).toEqual((await runScenario('quickstart', FEW)).digests);
  const said = failureOf(() => expect(run).toHaveDigest('other'));
  expect(said).toContain('again: dray run given.scenario.yaml --seed 1, with this in given.scenario.yaml:');
  expect(said).toContain('extends: quickstart\ndemand:\n  maxOrders: 12\n');
});

test('in bytes and by reference the same business', async () => {
  const given = { extends: 'quickstart', demand: { maxOrders: 3 } };
  const [objects, wire] = [await runScenario(given), await runScenario(given, { fidelity: 'wire' })];
  expect(wire.digests.businessDigest).toBe(objects.digests.businessDigest);
});

test('a design is judged against another one by pairs on the same seeds', async () => {
  const fast = await runScenario('quickstart', { ...FEW, policy: 'fastest-feasible' });
  await expect(expect(fast).toBeatBaseline('cheapest-feasible')).rejects.toThrow(
    /expected uplift, the verdict of 20 pairs is\n\n(harm|inconclusive): fastest-feasible[\s\S]*again: dray compare quickstart --baseline cheapest-feasible --candidate fastest-feasible .*--replications 20/,
  );
  await expect(expect(fast).toBeatBaseline('cheapest-feasible', { pairs: 19 })).rejects.toThrow('20 or more');
});

test.runIf(long)('a design is never better than itself', async () => {
  const fast = await runScenario('quickstart', { ...FEW, policy: 'fastest-feasible' });
  await expect(fast).not.toBeatBaseline('fastest-feasible');
  await expect(fast).toBeatBaseline('fastest-feasible', { accept: ['equivalent'] });
  const first = await runScenario('quickstart', FEW);
  await expect(expect(first).toBeatBaseline('cheapest-feasible')).rejects.toThrow(
    'the two are the same design',
  );
});
