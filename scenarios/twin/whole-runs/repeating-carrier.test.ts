/**
 * A carrier that is late, says so to nobody, and answers each question with what it reported last: whoever waits for its loads has each of
 * them given to a person, and none is given up. Shown in runs of quickstart in which one carrier is like that, beside the same carrier
 * in time.
 */
import { expect, test } from 'vitest';
import { EventNotes } from '#testing/runs/event-notes';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import { outboundPolicies } from '../deciders/outbound-decider.ts';
import { OutboundTwin } from '../outbound-twin.ts';

const BLUEBIRD = 1;

/** @param late share of the carrier's loads, each by the same */
function ran(late: number) {
  const behaviour =
    `{ transit: { late: ${late}, early: 0, lateBy: { constant: 10 d } }, delivery: { lost: 0, refused: 0, damaged: 0 }, ` +
    'milestones: { missing: 0, delayNotices: 0, statusSilent: 0 } }';
  const set = ['thresholds=[]', 'demand.days=2', `network.carriers.Bluebird Freight.behaviour=${behaviour}`];
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set }));
  const world = buildOutboundWorld(scenario, scenario.seed);
  const notes = new EventNotes();
  const asked = new Set<number>();
  const task: Recorder['task'] = (_time, _role, _type, key, kind) => {
    if (kind === 'noNews') asked.add(key);
  };
  const policies = outboundPolicies({ sourcing: 'cheapest-feasible' }, world.decidedBy);
  const recorder = { ...nullRecorder, task };
  const twin = new OutboundTwin({ world, policies, seed: scenario.seed, watchers: [notes], recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  const left = notes.of('loadDeparted').filter(({ a }) => a === BLUEBIRD);
  const searched = left.filter(({ key }) => asked.has(key)).length;
  return { left: left.length, searched, lost: notes.of('loadGivenUpAsLost').length };
}

test('each of its loads is given to a person, and arrives; in time, none of them is', () => {
  const late = ran(1);
  expect(late.left).toBeGreaterThan(5);
  expect(late).toMatchObject({ searched: late.left, lost: 0 });
  expect(ran(0)).toMatchObject({ searched: 0, lost: 0 });
});
