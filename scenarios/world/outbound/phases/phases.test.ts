/** The tables of phases: what they name there is, what a scenario says counts instead, and `optimised` is the empty one. */
import { describe, expect, test } from 'vitest';
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import { PHASE_NAMES, smallProgramme } from '#testing/worlds/phase-world';
import type { DecisionSection } from '../../../schema/outbound/phases.ts';
import { buildOutboundWorld } from '../build.ts';
import { PARTNER_KINDS } from '../systems/partner-kinds.ts';
import { worldInPhase } from './in-phase.ts';
import { PHASES } from './phase-tables.ts';
import { handTasks, phaseSection, phaseSettings, waysOf } from './phases.ts';

const HOUR_MS = 3_600_000;
const scenario = smallProgramme();

test('there are five, in the order of a programme', () => {
  expect(Object.keys(PHASES)).toEqual([...PHASE_NAMES]);
});

describe.each(PHASE_NAMES)('%s', (name) => {
  const { ways = [], decisions = {}, source } = PHASES[name]!;

  test('names kinds that there are, each once, and says where each way comes from', () => {
    const named = ways.flatMap(({ kinds }) => kinds);
    expect(named.filter((kind) => ![...MESSAGE_KINDS, ...PARTNER_KINDS].includes(kind))).toEqual([]);
    expect(named.filter((kind, i) => named.indexOf(kind) !== i)).toEqual([]);
    expect(ways.filter((way) => way.source === undefined)).toEqual([]);
    expect(source).toBeDefined();
  });

  test('leaves nothing to people whom nobody names', () => {
    for (const { by, role } of Object.values(decisions) as DecisionSection[])
      expect(role === undefined).toBe(by === 'rule' || by === 'auto');
  });

  test('is longer to settle than the phase after it, and never shorter than the scenario', () => {
    const boundOf = (phase: string): number => phaseSettings(scenario, phase).settleBoundMs!;
    const next = PHASE_NAMES[PHASE_NAMES.indexOf(name) + 1];
    expect(boundOf(name)).toBeGreaterThanOrEqual(buildOutboundWorld(scenario, 1).settleBoundMs!);
    if (next !== undefined) expect(boundOf(name)).toBeGreaterThanOrEqual(boundOf(next));
  });
});

test('visibility is as it is, but for what partners say, and for warnings and check calls', () => {
  const before = waysOf(phaseSection(scenario, 'as-is')!);
  const after = waysOf(phaseSection(scenario, 'visibility')!);
  const changed = [...before.keys()].filter((kind) => !after.has(kind));
  const fromPartners = changed.filter((kind) => PARTNER_KINDS.includes(kind));
  expect(changed.filter((kind) => !fromPartners.includes(kind)).toSorted()).toEqual([
    'reportSlaRisk',
    'requestStatus',
  ]);
  expect([...after.keys()].filter((kind) => PARTNER_KINDS.includes(kind))).toEqual([]);
  for (const [kind, way] of after) expect(before.get(kind)).toEqual(way);
});

test('optimised changes nothing of a world', () => {
  const { ways, decisions, limits, platformShare } = phaseSettings(scenario, 'optimised');
  expect({ ways: ways.size, decisions, limits, platformShare }).toEqual({
    ways: 0,
    decisions: {},
    limits: {},
    platformShare: 1,
  });
});

test('as it is, the platform costs nothing and a tender is waited for; the world itself stays', () => {
  const world = buildOutboundWorld(scenario, 1);
  const asIs = worldInPhase(world, phaseSettings(scenario, 'as-is'));
  expect([asIs.costs.workerPerDayMinor, asIs.costs.thousandMessagesMinor]).toEqual([0, 0]);
  expect(asIs.network.limits.tenderResponseMs).toBe(72 * HOUR_MS);
  expect({ ...asIs.network, limits: null }).toEqual({ ...world.network, limits: null });
  expect([asIs.demand, asIs.erp, asIs.wms, asIs.tms, asIs.carriers]).toEqual([
    world.demand,
    world.erp,
    world.wms,
    world.tms,
    world.carriers,
  ]);
});

describe('what a scenario says itself', () => {
  const own = smallProgramme([
    'phases={ as-is: { ways: [{ kinds: [reserveStock], way: direct }, { kinds: [loadBooked], way: file, every: 4 h }], limits: { pickupLead: 2 d } }, pilot: { like: visibility, platformCost: 0.5 } }',
  ]);

  test('counts instead of the table, kind by kind and limit by limit', () => {
    const { ways, limits } = phaseSettings(own, 'as-is');
    expect(ways.get('reserveStock')).toBeUndefined();
    expect(ways.get('loadBooked')).toEqual({ kind: 'file', everyMs: 4 * HOUR_MS });
    expect(ways.get('stockReserved')).toEqual({ kind: 'file', everyMs: 2 * HOUR_MS });
    expect([limits.pickupLeadMs, limits.tenderResponseMs]).toEqual([48 * HOUR_MS, 72 * HOUR_MS]);
  });

  test('may be a phase of its own, which is like another', () => {
    const pilot = phaseSettings(own, 'pilot');
    expect(pilot.platformShare).toBe(0.5);
    // Like `visibility`, which is like the scenario's own `as-is`.
    expect(pilot.ways.get('loadBooked')).toEqual({ kind: 'file', everyMs: 4 * HOUR_MS });
    expect(pilot.ways.get('reportSlaRisk')).toBeUndefined();
  });
});

test('tasks by hand are those of the phases that arms are in', () => {
  expect([...handTasks(scenario).get('order-desk')!].toSorted()).toEqual([
    'cancelShipment',
    'confirmSourcing',
    'decideSourcing',
    'reduceReservation',
    'requestMasterData',
  ]);
  expect(handTasks(smallProgramme(['policies=[cheapest-in-stock]'])).size).toBe(0);
});
