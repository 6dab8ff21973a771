/**
 * A carrier's behaviour over its profile in whole runs of quickstart: said again, a profile's figures change nothing in a run; said
 * otherwise, they change what that carrier does, and no luck of another one.
 */
import { expect, test } from 'vitest';
import { EventNotes } from '#testing/runs/event-notes';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import { outboundPolicies } from '../deciders/outbound-decider.ts';
import { OutboundTwin } from '../outbound-twin.ts';

const BLUEBIRD = 1;

function ran(behaviour: string | null) {
  const said = behaviour === null ? [] : [`network.carriers.Bluebird Freight.behaviour=${behaviour}`];
  const set = ['thresholds=[]', 'demand.days=2', ...said];
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set }));
  const world = buildOutboundWorld(scenario, scenario.seed);
  const notes = new EventNotes();
  const policies = outboundPolicies({ sourcing: 'cheapest-feasible' }, world.decidedBy);
  const twin = new OutboundTwin({ world, policies, seed: scenario.seed, watchers: [notes] });
  twin.start();
  expect(twin.run()).toBe('empty');
  const loadsOf = (event: string, carrier: number) =>
    new Set(
      notes
        .of(event)
        .flatMap(({ key, a, b }) => ((event === 'freightBilled' ? b : a) === carrier ? [key] : [])),
    );
  return { digests: twin.digests(), notes, loadsOf };
}

const asIs = ran(null);

test('the figures of the profile said again: the same run, event by event', () => {
  const again =
    '{ acceptance: { silent: 0.02 }, transit: { late: 0.199, early: 0.148 }, delivery: { lost: 0.001, damaged: 0.008 }, pickup: { freeTime: 1 h }, source: as the profile }';
  expect(ran(again).digests).toEqual(asIs.digests);
});

test('a carrier that loses all loses all that it takes, and other carriers nothing more', () => {
  const { loadsOf, digests } = ran('{ delivery: { lost: 1, damaged: 0, refused: 0 } }');
  const taken = loadsOf('loadDeparted', BLUEBIRD);
  expect(taken.size).toBeGreaterThan(5);
  expect(loadsOf('loadLost', BLUEBIRD)).toEqual(taken);
  expect(loadsOf('loadDelivered', BLUEBIRD).size).toBe(0);
  for (const other of [0, 2]) expect(loadsOf('loadLost', other)).toEqual(asIs.loadsOf('loadLost', other));
  expect(digests.outcomeDigest).not.toBe(asIs.digests.outcomeDigest);
});

test('a carrier that bills every load too high by the same is disputed as often as it bills', () => {
  const wrong =
    '{ invoices: { errors: 1, errorKinds: { rate: 1, accessorial: 0, duplicate: 0, fuel: 0, weight: 0 }, rateError: { constant: 0.4 } } }';
  const { loadsOf, notes } = ran(wrong);
  const disputed = new Set(notes.of('freightDisputed').map(({ key }) => key));
  const billed = [...loadsOf('freightBilled', BLUEBIRD)];
  expect(billed.length).toBeGreaterThan(5);
  expect(billed.filter((load) => !disputed.has(load))).toEqual([]);
  expect(
    billed.some((load) => !new Set(asIs.notes.of('freightDisputed').map(({ key }) => key)).has(load)),
  ).toBe(true);
});

test('a carrier that always comes late by the same comes that much later than one that is punctual', () => {
  const by = (late: number) =>
    ran(
      `{ transit: { late: ${late}, early: 0, lateBy: { constant: 2 d } }, delivery: { lost: 0, refused: 0, damaged: 0 } }`,
    );
  const [punctual, late] = [by(0), by(1)];
  const days = ({ notes, loadsOf }: typeof punctual) => {
    const departed = new Map(notes.of('loadDeparted').map(({ key, at }) => [key, at]));
    const mine = loadsOf('loadDelivered', BLUEBIRD);
    return new Map(
      notes
        .of('loadDelivered')
        .filter(({ key }) => mine.has(key))
        .map(({ key, at }) => [key, (at - departed.get(key)!) / 86_400_000]),
    );
  };
  const [before, after] = [days(punctual), days(late)];
  const both = [...before.keys()].filter((load) => after.has(load));
  expect(both.length).toBeGreaterThan(5);
  // Loads that are sped up under way come less late.
  const differences = both.map((load) => after.get(load)! - before.get(load)!);
  expect(Math.max(...differences)).toBe(2);
  expect(differences.filter((each) => each === 2).length).toBeGreaterThan(both.length / 2);
});
