/**
 * A carrier's load at a border: it stands as long as customs says, all of the way ahead comes later by that, it is reported, and
 * what is turned back comes back. The test plays customs.
 */
import { describe, expect, test } from 'vitest';
import { MILESTONE } from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import type { Kernel } from '#sim/kernel';
import { DAY_MS } from '#sim/shifts/civil';
import { BORDER_WORD, Border } from '../border.ts';
import { type CarrierBench, carrierBench, PLAIN, START } from './carrier-bench.fixture.ts';
import type { CarrierProfile } from './settings.ts';

/** Of `tenderOf`: from place 1 to place 2 in four days, fetched after two. */
const DEPARTS = 2 * DAY_MS;
const AT_BORDER = DEPARTS + 2 * DAY_MS;
const DUE = DEPARTS + 4 * DAY_MS;

interface BorderBench extends CarrierBench {
  readonly border: Border;
  /** When each load came. */
  readonly came: [load: number, country: number, days: number][];
}

function bench(profile: CarrierProfile = PLAIN, guarded = [true, true]): BorderBench {
  const came: BorderBench['came'] = [];
  let border: Border | undefined;
  const made = carrierBench({
    profile,
    border: (kernel: Kernel) => {
      border = new Border(kernel, [0, 0, 1], guarded);
      border.connectCustoms((load, country) => came.push([load, country, days(kernel.now)]));
      return border;
    },
  });
  return { ...made, border: border!, came };
}

const days = (at: number): number => Math.round(((at - START) / DAY_MS) * 100) / 100;

function standing(profile?: CarrierProfile): BorderBench {
  const made = bench(profile);
  made.depart(80);
  made.until(AT_BORDER);
  made.border.tell(80, BORDER_WORD.wait);
  return made;
}

const delivered = ({ log }: CarrierBench): unknown[] =>
  log.filter(({ event }) => event === 'shipmentDelivered').map(({ at, b }) => [days(at), b]);
const reported = ({ of }: CarrierBench): unknown[] =>
  of('milestoneReported').map(({ a, body, at }) => [a, body.rawCode, days(body.occurredAt), days(at)]);

describe('a load that crosses a border', () => {
  test('stands there half-way, and nowhere where nobody stops it', () => {
    const made = bench();
    made.depart(80);
    made.kernel.run();
    expect(made.came).toEqual([[80, 1, days(START + AT_BORDER)]]);
    const free = bench(PLAIN, [true, false]);
    free.depart(80);
    free.kernel.run();
    expect(free.came).toEqual([]);
    expect(delivered(free)).toEqual([[days(START + DUE), CONDITION.good]]);
  });

  test('does not move before customs says so, however long that takes', () => {
    const made = standing();
    made.until(DUE + 90 * DAY_MS);
    expect(delivered(made)).toEqual([]);
    expect(made.of('freightBilled')).toEqual([]);
    const moved = made.of('milestoneReported').filter(({ body }) => body.occurredAt > START + AT_BORDER);
    expect(moved).toEqual([]);
  });

  test('that is let go at once is as if there were no border', () => {
    const made = bench();
    made.depart(80);
    made.until(AT_BORDER);
    made.border.tell(80, BORDER_WORD.goOn);
    made.kernel.run();
    const free = bench(PLAIN, [true, false]);
    free.depart(80);
    free.kernel.run();
    expect(made.log).toEqual(free.log);
    expect(reported(made)).toEqual(reported(free));
  });

  test('that stood three days arrives three days later, and so is all that lay ahead', () => {
    const made = standing();
    made.until(AT_BORDER + 3 * DAY_MS);
    made.border.tell(80, BORDER_WORD.goOn);
    made.kernel.run();
    expect(delivered(made)).toEqual([[days(START + DUE + 3 * DAY_MS), CONDITION.good]]);
    const ahead = made.of('milestoneReported').filter(({ body }) => body.occurredAt > START + AT_BORDER);
    const free = bench(PLAIN, [true, false]);
    free.depart(80);
    free.kernel.run();
    const usual = free.of('milestoneReported').filter(({ body }) => body.occurredAt > START + AT_BORDER);
    expect(ahead.map(({ a, body }) => [a, body.occurredAt])).toEqual([
      [MILESTONE.customsReleased, START + AT_BORDER + 3 * DAY_MS],
      ...usual.map(({ a, body }) => [a, body.occurredAt + 3 * DAY_MS]),
    ]);
    expect(made.carrier.ledger.borderStops).toBe(1);
  });

  test('is reported held without an estimate, then released with one, once each', () => {
    const made = standing();
    made.border.tell(80, BORDER_WORD.wait);
    made.until(AT_BORDER + 3 * DAY_MS);
    made.border.tell(80, BORDER_WORD.goOn);
    made.kernel.run();
    const border = made
      .of('milestoneReported')
      .filter(({ a }) => a === MILESTONE.customsHold || a === MILESTONE.customsReleased);
    expect(border.map(({ a, body }) => [a, body.rawCode, body.estimatedAt])).toEqual([
      [MILESTONE.customsHold, 'PR', null],
      [MILESTONE.customsReleased, 'X6', START + DUE + 3 * DAY_MS],
    ]);
    const written = made.log.filter(({ event, n }) => event === 'milestone' && (n === 7 || n === 8));
    expect(written).toHaveLength(2);
  });

  test('is where it is when somebody asks: at the border', () => {
    const made = standing();
    made.until(AT_BORDER + DAY_MS);
    made.tell('requestStatus', 80, 1, 0, null);
    made.until(AT_BORDER + DAY_MS);
    expect(made.of('milestoneReported').at(-1)).toMatchObject({
      a: MILESTONE.customsHold,
      body: { occurredAt: START + AT_BORDER },
    });
  });

  test('can not be sped up while it stands, and comes there sooner if it is before', () => {
    const made = standing();
    made.tell('requestExpedite', 80, 5000, 0, null);
    made.until(AT_BORDER + 1);
    expect(made.of('expediteAnswered').map(({ a }) => a)).toEqual([0]);
    const sooner = bench();
    sooner.depart(80);
    sooner.until(DEPARTS + DAY_MS);
    sooner.tell('requestExpedite', 80, 5000, 0, null);
    sooner.kernel.run();
    // Half of the day that was left to it.
    expect(sooner.came).toEqual([[80, 1, days(START + DEPARTS + 1.5 * DAY_MS)]]);
  });

  test('that is refused comes back by the way it came, refused, and is billed', () => {
    const made = standing();
    made.until(AT_BORDER + 5 * DAY_MS);
    made.border.tell(80, BORDER_WORD.goBack);
    made.kernel.run();
    expect(delivered(made)).toEqual([[days(START + AT_BORDER + 7 * DAY_MS), CONDITION.refused]]);
    expect(made.of('podReceived')[0]!.body.shipments).toEqual([
      { shipment: 80, condition: CONDITION.refused },
    ]);
    expect(made.of('freightBilled').map(({ a }) => a)).toEqual([100_000]);
    expect(made.of('milestoneReported').at(-1)).toMatchObject({ a: MILESTONE.refused });
    expect(made.carrier.ledger.turnedBack).toBe(1);
  });

  test('that is lost stays lost, whatever customs does', () => {
    const made = standing({ ...PLAIN, delivery: { ...PLAIN.delivery, lostShare: 1 } });
    made.until(AT_BORDER + DAY_MS);
    made.border.tell(80, BORDER_WORD.goBack);
    made.kernel.run();
    expect(made.events()).toContain('loadLost');
    expect(made.of('freightBilled')).toEqual([]);
  });

  test('goes on from a copy made while it stood', () => {
    const source = standing();
    source.until(AT_BORDER + DAY_MS);
    const copy = bench();
    copy.kernel.restore(source.kernel.snapshot());
    for (const each of [source, copy]) {
      each.until(AT_BORDER + 2 * DAY_MS);
      each.border.tell(80, BORDER_WORD.goOn);
      each.kernel.run();
    }
    expect(delivered(copy)).toEqual(delivered(source));
    expect(copy.kernel.digest.hex()).toBe(source.kernel.digest.hex());
  });
});
