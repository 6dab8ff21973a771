/**
 * The statement must name what was narrow, with figures that can be worked out by hand, and must not name what only made shipments wait.
 * Shown on stories of shipments that stand before one thing, told to the fold that a run is told to.
 */
import { describe, expect, test } from 'vitest';
import { seriesOf } from '../aggregates/over-time/over-time.fixture.ts';
import type { OverTimeFacts } from '../aggregates/over-time/over-time-fold.ts';
import type { RoleWork } from '../kpis/outbound/people-kpis.ts';
import { FIVE_ORDERS, type Happening, HOUR_MS, hour, released } from '../kpis/outbound/story.fixture.ts';
import { bottleneckStatement } from './bottleneck-statement.ts';
import { holdersOf } from './holders.ts';
import { sampleArm } from './sample.fixture.ts';

const arm = sampleArm('cheap', 'DC', FIVE_ORDERS);
const DAYS = 3;
const FACTS: Partial<OverTimeFacts> = {
  ordersUntil: hour(DAYS * 24),
  // One hand, round the clock.
  nodePaidMs: (_, from, until) => until - from,
};

interface Steady {
  /** Hours that a shipment waits to be picked, by the hour of its release. */
  readonly pick?: (at: number) => number;
  readonly cutOff?: number;
  /** Hours from the forming of its load to the booking. */
  readonly carrier?: (at: number) => number;
  /** Hours from the booking to the truck. */
  readonly truck?: number;
  readonly workHours?: number;
}

/** An order an hour, for three days, all at node 0. */
function steady({
  pick = () => 1,
  cutOff = 1,
  carrier = () => 0,
  truck = 0,
  workHours = 0.1,
}: Steady): Happening[] {
  return Array.from({ length: DAYS * 24 }, (_, i): Happening[] => {
    const key = (i + 1) * 8;
    const picked = i + pick(i);
    const formed = picked + cutOff;
    const booked = formed + carrier(i);
    const gone = booked + truck;
    return [
      ...released(i + 1, i, { customer: 1, promise: i + 72, units: 1 }, 100, 1),
      [i, 'stockReserved', 'shipment', key, 1, 0, 1],
      [picked, 'shipmentPicked', 'shipment', key, 1, 0, 1],
      [picked, 'shipmentPacked', 'shipment', key, 1, 1, 1],
      [formed, 'loadFormed', 'load', key, 1, 0, 1],
      [booked, 'loadBooked', 'load', key, 1, 0, 1],
      [gone, 'truckArrived', 'load', key, 1, 0, 0],
      [gone, 'goodsIssued', 'shipment', key, 1, 0, 1],
      [gone, 'labourSpent', 'shipment', key, 1, workHours * HOUR_MS, 0],
      [gone, 'loadDeparted', 'load', key, 1, 0, 0],
      [gone + 24, 'shipmentDelivered', 'shipment', key, 1, hour(gone + 24), 0],
      [gone + 25, 'orderDone', 'order', i + 1, 1, 1, 0],
    ];
  }).flat();
}

const said = (story: Steady, of: Partial<typeof arm> = {}, facts: Partial<OverTimeFacts> = {}) =>
  bottleneckStatement({ ...arm, ...of }, seriesOf(steady(story), hour(300), { ...FACTS, ...facts }));

const team = (role: string, busyShare: number | null): RoleWork => ({
  role,
  staff: 1,
  given: 10,
  handled: 10,
  repeated: 0,
  mistaken: 0,
  open: 0,
  touchMs: 7_200_000,
  touchMsPerOrder: 1_440_000,
  busyShare,
  trayMsP50: 21_600_000,
  trayMsP95: 172_800_000,
});

describe('the bottleneck', () => {
  test('are the workers of a warehouse that is full: with how many waited, how long each, and what waited longest after it', () => {
    const { says, because } = said({ pick: () => 6, cutOff: 2, workHours: 0.95 });
    // In 72 hours (66 x 6 + 21) / 72 wait to be picked, and (65 x 2 + 1) / 72 for the cut-off.
    expect(says).toBe(
      'The bottleneck was the workers of DC 0: 5.8 waited on average for wave and picking at DC 0, 5.8 h each, 76.1 % of the time before the road.',
    );
    expect(because).toEqual([
      expect.stringMatching(
        /^They were busy for 8\d\.\d % of their paid hours while orders came in \(work done later left out\)\.$/,
      ),
      expect.stringMatching(
        /^The next longest wait: 1\.8 waited on average for the cut-off of the lane, 2\.0 h each, 23\.9 %/,
      ),
    ]);
  });

  test('is a queue that grows from third to third, though all hands together were not full', () => {
    const { says, because } = said({ pick: (at) => 1 + at / 2 });
    expect(says).toMatch(/^The bottleneck was wave and picking at DC 0: \d+\.\d waited on average, /);
    expect(because[0]).toMatch(/^The queue grew from third to third: \d+\.\d, \d+\.\d, \d+\.\d\.$/);
    expect(because[1]).toMatch(/all the same: what is narrow is a single station, or how much a wave holds/);
  });

  test('is nobody where shipments wait for a cut-off alone, or for hands that are free', () => {
    const cutOff = said({ cutOff: 9 });
    expect(cutOff.says).toBe(
      'Nothing was a bottleneck: nothing was full, and no queue that held much grew. The fullest were the orchestrator, busy for 25.0 % of their hours.',
    );
    expect(cutOff.because[0]).toMatch(/for the cut-off of the lane, /);
    expect(cutOff.because[1]).toBe('It is a matter of timetables, not of hands.');
    expect(said({ pick: () => 9 }).because[1]).toMatch(/it is waves and opening hours that make it long\.$/);
    // More and more wait for it, since more and more come: no cut-off is narrow.
    expect(said({ cutOff: 3 }, {}, { nodePaidMs: () => null }).says).toMatch(/^Nothing was a bottleneck/);
  });

  test('is not what was full and held little', () => {
    const { says } = said({ pick: () => 0.2, cutOff: 9, workHours: 0.95 });
    expect(says).toMatch(
      /^Nothing was a bottleneck: what was full held little: the workers of DC 0, busy for \d\d\.\d % of their hours while orders came in \(work done later left out\)\.$/,
    );
  });

  test('says of which part of the run the hours are: not of the whole, and without the warm-up', () => {
    const { says } = said({ pick: () => 0.2, cutOff: 9, workHours: 0.95 }, {}, { warmUpUntil: hour(12) });
    expect(says).toMatch(/of their hours while orders came in \(warm-up and work done later left out\)\.$/);
  });

  test('is a carrier to take the load where loads wait for one more and more; a full desk that has some of them is named', () => {
    const grows = { carrier: (at: number) => 1 + at / 2 };
    expect(said(grows).says).toMatch(
      /^The bottleneck was a carrier that takes the load: \d+\.\d waited on average, /,
    );
    const full = said(grows, { people: [team('planner', 0.95)] });
    expect(full.says).toBe(
      `${said(grows).says} Some of it waited for the planner, busy for 95.0 % of their hours, with 0.0 tasks open on average.`,
    );
    expect(said(grows, { people: [team('planner', 0.5)] })).toEqual(said(grows));
    expect(said(grows, { people: [team('credit-clerk', 0.95)] }).says).toBe(said(grows).says);
  });

  test('is a desk that is full, where what its open tasks hold is a tenth of the time, a load all of its shipments; then no timetable is blamed', () => {
    const series = seriesOf(steady({ truck: 6 }), hour(300), FACTS);
    const desk = (open: number, shipmentsEach = 1) => ({
      ...series,
      roles: [
        {
          role: 'export-desk',
          open: { mean: Array.from({ length: series.slots }, () => open), entered: [] },
          held: Array.from({ length: series.slots }, () => open * shipmentsEach),
          answered: [],
          workedMs: [],
          paidMs: null,
        },
      ],
    });
    const full = { ...arm, people: [team('export-desk', 0.95)] };
    expect(bottleneckStatement(full, desk(4)).says).toMatch(
      /^The bottleneck was the export desk, busy for 95\.0 % of their hours: 4\.0 tasks were open on average, and what they held is [4-6]\d\.\d % of the time before the road\.$/,
    );
    const shareOf = (of: ReturnType<typeof desk>): number =>
      Number(/held is (\d+\.\d) %/.exec(bottleneckStatement(full, of).says)![1]);
    expect(shareOf(desk(2, 2))).toBe(shareOf(desk(4)));
    expect(shareOf(desk(2))).toBeCloseTo(shareOf(desk(4)) / 2, 0);
    const little = bottleneckStatement(full, desk(0.1));
    expect(little.says).toMatch(/^Nothing was a bottleneck: what was full held little: the export desk/);
    expect(little.because.join(' ')).not.toContain('timetables');
    expect(bottleneckStatement({ ...arm, people: [team('export-desk', 0.5)] }, desk(4)).says).toMatch(
      /^Nothing was a bottleneck/,
    );
  });

  test('is no queue that grows from a morning to an evening: in less than three days growth is not told', () => {
    const grows = { pick: (at: number) => 1 + at / 2 };
    expect(said(grows, {}, { ordersUntil: hour(48) }).says).toMatch(
      /^No bottleneck was found in less than three days, too short to see a queue grow: nothing was full\. The fullest/,
    );
    expect(said(grows, {}, { ordersUntil: hour(72) }).says).toMatch(/^The bottleneck was wave and picking/);
  });

  test('is no queue that grows a little and holds little, with nobody full', () => {
    const story = { pick: (at: number) => 1 + at / 6, cutOff: 70 };
    expect(said(story).says).toMatch(/^Nothing was a bottleneck: nothing was full/);
    expect(said({ ...story, cutOff: 2 }).says).toMatch(/^The bottleneck was wave and picking/);
  });

  test('is the orchestrator where it did not keep up, whatever waits behind it', () => {
    const platform = { ...arm.platform, fullHours: 17, waitedMsMean: 480_000, waitedMsMax: 13_680_000 };
    const { says, because } = said({ pick: () => 6, workHours: 0.95 }, { platform });
    expect(says).toBe(
      'The bottleneck was the orchestrator: no worker of it was free in 17 hours, and inputs waited 8 min on average, 3.8 h at most.',
    );
    expect(because).toHaveLength(1);
    expect(because[0]).toMatch(/^The next longest wait: 5\.8 waited on average for wave and picking at DC 0/);
  });

  test('is nothing where nothing waits', () => {
    expect(bottleneckStatement(arm, seriesOf([], hour(48)))).toEqual({
      says: 'Nothing was held up before the road.',
      because: [],
    });
  });
});

describe('who holds', () => {
  test('has shares that add up to 1, and counts nothing twice', () => {
    const story = steady({ pick: () => 6, cutOff: 2, carrier: () => 3 });
    const series = seriesOf(story, hour(300), FACTS);
    const holders = holdersOf(arm, series);
    expect(holders.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
    const stages = (['source', 'pick', 'pack', 'dock'] as const).map((stage) =>
      series.stages[stage].mean.slice(0, DAYS * 24).reduce((x, y) => x + y, 0),
    );
    const all = stages.reduce((x, y) => x + y, 0) / (DAYS * 24);
    expect(holders.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(all, 3);
  });

  test('leaves warm-up out', () => {
    const story = steady({ pick: (at) => (at < 24 ? 20 : 1) });
    const pickOf = (facts: Partial<OverTimeFacts>): number =>
      holdersOf(arm, seriesOf(story, hour(300), { ...FACTS, ...facts })).find(({ what }) =>
        what.startsWith('wave'),
      )!.mean;
    expect(pickOf({})).toBeGreaterThan(5);
    expect(pickOf({ warmUpUntil: hour(48) })).toBeCloseTo(1, 1);
  });

  test('gives the clerk what lies in the tray before anything is reserved, no more than waits at all', () => {
    const holders = holdersOf(arm, seriesOf(FIVE_ORDERS, hour(200)));
    const clerk = holders.find(({ kind }) => kind === 'people')!;
    const source = holders.find(({ who }) => who === 'sourcing');
    expect(clerk.what).toBe('the credit clerk');
    // Its task is never answered; orders wait for a reservation for 9 hours in all of 48.
    expect(clerk.mean + (source?.mean ?? 0)).toBeCloseTo(9 / 48, 3);
  });
});
