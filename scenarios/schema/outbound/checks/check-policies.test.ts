/** Policies of a scenario, for any decision point: what fits is taken, what does not is told with its place and a way out. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { stay } from '#orchestrator/decisions/workload';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { phaseSettings } from '../../../world/outbound/phases/phases.ts';
import { namesForAll } from '../point-places.ts';
import { type PolicyEntry, policies, saidBy } from '../policies.ts';

const MODEL = 'name: m, mode: active, thinking: { constant: 1 ms }, timeout: 1 s, source: x';
const carrierModel = (more: string): string =>
  `{ ${MODEL}, point: carrier, model: carrier-cost-and-lateness, baseline: guide-order${more} }`;

const parsedPolicy = (entry: string): PolicyEntry => policies.parse([parse(entry)])[0]!;
/** With a second arm. */
const arm = (entry: string): string => `policies=[cheapest-in-stock, ${entry}]`;

describe('what fits', () => {
  test.each([
    ['b2b-distributor', '{ name: a, carrier: cheapest-carrier }'],
    ['b2b-distributor', '{ name: a, sourcing: home-node, carrier: as-planned, delay: never-expedite }'],
    ['b2b-distributor', carrierModel(', sourcing: home-node, maxFreight: 500 USD')],
    ['b2b-distributor', carrierModel(', costPerDecision: 0.002 USD')],
    ['inbound-dock', '{ name: a, dock-slot: after-arrival }'],
    [
      'as-is-to-be',
      '{ name: a, phase: workflow, carrier: cheapest-carrier, delay-response: never-expedite }',
    ],
    ['retail-replenishment', '{ name: a, replenishment: urgent-only }'],
  ])('%s: %s', (scenario, entry) => {
    expect(problemsIn(loadFrom(scenario, {}, { set: [arm(entry), 'thresholds=[]'] }))).toEqual([]);
  });

  test('both words for a point mean it; a model’s baseline answers where the model does not', () => {
    const entries = ['{ name: a, delay: never-expedite }', '{ name: a, delay-response: never-expedite }'];
    const names = [...entries, carrierModel('')].map((entry) => {
      const set = [arm(entry), 'thresholds=[]'];
      return saidBy(outboundScenario(loadFrom('b2b-distributor', {}, { set })).policies[1]!);
    });
    expect(names).toEqual([
      { 'delay-response': 'never-expedite' },
      { 'delay-response': 'never-expedite' },
      { carrier: 'guide-order' },
    ]);
  });

  test('the names of the programme mean the same points: in an arm, of a model, and in a phase', () => {
    const words = ['node-selection', 'carrier-selection', 'exception-routing', 'workload-balance'];
    const arm = `{ name: a, ${words.map((word) => `${word}: p`).join(', ')} }`;
    expect(saidBy(parsedPolicy(arm))).toEqual({
      sourcing: 'p',
      carrier: 'p',
      exception: 'p',
      workload: 'p',
    });
    expect(saidBy(parsedPolicy(carrierModel('').replace('carrier,', 'carrier-selection,')))).toEqual({
      carrier: 'guide-order',
    });
    const phase =
      'phases={ p: { decisions: { carrier-selection: { by: person, role: planner } }, thumbs: { carrier-selection: as-planned }, source: x } }';
    const scenario = outboundScenario(loadFrom('b2b-distributor', {}, { set: [phase, 'phase=p'] }));
    expect(phaseSettings(scenario, 'p')).toMatchObject({
      decisions: { carrier: { by: 'person', role: 'planner' } },
      thumbs: { carrier: 'as-planned' },
    });
  });

  test('a policy of one’s own can be named wherever who answers is said', () => {
    const parts = new Map([
      ['mine.ts', { kind: 'policy', point: 'workload', policy: { ...stay, name: 'mine' } } as const],
    ]);
    const load = (...set: string[]) => loadFrom('b2b-distributor', {}, { parts, set });
    expect(namesForAll(outboundScenario(load('workloadPolicy=mine.ts'))).workload).toBe('mine');
    const entry = arm('{ name: a, workload: mine.ts }');
    const asArm = outboundScenario(load(entry, 'workloadPolicy=stay', 'thresholds=[]'));
    expect(saidBy(asArm.policies[1]!)).toEqual({ workload: 'mine' });
    const thumb =
      'phases={ p: { decisions: { workload: { by: rule } }, thumbs: { workload: mine.ts }, source: x } }';
    expect(outboundScenario(load(thumb, 'workloadPolicy=stay')).phases?.p?.thumbs).toEqual({
      workload: 'mine',
    });
    expect(problemsIn(load('delayPolicy=mine.ts'))).toEqual([
      expect.stringMatching(
        /"mine\.ts" is a policy for "workload", and a policy for "delay-response" is needed here\. It stands at `workloadPolicy`/,
      ),
    ]);
  });
});

describe('what does not', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['b2b-distributor', [arm('{ name: a }')], /arm "a" differs in nothing\. Name a policy, such as/],
    [
      'b2b-distributor',
      [arm('{ name: a, carrier: gide-order }')],
      /unknown policy for carriers: "gide-order"\. Did you mean "guide-order"\?/,
    ],
    [
      'b2b-distributor',
      [arm('{ name: a, delay: never-expedite, delay-response: never-expedite }')],
      /`delay-response` has two policies\. Leave one of them/,
    ],
    [
      'b2b-distributor',
      [arm('{ name: a, dock-slot: after-arrival }')],
      /nobody asks about docks: nothing is said at `inbound\.dockPolicy`/,
    ],
    [
      'b2b-distributor',
      [arm(carrierModel(', carrier: guide-order'))],
      /the model answers `carrier`, and its baseline stands at `baseline`/,
    ],
    ['b2b-distributor', [arm(carrierModel(', costPerDecision: 0.002 EUR'))], /"0\.002 EUR" is not in USD/],
    [
      'b2b-distributor',
      [arm(carrierModel(', costPerDecision: 0 USD'))],
      /costPerDecision: must be more than 0/,
    ],
    [
      'b2b-distributor',
      [arm(carrierModel(', maxViewAge: 1 h'))],
      /no views come with questions of carrier\. Take it out/,
    ],
    [
      'inbound-dock',
      [arm(`{ ${MODEL}, point: dock-slot, model: x.onnx, baseline: first-slot, maxFreight: 1 USD }`)],
      /options of dock-slot have no price that is known\. Take it out/,
    ],
    [
      'b2b-distributor',
      [arm(`{ ${MODEL}, model: carrier-cost-and-lateness, baseline: cheapest-in-stock }`)],
      /"carrier-cost-and-lateness" answers carrier, not sourcing\. Say `point: carrier`/,
    ],
    [
      'b2b-distributor',
      [arm(`{ ${MODEL}, point: carrier, model: x.onnx, baseline: cheapest-in-stock }`)],
      /unknown policy for carriers: "cheapest-in-stock"/,
    ],
    [
      'b2b-distributor',
      ['phases={ p: { decisions: { exception: { by: person, role: planner } }, source: x } }'],
      /exception is by person, and who is asked is a person already: leave the tasks to people with `to-person`/,
    ],
    [
      'b2b-distributor',
      [arm('{ name: a, carrier: guide-order, carrier-selection: guide-order }')],
      /`carrier` has two policies\. Leave one of them/,
    ],
    [
      'b2b-distributor',
      [
        'phases={ p: { decisions: { carrier: { by: auto }, carrier-selection: { by: person, role: planner } }, source: x } }',
      ],
      /`carrier` is decided in two ways\. Leave one of them/,
    ],
    [
      'b2b-distributor',
      ['phases={ p: { thumbs: { workload: staying }, source: x } }'],
      /unknown policy for workload: "staying"/,
    ],
    [
      'b2b-distributor',
      ['phase=workflow', arm(carrierModel(''))],
      /a model can't decide in phase "workflow", where carrier is by person/,
    ],
  ])('%s: %j', (scenario, set, says) => {
    const problems = problemsIn(loadFrom(scenario, {}, { set: [...set, 'thresholds=[]'] }));
    expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
  });

  test('where TMS tenders, an arm has no carriers to choose; where ERP allocates, none has nodes', () => {
    const tms = loadFrom(
      'b2b-distributor',
      {},
      {
        with: ['tms-tenders'],
        set: [arm('{ name: a, carrier: cheapest-carrier }'), 'thresholds=[]'],
      },
    );
    expect(problemsIn(tms)).toEqual([
      expect.stringMatching(/policy "cheapest-carrier" has nothing to decide: TMS tenders/),
    ]);
    const erp = (entry: string) =>
      loadFrom('b2b-distributor', {}, { with: ['erp-allocates'], set: [arm(entry), 'thresholds=[]'] });
    expect(problemsIn(erp('{ name: a, sourcing: home-node }'))).toEqual([
      expect.stringMatching(/2 policies for sourcing would differ in nothing/),
    ]);
    expect(problemsIn(erp('{ name: a, carrier: cheapest-carrier }'))).toEqual([]);
  });
});
