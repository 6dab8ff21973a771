/** What is open at the end: every KPI says what it does with it, and where that was worth a rule of its own, does so. */
import { describe, expect, test } from 'vitest';
import { SAME_RULE } from './catalogue/censoring.ts';
import { OUTBOUND_KPI_NAMES, OUTBOUND_KPIS } from './catalogue.ts';
import { computeOutboundKpis } from './kpis.ts';
import { FACTS, type Happening, HOUR_MS, hour, issued, outcomesOf, released } from './story.fixture.ts';

const endAt = (hours: number) => ({ ...FACTS, endAt: hour(hours) });

describe('what is open at the end', () => {
  test('each KPI has a rule for it, and none refers to nothing', () => {
    for (const [i, name] of OUTBOUND_KPI_NAMES.entries()) {
      const { censoring, owner, formula } = OUTBOUND_KPIS[name];
      expect(censoring.length, name).toBeGreaterThan(10);
      expect(owner.length * formula.length, name).toBeGreaterThan(0);
      if (censoring === SAME_RULE)
        expect(OUTBOUND_KPIS[OUTBOUND_KPI_NAMES[i - 1]!].owner, `${name} says "${SAME_RULE}"`).toBe(owner);
    }
  });

  test('a truck that has not come is late once its time has passed, and not before', () => {
    const waiting: Happening[] = [
      ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
      [1, 'stockReserved', 'shipment', 8, 1, 0, 1],
      [1, 'tenderOffered', 'load', 8, 1, 0, 500],
      [2, 'tenderAccepted', 'load', 8, 1, 0, 500],
      [2, 'loadBooked', 'load', 8, 1, 0, 500],
      [2, 'pickupPlanned', 'load', 8, 1, hour(5), 0],
    ];
    const onTime = (story: readonly Happening[], at: number) =>
      computeOutboundKpis(outcomesOf(story), endAt(at)).onTimePickup;
    expect(onTime(waiting, 6)).toBeNull();
    expect(onTime(waiting, 6.5)).toBe(0);
    // Nobody waits for it any more.
    expect(onTime([...waiting, [6, 'bookingCancelled', 'load', 8, 1, 0, 500]], 6.5)).toBeNull();
  });

  test('what was offered for going faster is owed before it is paid', () => {
    const faster: Happening[] = [
      ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
      [1, 'stockReserved', 'shipment', 8, 1, 0, 1],
      [1, 'loadBooked', 'load', 8, 1, 0, 500],
      ...issued(8, 8, 0, [1, 1, 1, 2], { units: 1, grams: 1000, valueMinor: 100 }),
      [3, 'loadDeparted', 'load', 8, 1, 0, 0],
      [4, 'expediteRequested', 'load', 8, 1, 125, 0],
    ];
    const of = (story: readonly Happening[]) => computeOutboundKpis(outcomesOf(story), endAt(9));
    expect(of(faster)).toMatchObject({ freightCost: 500, expediteShare: 0 });
    expect(of([...faster, [5, 'expediteAnswered', 'load', 8, 1, 1, hour(8)]])).toMatchObject({
      freightCost: 625,
      expediteShare: 125 / 625,
    });
  });

  test('an exception has an age as long as it is open, and none once it is resolved', () => {
    const held: Happening[] = [
      ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
      [1, 'orderHeld', 'order', 1, 1, 0, 0],
    ];
    const of = (story: readonly Happening[]) => computeOutboundKpis(outcomesOf(story), endAt(9));
    expect(of(held)).toMatchObject({ exceptionAgeP90: 8 * HOUR_MS, resolutionP50: null });
    expect(of([...held, [3, 'holdReleased', 'order', 1, 1, 0, 0]])).toMatchObject({
      exceptionAgeP90: null,
      resolutionP50: 2 * HOUR_MS,
    });
  });
});
