/** What a scenario says of its ERP counts before the profile, and the profile before nothing. */
import { describe, expect, test } from 'vitest';
import { ERP_PROFILES } from '#mock-systems/erp/profiles';
import { NEXT_ERP } from '#orchestrator/contracts/partners';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import type { OutboundWorld } from '../../outbound-world.ts';
import { settleBound } from '../bounds/settle-bound.ts';
import { buildOutboundWorld } from '../build.ts';

const MIN_MS = 60_000;
const HOUR_MS = 60 * MIN_MS;
const DAY_MS = 24 * HOUR_MS;

const scenarioOf = (name: string, set: readonly string[]) => outboundScenario(loadFrom(name, {}, { set }));

function worldOf(set: readonly string[] = [], name = 'b2b-distributor'): OutboundWorld {
  return buildOutboundWorld(scenarioOf(name, set), 1);
}

describe('the ERP of a scenario', () => {
  test('that names no profile has no documents and no jobs, and no place for them', () => {
    const { erp, erpMigration, network } = worldOf();
    expect([erp.batchEveryMs, erp.conduct, erp.refresh]).toEqual([null, undefined, undefined]);
    expect([erpMigration, network.payables]).toEqual([undefined, undefined]);
  });

  test('is as its profile where nothing else is said', () => {
    const { erp } = worldOf(['systems.erp.profile=business-central']);
    expect(erp.batchEveryMs).toBe(5 * MIN_MS);
    expect(erp.refresh).toEqual({ everyMs: DAY_MS, nodes: 3, products: 600 });
    expect(erp.conduct).toMatchObject({
      forms: ERP_PROFILES['business-central'].forms,
      billingJob: { everyMs: HOUR_MS },
      collective: false,
    });
  });

  test('keeps office hours on the clocks of its demand', () => {
    const { erp, startAt } = worldOf(['systems.erp.profile=business-central']);
    // Monday, 8 to 18 in Chicago.
    expect(erp.conduct!.billingJob!.shifts[0]).toEqual([startAt + 14 * HOUR_MS, startAt + 24 * HOUR_MS]);
  });

  test('is as the scenario says where that says something', () => {
    const { erp } = worldOf([
      'systems.erp.profile=sap-s4',
      'systems.erp.batchEvery=2 h',
      'systems.erp.stockRefresh=6 h',
      'systems.erp.billingJob={"every":"1 h"}',
    ]);
    expect([erp.batchEveryMs, erp.refresh?.everyMs]).toEqual([2 * HOUR_MS, 6 * HOUR_MS]);
    expect(erp.conduct).toMatchObject({
      billingJob: { everyMs: HOUR_MS, shifts: [] },
      creditJob: { everyMs: HOUR_MS },
      collective: true,
    });
  });

  test('may have a job without a profile, and no documents then', () => {
    const { erp } = worldOf(['systems.erp.creditJob={"every":"1 d"}']);
    expect(erp.conduct).toMatchObject({ forms: null, creditJob: { everyMs: DAY_MS }, billingJob: null });
  });
});

describe('a migration', () => {
  test('has two ERPs, each as its profile, one stock, and one who pays', () => {
    const { erp, erpMigration, network } = worldOf([], 'erp-migration');
    const { next, settings } = erpMigration!;
    expect([erp.batchEveryMs, next.batchEveryMs]).toEqual([5 * MIN_MS, null]);
    expect(next.conduct).toMatchObject({ forms: ERP_PROFILES['sap-s4'].forms, collective: true });
    expect([erp.stock.length > 0, next.stock]).toEqual([true, []]);
    expect(network.payables).toEqual({ from: settings.cutOverAt, erp: NEXT_ERP });
  });

  test('lets orders take longer: the freeze, the mending, the jobs', () => {
    const chain = (name: string, set: readonly string[] = []): Map<string, number> =>
      new Map(settleBound(scenarioOf(name, set)).chain.map(({ what, ms }) => [what, ms]));
    const plain = chain('b2b-distributor');
    expect(plain.has("ERP's freeze")).toBe(false);
    const moved = chain('erp-migration');
    expect(moved.get("ERP's freeze")).toBe(48 * HOUR_MS);
    expect(moved.get("ERP's master data")).toBeGreaterThan(2 * DAY_MS);
    // From Friday evening to Monday morning, and a period.
    expect(moved.get("ERP's billing job")).toBeGreaterThan(62 * HOUR_MS);
  });
});
