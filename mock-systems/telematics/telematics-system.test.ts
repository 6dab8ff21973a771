/**
 * The telematics provider: positions by what the vehicle really does, bounded; kept where nothing gets out and sent after; alarms of
 * temperature; each trip once whatever is repeated. Shares are counted over many trips, within four standard errors.
 */
import { describe, expect, test } from 'vitest';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import { NO_DEVICE } from '#orchestrator/contracts/telematics';
import { always, CARRIER, DAY_MS, HOUR_MS, START, telematicsBench, WARM } from './telematics.fixture.ts';

const LOAD = shipmentKey(10, 0);
const TRIPS = 2_000;

function expectShare(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / TRIPS));
}

describe('a trip that is followed', () => {
  test('is answered with its device when it departs, and told where it is', () => {
    const { follow, depart, until, said, positions } = telematicsBench();
    follow(LOAD);
    depart(LOAD);
    until(12 * HOUR_MS);
    expect(said[0]).toMatchObject({
      kind: 'deviceAssigned',
      key: LOAD,
      b: CARRIER,
      body: { departedAt: START, plannedAt: START + 2 * DAY_MS, everyMs: 6 * HOUR_MS },
    });
    expect(positions()).toMatchObject([
      {
        a: said[0]!.a,
        b: START + 6 * HOUR_MS,
        body: { reading: 1, progress: 125, estimatedAt: START + 2 * DAY_MS },
      },
      { b: START + 12 * HOUR_MS, body: { reading: 2, progress: 250, estimatedAt: START + 2 * DAY_MS } },
    ]);
  });

  test('that is slower than planned is estimated later by as much as it has lost so far', () => {
    const { follow, depart, until, positions } = telematicsBench();
    follow(LOAD);
    depart(LOAD, 4 * DAY_MS);
    until(2 * DAY_MS);
    // After two days it has come half of the way: two days, and one that is left by the plan.
    expect(positions().at(-1)!.body).toMatchObject({ progress: 500, estimatedAt: START + 3 * DAY_MS });
  });

  test('says what it has kept when its device is taken off, and that it is', () => {
    const { follow, depart, end, until, kinds, written } = telematicsBench({ deadZoneShare: 1 });
    follow(LOAD);
    depart(LOAD);
    until(13 * HOUR_MS);
    expect(kinds()).toEqual(['deviceAssigned']);
    end(LOAD);
    until(14 * HOUR_MS);
    expect(kinds()).toEqual(['deviceAssigned', 'positionReported', 'positionReported', 'deviceRemoved']);
    expect(written.at(-1)).toMatchObject({ event: 'deviceRemoved', a: 2, b: 0 });
  });

  test('of which nothing is left gives nothing back', () => {
    const { follow, depart, end, until, kinds } = telematicsBench({ deadZoneShare: 1 });
    follow(LOAD);
    depart(LOAD);
    until(13 * HOUR_MS);
    end(LOAD, 'loadLost');
    until(14 * HOUR_MS);
    expect(kinds()).toEqual(['deviceAssigned', 'deviceRemoved']);
  });

  test('has no more readings than are allowed, however long it takes', () => {
    const { follow, depart, kernel, telematics } = telematicsBench({ readingsMax: 4 });
    follow(LOAD);
    depart(LOAD, 100 * DAY_MS);
    kernel.run();
    expect(telematics.ledger.positions).toBe(4);
  });

  test('with a flat battery is silent from there on, also at its end', () => {
    const { follow, depart, end, until, positions, telematics } = telematicsBench({ flatShare: 1 });
    follow(LOAD);
    depart(LOAD);
    until(3 * DAY_MS);
    end(LOAD);
    until(4 * DAY_MS);
    expect(telematics.ledger.flat).toBe(1);
    expect(positions().length).toBeLessThan(8);
  });

  test('is stamped by the clock of the device', () => {
    const { follow, depart, until, positions } = telematicsBench({
      skewMs: { ms: always(60_000), behindShare: 1 },
    });
    follow(LOAD);
    depart(LOAD);
    until(6 * HOUR_MS);
    expect(positions()[0]!.b).toBe(START + 6 * HOUR_MS - 60_000);
  });

  test('asked for twice is answered twice, and is one trip', () => {
    const { follow, depart, until, kinds, telematics } = telematicsBench();
    depart(LOAD);
    until(HOUR_MS);
    follow(LOAD);
    follow(LOAD);
    until(6 * HOUR_MS);
    expect(kinds()).toEqual(['deviceAssigned', 'deviceAssigned', 'positionReported']);
    expect(telematics.ledger).toMatchObject({ attached: 1, positions: 1 });
  });
});

describe('nothing to follow', () => {
  test('where no device is fitted', () => {
    const { follow, depart, until, said } = telematicsBench({ fitted: {} });
    follow(LOAD);
    depart(LOAD);
    until(DAY_MS);
    expect(said).toMatchObject([{ kind: 'noDevice', a: NO_DEVICE.noneFitted }]);
  });

  test('where the trip is over', () => {
    const { follow, depart, end, until, said } = telematicsBench();
    depart(LOAD);
    until(DAY_MS);
    end(LOAD);
    until(2 * DAY_MS);
    follow(LOAD);
    expect(said).toMatchObject([{ kind: 'noDevice', a: NO_DEVICE.tripOver }]);
  });

  test('nobody is told of a trip that nobody has asked for', () => {
    const { depart, end, until, said } = telematicsBench();
    depart(LOAD);
    until(DAY_MS);
    end(LOAD);
    until(2 * DAY_MS);
    expect(said).toEqual([]);
  });
});

describe('goods that need their temperature', () => {
  test('are reported once when they have been out of it for long enough, and while they are', () => {
    const { follow, depart, until, said } = telematicsBench({ excursions: WARM });
    follow(LOAD, 1);
    depart(LOAD);
    until(3 * DAY_MS);
    const alarms = said.filter(({ kind }) => kind === 'temperatureExceeded');
    expect(alarms).toMatchObject([{ b: 1, body: { outsideMs: HOUR_MS / 2, peakTenths: 45 } }]);
    const { startedAt } = alarms[0]!.body as { startedAt: number };
    expect(START + alarms[0]!.at - startedAt).toBe(HOUR_MS / 2);
  });

  test('others are not looked at', () => {
    const { follow, depart, until, kinds } = telematicsBench({ excursions: WARM });
    follow(LOAD, 0);
    depart(LOAD);
    until(3 * DAY_MS);
    expect(kinds()).not.toContain('temperatureExceeded');
  });

  test('get warm more often from a season on', () => {
    const count = (factor: number): number => {
      const excursions = { ...WARM, share: 0.1, seasons: [[START, factor] as const] };
      const { follow, depart, kernel, telematics } = telematicsBench({ excursions });
      for (let order = 1; order <= TRIPS; order++) {
        follow(shipmentKey(order, 0), 1);
        depart(shipmentKey(order, 0));
      }
      kernel.run();
      return telematics.ledger.excursions / TRIPS;
    };
    expectShare(count(1), 0.1);
    expectShare(count(3), 0.3);
  });
});

test('as many trips have a device as the share says, and more devices find all that fewer found', () => {
  const fitted = (share: number): Set<number> => {
    const { depart, until, written } = telematicsBench({ fitted: { LTL: share } });
    for (let order = 1; order <= TRIPS; order++) depart(shipmentKey(order, 0));
    until(HOUR_MS);
    return new Set(written.filter(({ event }) => event === 'deviceAttached').map(({ key }) => key));
  };
  const few = fitted(0.3);
  expectShare(few.size / TRIPS, 0.3);
  const many = fitted(0.6);
  expect([...few].filter((load) => !many.has(load))).toEqual([]);
});

test('it forgets what is over', () => {
  const { follow, depart, end, kernel, until, telematics } = telematicsBench();
  follow(LOAD);
  depart(LOAD);
  until(2 * DAY_MS);
  end(LOAD);
  kernel.run();
  expect(telematics.remembered).toBe(0);
});

test('a copy goes on as the run never stopped', () => {
  const whole = telematicsBench({ deadZoneShare: 0.5, excursions: WARM });
  const begin = ({ follow, depart }: typeof whole): void => {
    follow(LOAD, 1);
    depart(LOAD);
  };
  begin(whole);
  whole.until(20 * HOUR_MS);
  const saved = structuredClone(whole.kernel.snapshot());
  const before = whole.said.length;
  whole.until(3 * DAY_MS);
  const again = telematicsBench({ deadZoneShare: 0.5, excursions: WARM });
  begin(again);
  again.until(20 * HOUR_MS);
  again.kernel.restore(saved);
  const from = again.said.length;
  again.until(3 * DAY_MS);
  expect(from).toBe(before);
  expect(again.said.slice(from)).toEqual(whole.said.slice(before));
});
