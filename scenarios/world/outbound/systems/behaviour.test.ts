/**
 * What a scenario says over a profile is what the mock is set to, figure by figure, and nothing else changes. Shown on every key that the
 * format knows: each has a figure of the profile that it stands for, and of that kind.
 */
import { describe, expect, test } from 'vitest';
import { LTL } from '#mock-systems/carriers/profiles';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { carrierBehaviour } from '../../../schema/outbound/behaviour.ts';
import { assumedIn } from '../assumed.ts';
import { buildOutboundWorld } from '../build.ts';
import { behaviourOf, figuresSaid } from './behaviour.ts';

const behaved = (behaviour: object) =>
  behaviourOf({}, { profile: 'ltl', behaviour: carrierBehaviour.parse(behaviour) });
const quickstart = (...set: string[]) => outboundScenario(loadFrom('quickstart', {}, { set }));
const BLUEBIRD = 'network.carriers.Bluebird Freight.behaviour';

describe('over a profile', () => {
  test('without a section the profile is the very same, and an empty one says nothing', () => {
    expect(behaviourOf({}, { profile: 'ltl' })).toBe(LTL);
    expect(behaved({})).toEqual(LTL);
  });

  test('what is said stands in its unit, the rest of the group and the other groups stay', () => {
    const found = behaved({
      acceptance: { counterMarkup: { uniform: { min: 0.1, max: 0.2 } }, reasons: { price: 7 } },
      pickup: {
        within: { early: '10 min', late: '20 min' },
        freeTime: '90 min',
        detentionPerHour: '75.50 USD',
      },
      transit: { lateBy: { constant: '36 h' } },
      milestones: { estimateError: { normal: { mean: 0.1, sd: 0.3 } } },
      invoices: { errorKinds: { rate: 1 } },
    });
    expect(found).toEqual({
      ...LTL,
      acceptance: {
        ...LTL.acceptance,
        counterMarkup: { kind: 'uniform', min: 0.1, max: 0.2 },
        reasonWeights: { ...LTL.acceptance.reasonWeights, price: 7 },
      },
      pickup: {
        ...LTL.pickup,
        deviationMs: { kind: 'triangular', min: -600_000, mode: 0, max: 1_200_000 },
        freeTimeMs: 5_400_000,
        detentionPerHourMinor: 7550,
      },
      transit: { ...LTL.transit, lateDays: { kind: 'constant', value: 1.5 } },
      reporting: { ...LTL.reporting, estimateError: { kind: 'normal', mean: 0.1, sd: 0.3 } },
      freight: { ...LTL.freight, errorWeights: { ...LTL.freight.errorWeights, rate: 1 } },
    });
  });

  test('every key of the format stands for another figure that the profile has', () => {
    const { dangerousGoods: _goods, source: _source, ...sections } = carrierBehaviour.shape;
    const keys = Object.entries(sections).flatMap(([section, schema]) =>
      Object.keys(schema.unwrap().shape).map((key) => [section, key] as const),
    );
    const figures = keys.flatMap(([section, key]) => figuresSaid({ [section]: { [key]: 0 }, source: 'x' }));
    expect(new Set(figures).size).toBe(keys.length);
    for (const figure of figures) expect(LTL, figure).toHaveProperty(figure.split('.'));
    const { name: _, memoryMs, ...groups } = LTL;
    const all = Object.entries(groups).flatMap(([group, its]) =>
      typeof its === 'object' ? Object.keys(its).map((figure) => `${group}.${figure}`) : [],
    );
    expect(figures.toSorted()).toEqual(all.toSorted());
  });
});

describe('in a scenario', () => {
  test('it is the carrier it is said of that behaves so: with its mock, and where TMS has its terms', () => {
    const before = buildOutboundWorld(quickstart(), 1);
    const world = buildOutboundWorld(
      quickstart(
        `${BLUEBIRD}.delivery.lost=0.3`,
        `${BLUEBIRD}.pickup.freeTime=3 h`,
        `${BLUEBIRD}.dangerousGoods=false`,
      ),
      1,
    );
    expect(world.carriers[1]!.delivery).toEqual({ ...before.carriers[1]!.delivery, lostShare: 0.3 });
    expect(world.tms.detention![1]!.freeTimeMs).toBe(3 * 3_600_000);
    expect(world.network.carriers[1]!.dangerousGoods).toBe(false);
    for (const no of [0, 2]) expect(world.carriers[no]).toEqual(before.carriers[no]);
  });

  test('the bound on how long an order takes knows of it', () => {
    const boundOf = (...set: string[]) => buildOutboundWorld(quickstart(...set), 1).settleBoundMs!;
    const later = boundOf(`${BLUEBIRD}.transit.lateBy={ constant: 200 d }`);
    expect(later).toBeGreaterThan(boundOf() + 50 * 86_400_000);
  });

  test('what has no source is assumed, and what is said is no longer assumed of the profile', () => {
    const figure = (scenario: ReturnType<typeof quickstart>) =>
      assumedIn(scenario).filter((each) => each.includes('carriers[].behaviour') || /ltl\.claims/.test(each));
    expect(figure(quickstart())).toEqual([expect.stringMatching(/^carrier profile ltl\.claims: answerMs/)]);
    expect(figure(quickstart(`${BLUEBIRD}.claims.answer={ constant: 9 d }`))).toEqual([
      'network.carriers[].behaviour: claims',
      'carrier profile ltl.claims: fullShare, partShare, partCredit',
    ]);
    const measured = quickstart(
      `${BLUEBIRD}={ claims: { answer: { constant: 9 d } }, source: our claims of 2025 }`,
    );
    expect(figure(measured)).toEqual(['carrier profile ltl.claims: fullShare, partShare, partCredit']);
    const two = quickstart(
      `${BLUEBIRD}.claims.answer={ constant: 9 d }`,
      'network.carriers.Swift Air.profile=ltl',
    );
    expect(figure(two)).toContainEqual(expect.stringMatching(/^carrier profile ltl\.claims: answerMs/));
  });
});
