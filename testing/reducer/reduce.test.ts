/**
 * Bugs planted in the core's host, found by small runs under the overlay `swarm`, are reduced to what they need: an order that is held, a
 * message that is late and a zombie. The file that is written is read again, and breaks the same; without the plant it does not.
 */
import { describe, expect, test } from 'vitest';
import { HOLD } from '#orchestrator/contracts/erp';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { type Inside, replaced } from '#testing/worlds/outbound-plants';
import type { Finding } from '../search/finding.ts';
import { runTrial } from '../search/trial.ts';
import type { Failing } from './attempts.ts';
import { exogenousEvents, kindOf, nameOf, without } from './exogenous.ts';
import { fileNameOf, idOf } from './fail-file.ts';
import { type Reduced, reduce } from './reduce.ts';
import { reducedFile } from './reduced-file.ts';

const FILES = { read: () => null };
const POLICY = 'cheapest-feasible';

/** The core is never told that ERP holds an order. */
const blindToHolds = (twin: OutboundTwin): void => {
  replaced(twin.host as Inside, 'receive', (right, message: Inside) =>
    right(message.kind === 'salesOrderReleased' ? { ...message, a: HOLD.none } : message),
  );
};

/** A worker that was given up for dead may commit what has been done by another. */
const noFence = ({ host }: OutboundTwin): void => {
  const { zombies } = (host as Inside).stepper;
  if (zombies !== null) zombies.mayCommit = () => true;
};

function swarm(days: number, ordersPerDay: number, ...set: readonly string[]): OutboundScenario {
  const sets = [`demand.days=${days}`, `demand.ordersPerDay=${ordersPerDay}`, ...set];
  return outboundScenario(loadFrom('quickstart', {}, { with: ['swarm'], set: sets }));
}

async function failing(
  scenario: OutboundScenario,
  seed: number,
  plant: (twin: OutboundTwin) => void,
): Promise<Failing & { readonly finding: Finding }> {
  const beside = () => ({ prepare: plant });
  const { finding } = await runTrial({ scenario, files: FILES, seed, policy: POLICY, ...beside() });
  expect(finding).not.toBeNull();
  return { scenario, seed, policy: POLICY, finding: finding!, beside };
}

type Done = Extract<Reduced, { readonly kind: 'reduced' }>;

function done(reduced: Reduced): Done {
  expect(reduced.kind).toBe('reduced');
  return reduced as Done;
}

describe('a core that is not told of holds', () => {
  const scenario = swarm(2, 30, 'network.customers.classes.shop.creditHold=0.2');

  test('is down to one order that is held, in a file that breaks the same and no longer without the plant', async () => {
    const found = await failing(scenario, 1, blindToHolds);
    const reduced = done(await reduce(found));
    expect(found.finding.invariant).toBe('rules-win');
    expect(exogenousEvents(reduced.scenario).map(kindOf)).toEqual(['order', 'held']);
    expect(reduced.eventsBefore).toBeGreaterThan(20);
    expect(reduced.isStopped).toBe(false);
    const [order] = reduced.scenario.demand.orders!;
    expect(order!.lines).toEqual([{ product: expect.stringMatching(/^P\d+$/), units: 1 }]);
    expect(reduced.scenario.network.carriers.length).toBeLessThan(3);
    expect(reduced.scenario.thresholds).toBeUndefined();

    const { id, text, story } = await reducedFile(found, reduced, { dray: '0.1.0', foundBy: 'a test' });
    const no = order!.no;
    expect(story).toMatch(
      new RegExp(
        `^Order ${no} is released; order ${no} is held for credit -> rules-win: order ${no}: sourced at `,
      ),
    );
    expect(text).toContain(`#   dray replay ${fileNameOf(id)}`);
    // What was laid over the scenario is part of the id, and nothing is where nothing was.
    const laid = ['swarm', 'demand.days=2'];
    const [same, other] = [[], laid].map((each) =>
      idOf(scenario, found.seed, found.policy, found.finding, each),
    );
    expect([same, other === id]).toEqual([id, false]);
    expect((await reducedFile(found, reduced, { dray: '0.1.0', laid })).id).toBe(other);
    const file = outboundScenario(loadFrom('FAIL.yaml', { 'FAIL.yaml': text }));
    expect(file.failure).toMatchObject({
      invariant: 'rules-win',
      place: found.finding.place,
      foundBy: 'a test',
    });
    const trial = { scenario: file, files: FILES, seed: file.seed };
    const broken = await runTrial({ ...trial, prepare: blindToHolds });
    expect(broken.finding).toMatchObject({ invariant: 'rules-win', place: found.finding.place });
    expect((await runTrial(trial)).finding).toBeNull();
    // Each of its events is needed.
    for (const event of exogenousEvents(file)) {
      const less = without(file, nameOf(event, file))!;
      const { finding } = await runTrial({ ...trial, scenario: less, prepare: blindToHolds });
      expect(finding).toBeNull();
    }
  });

  test('who stops it has what failed last, and is told of each smaller case', async () => {
    const found = await failing(scenario, 1, blindToHolds);
    let smaller = 0;
    const reduced = done(
      await reduce(found, { stopped: () => smaller >= 3, onSmaller: () => (smaller += 1) }),
    );
    expect(reduced.isStopped).toBe(true);
    expect(smaller).toBe(3);
    const { finding } = await runTrial({
      scenario: reduced.scenario,
      files: FILES,
      seed: 1,
      prepare: blindToHolds,
    });
    expect(finding).toMatchObject({ invariant: 'rules-win', place: found.finding.place });
  });

  test('given up before it is confirmed, in a run or between two, there is nothing; after that the whole case as it is drawn, or what failed last', async () => {
    const found = await failing(scenario, 1, blindToHolds);
    let runs = 0;
    const counted = {
      ...found,
      beside: () => ({
        ...found.beside!(),
        prepare: (twin: OutboundTwin) => {
          runs += 1;
          blindToHolds(twin);
        },
      }),
    };
    for (const after of [0, 1]) {
      runs = 0;
      expect(await reduce(counted, { givenUp: () => runs >= after })).toEqual({ kind: 'given-up' });
      expect(runs).toBe(after);
    }
    runs = 0;
    const whole = done(await reduce(counted, { givenUp: () => runs >= 2 }));
    expect([whole.isStopped, whole.runs, whole.eventsAfter]).toEqual([true, 2, whole.eventsBefore]);
    const { thresholds: _judged, plausible: _ranges, policies: _all, ...drawn } = scenario;
    expect(whole.scenario).toEqual({ ...drawn, policies: [POLICY] });
    let smaller = 0;
    const kept = done(
      await reduce(counted, { givenUp: () => smaller >= 3, onSmaller: () => (smaller += 1) }),
    );
    expect([kept.isStopped, smaller]).toEqual([true, 3]);
  });

  test('that is blind only the first time is flaky; one that sees holds again is no failure', async () => {
    const found = await failing(scenario, 1, blindToHolds);
    let runs = 0;
    const once = () => {
      runs += 1;
      return runs === 1 ? { prepare: blindToHolds } : {};
    };
    expect(await reduce({ ...found, beside: once })).toEqual({ kind: 'flaky', failed: 1, of: 2 });
    expect(await reduce({ ...found, beside: () => ({}) })).toEqual({ kind: 'holds', instead: null });
  });
});

test('a long list of orders is not halved from the top: a small part of it that fails is written down in its place', async () => {
  const found = await failing(
    swarm(4, 200, 'network.customers.classes.shop.creditHold=0.004'),
    1,
    blindToHolds,
  );
  const steps: { readonly what: string; readonly events: number }[] = [];
  const reduced = done(
    await reduce(found, { onStep: (step) => steps.push(step), stopped: () => steps.length > 5 }),
  );
  expect(reduced.eventsBefore).toBeGreaterThan(80);
  expect(steps[0]).toMatchObject({ what: 'smaller worlds', events: reduced.eventsBefore });
  expect(steps.find(({ what }) => what === 'kinds of faults')!.events).toBeLessThan(
    reduced.eventsBefore / 10,
  );
});

test('a missing fence is down to at most four events, a zombie among them', async () => {
  const scenario = swarm(1, 12, 'faults.bySeed.kinds=[zombie, call-delayed]', 'faults.bySeed.intensity=0.3');
  const found = await failing(scenario, 3, noFence);
  let left = Infinity;
  // So far, and no farther: what else is left out the plant above shows.
  const reduced = done(
    await reduce(found, { stopped: () => left <= 4, onStep: ({ events }) => (left = events) }),
  );
  const kinds = exogenousEvents(reduced.scenario).map(kindOf);
  expect(kinds).toContain('zombie');
  expect(kinds.length).toBeLessThanOrEqual(4);
  expect(reduced.scenario.faults).not.toHaveProperty('bySeed');
});

test('a model that is not needed is left out: what decided beside it does, under the name of its arm', async () => {
  const model =
    '{ name: wayward-1, model: wayward, point: carrier, baseline: as-planned, mode: active, thinking: { constant: 1 min }, timeout: 5 min, sourcing: cheapest-feasible, source: a test }';
  const set = ['demand.maxOrders=12', 'network.customers.classes.shop.creditHold=0.5', `policies=[${model}]`];
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set }));
  const beside = () => ({ prepare: blindToHolds });
  const policy = 'wayward-1';
  const { finding } = await runTrial({ scenario, files: FILES, seed: 1, policy, ...beside() });
  expect(finding?.invariant).toBe('rules-win');
  const reduced = done(await reduce({ scenario, seed: 1, policy, finding: finding!, beside }));
  expect(reduced.scenario.policies).toEqual([
    { name: policy, sourcing: 'cheapest-feasible', carrier: 'as-planned' },
  ]);
});
