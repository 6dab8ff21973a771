/**
 * A WMS with habits of its own: what is released after the last pick of the day begins at dawn, one truck in ten is sent to the wrong door
 * first, and its stock feed is two hours late.
 */
import { DAY_MS, defineSystem, HOUR_MS } from 'dray/mocks';

const DAWN = 6 * HOUR_MS;
const LAST_PICK = 20 * HOUR_MS;

/** Ms until the floor works again, 0 = it does; hours in UTC. */
function untilDawn(now: number): number {
  const time = now % DAY_MS;
  if (time < DAWN) return DAWN - time;
  return time < LAST_PICK ? 0 : DAY_MS + DAWN - time;
}

export default defineSystem({
  name: 'Night Shift',
  system: 'wms',
  initial: { wavesMoved: 0, trucksLost: 0 },

  answers: {
    releaseWave(state, wave, now) {
      const afterMs = untilDawn(now);
      if (afterMs === 0) return { passes: [wave] };
      return { state: { ...state, wavesMoved: state.wavesMoved + 1 }, passes: [{ ...wave, afterMs }] };
    },
    loadTruck(state, truck, _now, luck) {
      if (luck.unit('wrong-door') >= 0.1) return { passes: [truck] };
      return {
        state: { ...state, trucksLost: state.trucksLost + 1 },
        passes: [{ ...truck, afterMs: HOUR_MS }],
      };
    },
  },

  replies: {
    stockCounted: (_state, feed) => ({ says: [{ ...feed, afterMs: 2 * HOUR_MS }] }),
  },
});
