/** A day of the distributor on which others own what the orchestrator usually does, and somebody does what is not his: it stops there. */
import { describe, expect, test } from 'vitest';
import { dividedDistributor } from '#testing/divided-world';
import { expectCaught, type Inside, replaced, violationOf } from '#testing/outbound-plants';

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
