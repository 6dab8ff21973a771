/**
 * What generated scenarios are for: each is right by the checks of `dray check`, can be built and run, says in its file all that was drawn,
 * and shrinks to quickstart. Shown on drawn ones, each through the same loader as a file of a user.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import { loadScenario } from '#scenarios/schema/load';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { type SourceFiles, showProblem } from '#scenarios/schema/source-files';
import { FAULT_KINDS } from '#scenarios/world/fault-settings';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import { withPeopleAsOwners } from '#scenarios/world/outbound/people/people-own';
import { runs } from '#testing/properties/properties';
import { runTrial } from '#testing/search/trial';
import { libraryText } from '#testing/worlds/library-scenario';
import { draftOfBase } from './draft.ts';
import { overlayOf } from './overlay-of.ts';
import { scenarioText } from './scenario-text.ts';
import { drafts, SCENARIO_PARTS, type ScenarioPart, scenarios, scenariosOf } from './scenarios.ts';

const FILE = 'generated.yaml';
const kpis = Object.fromEntries(Object.entries(OUTBOUND_KPIS).map(([kpi, { unit }]) => [kpi, unit]));

function filesWith(written: object): SourceFiles {
  const text = scenarioText(written);
  return {
    read: (path) =>
      path.startsWith('library:') ? libraryText(path.slice('library:'.length)) : path === FILE ? text : null,
  };
}

function loaded(written: object): OutboundScenario {
  const found = loadScenario(FILE, filesWith(written), { kpis });
  if (!found.ok) throw new Error(found.problems.map(showProblem).join('\n'));
  return found.scenario as OutboundScenario;
}

test('every one is right, and can be built', () => {
  fc.assert(
    fc.property(scenarios(), (written) => {
      const scenario = loaded(written);
      const built = buildAnyOutbound(scenario, scenario.seed, filesWith(written));
      expect(built.ok).toBe(true);
    }),
    { numRuns: runs(15) },
  );
});

test('bounds that would leave nothing to vary are refused', () => {
  expect(() => scenarios({ parts: ['demands' as ScenarioPart] })).toThrow('Did you mean "demand"?');
  expect(() => scenariosOf('polices' as ScenarioPart)).toThrow('Did you mean "policies"?');
  for (const ordersMost of [0, 2.5]) expect(() => scenarios({ ordersMost })).toThrow('a whole number from 1');
});

test('its file says all that was drawn', () => {
  fc.assert(
    fc.property(drafts({}), (draft) => {
      const differs = overlayOf(draftOfBase(), draft) as object;
      expect(loaded({ extends: 'quickstart', ...differs })).toEqual(withPeopleAsOwners(draft));
    }),
    { numRuns: runs(10) },
  );
});

test('it shrinks to quickstart with one order, and is printed as that file', () => {
  const { counterexample } = fc.check(
    fc.property(scenarios(), () => false),
    { numRuns: 1 },
  );
  expect(counterexample).toEqual([{ extends: 'quickstart', demand: { maxOrders: 1 } }]);
  expect(fc.stringify(counterexample![0])).toContain('extends: quickstart\ndemand:\n  maxOrders: 1\n');
});

test('what is left of a failing one is what it takes to fail', () => {
  const fails = ({ network, faults }: OutboundScenario): boolean =>
    network.carriers.some(({ x12 }) => x12 !== undefined) &&
    (faults?.written ?? []).some(({ kind }) => kind === 'outage');
  const { counterexample } = fc.check(
    fc.property(drafts({}), (draft) => !fails(draft)),
    { numRuns: 2_000 },
  );
  const left = overlayOf(draftOfBase(), counterexample![0]) as Record<string, unknown>;
  expect(Object.keys(left).sort()).toEqual(['demand', 'faults', 'network']);
  expect(Object.keys(left.network as object)).toEqual(['carriers']);
  expect((left.faults as { written: unknown[] }).written).toHaveLength(1);
});

describe('a part by itself changes nothing else', () => {
  const touches: Readonly<Record<ScenarioPart, readonly string[]>> = {
    networks: ['network'],
    calendars: ['network', 'start'],
    partners: ['network', 'platform', 'systems'],
    demand: [],
    orderMixes: ['network', 'systems'],
    policies: [
      'billAudit',
      'carrierPolicy',
      'cases',
      'delayPolicy',
      'delayPrediction',
      'limits',
      'orderPriorityPolicy',
      'people',
      'phase',
      'phases',
      'policies',
      'responsibilities',
      'systems',
      'waveSequencePolicy',
      'workloadPolicy',
    ],
    humanBehaviour: ['limits', 'people'],
    faultSchedules: ['faults'],
  };
  test.each(SCENARIO_PARTS)('%s', (part) => {
    const drawn = fc.sample(scenariosOf(part), 100);
    const touched = new Set(drawn.flatMap((written) => Object.keys(written)));
    const always = ['extends', 'demand'];
    expect([...touched].filter((key) => ![...always, ...touches[part]].includes(key))).toEqual([]);
    // Waves alone make some policies possible, and they are another part.
    const reached = touches[part].filter((key) => !/^(wave|orderPriority)/.test(key));
    expect(reached.filter((key) => !touched.has(key))).toEqual([]);
  });
});

test('all ways to connect a carrier, kinds of fault and policies come', () => {
  const all = fc.sample(drafts({}), 500);
  const lines = all.flatMap(({ network }) =>
    network.carriers.map(({ x12, rest, files }) => (x12 ? 'x12' : rest ? 'rest' : files ? 'files' : 'none')),
  );
  expect(new Set(lines)).toEqual(new Set(['x12', 'rest', 'files', 'none']));
  expect(new Set(all.flatMap(({ faults }) => faults?.written?.map(({ kind }) => kind) ?? [])).size).toBe(
    FAULT_KINDS.length,
  );
  for (const point of ['carrierPolicy', 'delayPolicy', 'waveSequencePolicy', 'workloadPolicy'] as const)
    expect(new Set(all.map((draft) => draft[point])).size).toBeGreaterThan(1);
});

test('runs of them keep every invariant', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios({ ordersMost: 15 }), async (written) => {
      const scenario = loaded(written);
      const { finding } = await runTrial({ scenario, files: filesWith(written), seed: scenario.seed });
      expect(finding).toBeNull();
    }),
    { numRuns: runs(6) },
  );
});

test('the text of one is the one', () => {
  fc.assert(
    fc.property(scenarios(), (written) => {
      expect(parse(scenarioText(written))).toEqual(written);
    }),
    { numRuns: runs(10) },
  );
});
