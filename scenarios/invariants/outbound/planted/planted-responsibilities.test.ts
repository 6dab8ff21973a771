/** A day of the distributor on which others own what the orchestrator usually does, and somebody does what is not his: it stops there. */
import { describe, expect, test } from 'vitest';
import { PLANNED_LOADS, WAVE_PLAN } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { dividedDistributor } from '#testing/worlds/divided-world';
import { expectCaught, type Inside, replaced, violationOf } from '#testing/worlds/outbound-plants';
import { TIMERS_MAX } from '../../../host/host-out.ts';

const SMALL = { days: 1, ordersPerDay: 60 };
const TMS_TENDERS = dividedDistributor({ tender: 'tms', book: 'tms' }, SMALL);

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, TMS_TENDERS)).toBe(null);
});

describe('where TMS tenders', () => {
  test('a core that tenders as well', () => {
    expectCaught(
      'owner-writes',
      /load \d+: tenderOffered of load written by core, it belongs to TMS/,
      (twin, saboteur) => {
        saboteur.act = (event, load) => {
          if (event === 'loadFormed')
            twin.host.books.business(twin.kernel.now, 'tenderOffered', 'core', 'load', load, 1, 0, 1_000);
        };
      },
      TMS_TENDERS,
    );
  });

  test.each<[string, string, RegExp, (tms: Inside) => void]>([
    [
      'a TMS that offers a load to two at once',
      'one-active-booking',
      /tender 2 offered to .* while tender 1 to .* is outstanding/,
      ({ desk }) =>
        replaced(desk, 'offer', (right, load, tender, rating) => {
          right(load, tender, rating);
          right(load, tender, tender.guide[1] ?? rating);
        }),
    ],
    [
      'a TMS that offers for ever, and asks no planner',
      'authority-kept',
      /is no\. 13 of a round of 12, and no planner was asked/,
      ({ desk }) => {
        desk.settings = { ...desk.settings, tendersMax: 1000 };
        replaced(desk, 'assign', (_right, load, tender) => {
          desk.line.withdraw(tender.carrier, load, tender.attempt);
          desk.log.business('tenderExpired', 'TMS', 'load', load, tender.attempt, tender.carrier, 0);
          desk.due(load, tender);
        });
      },
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, (twin) => plant(twin.systems.tms), TMS_TENDERS);
  });
});

describe('where TMS plans loads', () => {
  const ROOM = ['systems.tms.consolidation.handlingUnits=6'];
  const TMS_PLANS = dividedDistributor({ consolidate: 'tms' }, SMALL, ROOM);

  test('without a plant nothing stops it', () => {
    expect(violationOf(() => {}, TMS_PLANS)).toBe(null);
  });

  test.each<[string, string, RegExp, (planner: Inside) => void]>([
    [
      'a TMS that tells the core of one load where it has planned two',
      'owner-writes',
      /load \d+ of lane \d+ formed with shipment \d+ .*, which TMS has planned for load \d+/,
      (planner) =>
        replaced(planner, 'plan', (right, lane, cutoff, shipments) => {
          const { office } = planner;
          planner.office = { ...office, tell: () => {} };
          right(lane, cutoff, shipments.slice(0, 1));
          if (shipments.length > 1) right(lane, cutoff, shipments.slice(1));
          planner.office = office;
          office.tell(lane, shipments[0], cutoff, shipments);
        }),
    ],
    [
      'a TMS that plans a load twice',
      'side-effect-once',
      /load \d+: planned for lane \d+ a second time/,
      (planner) =>
        replaced(planner, 'plan', (right, ...args) => {
          right(...args);
          right(...args);
        }),
    ],
    [
      'a TMS that plans a shipment for two loads',
      'side-effect-once',
      /shipment \d+ .* planned for load \d+, and for load \d+ before/,
      (planner) => {
        let first: number | undefined;
        replaced(planner, 'plan', (right, lane, cutoff, shipments) => {
          right(lane, cutoff, first === undefined ? shipments : [...shipments, first]);
          first ??= shipments[0];
        });
      },
    ],
    [
      'a TMS that plans more together than finds room',
      'capacity-respected',
      /load \d+ of \d+ shipments planned with \d+ g and \d+ handling units; its equipment takes \d+ g and 6/,
      (planner) => {
        planner.settings = { ...planner.settings, handlingUnitsMax: 1_000_000 };
      },
    ],
    [
      'a TMS that does what it writes nothing of',
      'side-effect-once',
      /TMS's own ledger has \d+ loads planned, it has written down \d+/,
      ({ office }) =>
        replaced(office, 'planned', (right) => {
          right();
          right();
        }),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, (twin) => plant((twin.systems.tms as Inside).planner), TMS_PLANS);
  });

  test('a TMS that is silent about a plan, and a core that does not ask after it', () => {
    expectCaught(
      'nothing-left-over',
      /\d+ shipments of lane \d+ wait for TMS to plan them at the end, the first is shipment \d+/,
      (twin) => {
        const { office } = (twin.systems.tms as Inside).planner;
        let told = false;
        replaced(office, 'tell', (right, ...args) => {
          if (told) right(...args);
          told = true;
        });
        replaced(twin.host as Inside, 'ring', (right, packed, key) => {
          if (Math.floor(packed / TIMERS_MAX) !== PLANNED_LOADS) right(packed, key);
        });
      },
      TMS_PLANS,
    );
  });
});

test('a core that forgets who is on the list that it has given to a desk', () => {
  expectCaught(
    'settles',
    /nothing more can happen, and \d+ shipments wait for no person: \d+ \(reserved\)/,
    (twin, saboteur) => {
      saboteur.act = (event) => {
        if (event !== 'stockReserved') return;
        for (const node of twin.host.living(WAVE_PLAN as ActorTypeNo)) {
          const plan = twin.host.state<Inside>(WAVE_PLAN as ActorTypeNo, node);
          plan.shipments.splice(0, 1);
        }
      };
    },
    dividedDistributor({ wave: 'people' }, SMALL),
  );
});

test('a core that tenders at rates older than its copy may be', () => {
  const fuel = ['network.fuel=[{ from: 2026-01-01, share: 0.18 }, { from: 2026-02-15, share: 0.3 }]'];
  expectCaught(
    'no-drift',
    /load \d+: tender 1 to .* with \d+ for fuel on \d+; TMS's table has had no such share since 2026-02-2/,
    (twin) => {
      // It was so until February.
      (twin.world.network.rates as Inside).fuel = [[0, 0.18]];
    },
    dividedDistributor({ rate: 'orchestrator' }, SMALL, fuel),
  );
});

test('a core that sends an order from elsewhere than ERP has said', () => {
  expectCaught(
    'decision-audited',
    /order \d+: sourcing 1 at DC \w+; the last on record is 1, at DC \w+/,
    (twin) =>
      replaced(twin.host.books, 'business', (right, at, event, owner, type, key, n, node, b) =>
        right(at, event, owner, type, key, n, event === 'orderAllocated' ? (node + 1) % 3 : node, b),
      ),
    dividedDistributor({ allocate: 'erp' }, SMALL),
  );
});

test('a WMS that forgets a shipment when it releases its waves', () => {
  const violation = violationOf(
    (twin) => {
      let forgotten = false;
      replaced((twin.systems.wms as Inside).waves, 'join', (right, key, shipment) => {
        if (forgotten) right(key, shipment);
        forgotten = true;
      });
    },
    dividedDistributor({ wave: 'wms' }, SMALL),
  );
  expect(violation?.invariant).toBe('nothing-left-over');
});
