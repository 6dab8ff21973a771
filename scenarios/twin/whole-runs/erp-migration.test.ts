/**
 * Whole runs in which one ERP takes the place of another, or one ERP has a profile, with every invariant watched. The moral of
 * `docs/scenarios/erp-migration.md` is the first test.
 */
import { describe, expect, test } from 'vitest';
import { ERP_PROFILE_NAMES } from '#mock-systems/erp/profiles';
import { NEXT_ERP } from '#orchestrator/contracts/partners';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import type { BusinessWatcher } from '../../host/signals.ts';
import { nullRecorder } from '../../recording/recorder.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin } from '../outbound-twin.ts';
import { recordNames } from '../recorded-names.ts';

const SMALL = ['demand.ordersPerDay=60'];
function worldOf(scenario: string, set: readonly string[] = SMALL): OutboundWorld {
  const written = outboundScenario(loadFrom(scenario, {}, { set }));
  return buildOutboundWorld(written, written.seed);
}

/** How often each event was written. */
class Counts implements BusinessWatcher {
  readonly name = 'counts';
  private counts = new Map<string, number>();

  business(_time: number, event: string): void {
    this.counts.set(event, this.of(event) + 1);
  }

  of(event: string): number {
    return this.counts.get(event) ?? 0;
  }

  save(): ReadonlyMap<string, number> {
    return new Map(this.counts);
  }

  load(saved: unknown): void {
    this.counts = new Map(saved as ReadonlyMap<string, number>);
  }
}

interface Run {
  readonly twin: OutboundTwin;
  readonly counts: Counts;
}

function begun(world: OutboundWorld): Run {
  const counts = new Counts();
  const twin = distributorTwin(world, { watchers: [counts] });
  twin.start();
  return { twin, counts };
}

function ran(world: OutboundWorld): Run {
  const run = begun(world);
  expect(run.twin.run()).toBe('empty');
  return run;
}

test('what a freeze costs is the working days in it: more than all that comes over wrongly', () => {
  const late = (world: OutboundWorld): number => ran(world).counts.of('promiseMissed');
  const stays = late(
    worldOf('b2b-distributor', [...SMALL, 'demand.days=12', 'systems.erp.profile=business-central']),
  );
  const weekend = late(worldOf('erp-migration'));
  const longer = late(
    worldOf('erp-migration', [...SMALL, 'systems.erpMigration.freezeFrom=2026-03-04T22:00:00Z']),
  );
  expect(longer - weekend).toBeGreaterThan(3 * (weekend - stays));
  expect(longer - weekend).toBeGreaterThan(20);
});

describe('a migration in mid-run', () => {
  const { twin, counts } = ran(worldOf('erp-migration'));
  const { erp, nextErp, erpMigration } = twin.systems;

  test('leaves nothing behind in either ERP', () => {
    expect([erp.openOrders, nextErp?.openOrders]).toEqual([0, 0]);
    expect(counts.of('orderDone')).toBe(counts.of('orderReleased'));
  });

  test('has both at work, and the doubled orders recognised', () => {
    const { moved, doubled } = erpMigration!.ledger;
    expect(moved).toBeGreaterThan(50);
    expect(doubled).toBeGreaterThan(0);
    expect(counts.of('orderMoved')).toBe(moved);
    expect(counts.of('orderDoubled')).toBe(doubled);
    for (const system of [erp, nextErp!]) expect(system.sideEffects.invoices).toBeGreaterThan(10);
  });

  test('has the core speak to the new one', () => {
    const { ledger, settings } = erpMigration!;
    expect(nextErp!.partner).toBe(NEXT_ERP);
    expect(nextErp!.applied.count).toBeGreaterThan(100);
    expect(ledger.forwardedAt).toBeLessThan(settings.cutOverAt + 86_400_000);
  });

  test('bills in the old one what ends there, where open orders are not moved', () => {
    const stays = ran(worldOf('erp-migration', [...SMALL, 'systems.erpMigration.backlog=finished-in-old']));
    const { erp: old, nextErp: next } = stays.twin.systems;
    expect(stays.counts.of('orderMoved')).toBe(0);
    expect(old.sideEffects.invoices).toBeGreaterThan(3 * erp.sideEffects.invoices);
    expect([old.openOrders, next!.openOrders]).toEqual([0, 0]);
  });

  test('is the same run again, also from a copy in the freeze', () => {
    const world = worldOf('erp-migration');
    const { freezeFrom, cutOverAt } = world.erpMigration!.settings;
    const first = begun(world);
    first.twin.run({ until: (freezeFrom + cutOverAt) / 2 });
    const copy = begun(world);
    copy.twin.restore(first.twin.snapshot());
    expect(copy.twin.run()).toBe('empty');
    expect(copy.twin.digests()).toEqual(twin.digests());
  });
});

describe('a profile', () => {
  const days = ['demand.days=2', ...SMALL];
  const plain = ran(worldOf('b2b-distributor', days));

  test.each(ERP_PROFILE_NAMES)('%s writes its documents, and changes no order and no luck', (name) => {
    const { counts } = ran(worldOf('b2b-distributor', [...days, `systems.erp.profile=${name}`]));
    for (const event of ['orderReleased', 'orderHeld']) expect(counts.of(event)).toBe(plain.counts.of(event));
    expect(counts.of('salesDocumentChanged')).toBeGreaterThan(counts.of('orderReleased'));
    expect(counts.of('shipmentDocumentChanged')).toBeGreaterThan(3 * counts.of('customerBilled'));
  });

  test('has the words for its documents on record, and nobody else has', () => {
    const namesOf = (world: OutboundWorld): string[] => {
      const names: string[] = [];
      recordNames(world, {
        ...nullRecorder,
        name: (kind, key, name) => {
          if (/ocument/.test(kind)) names.push(`${kind} ${key} ${name}`);
        },
      });
      return names;
    };
    const names = namesOf(worldOf('erp-migration'));
    expect(names).toContain('salesDocument 65 sales order: Pending Approval');
    expect(names).toContain('shipmentDocument 728 billing document: posting status C');
    expect(names).toContain('documentRange 707 billing document 0090000000');
    expect(namesOf(worldOf('b2b-distributor'))).toEqual([]);
  });

  test('keeps its picture nearer to what lies there', () => {
    const driftOf = (set: readonly string[]): number => {
      const world = worldOf('b2b-distributor', ['demand.days=3', ...SMALL, ...set]);
      const { twin } = begun(world);
      // A minute after a refresh: WMS counts in the daytime.
      twin.run({ until: world.startAt + 3 * 86_400_000 + 60_000 });
      return twin.stockDrift().units;
    };
    expect(driftOf(['systems.erp.stockRefresh=1 d'])).toBeLessThan(driftOf([]) / 2);
  });
});
