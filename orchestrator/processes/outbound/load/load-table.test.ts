/** A load moves along its table only, also where news from the road comes first, and the table has no way that it never goes. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { type LoadInput, SHIPMENT } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  booked,
  bookedBy,
  decided,
  form,
  milestone,
  onTheRoad,
  rang,
  rated,
  rating,
  truckArrived,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { WATCH_TIMER } from './load-state.ts';
import { LOAD_TABLE } from './load-table.ts';

const actor = loadActor(smallNetwork());
/** The guide has one carrier, and may be gone through once. */
const oneTender = loadActor(smallNetwork({ limits: { tendersMax: 1, statusRequestsMax: 0 } }));
const alone = [form(), rated([rating(0, 1_000, 1)]), decided(0)];
const missed = rang(WATCH_TIMER);

const stateAfter = (of: typeof actor, history: readonly LoadInput[]) =>
  given(of, history.slice(0, -1)).when(history.at(-1)!).state;

describe('a loss', () => {
  test.each<[string, LoadInput[]]>([
    ['loading', [...booked, truckArrived]],
    ['in-transit', onTheRoad],
  ])('that is heard of in status %s ends the load', (status, history) => {
    expect(stateAfter(actor, history).status).toBe(status);
    expect(LOAD_TABLE.next(status as 'loading', 'lost')).toBe('delivered');
    const { effects, finished } = given(actor, history).when(milestone(MILESTONE.lost));
    expect(finished).toBe(true);
    expect(effects).toContainEqual(
      expect.objectContaining({ tell: 'stopDelivered', type: SHIPMENT, key: TEST_KEY, b: CONDITION.lost }),
    );
  });
});

describe('a guide that is used up', () => {
  test.each<[string, string, LoadInput[], LoadInput]>([
    ['booking', 'TMS refuses the booking', [], input('bookingRefused', null, 0, 1)],
    ['dispatched', 'the truck does not come', [bookedBy(0)], missed],
  ])('in status %s, as %s: a planner has it, by way of tendering', (status, _what, more, last) => {
    const history = [...alone, accepted(1, 0), ...more];
    expect(stateAfter(oneTender, history).status).toBe(status);
    const { state, effects } = given(oneTender, history).when(last);
    expect(state.status).toBe('planning');
    expect(effects).toContainEqual(expect.objectContaining({ task: 'loadWithoutCarrier' }));
    expect(LOAD_TABLE.next(status as 'booking', 'guideUsedUp')).toBe(null);
  });
});
