/** Series of hand-made stories, for the tests of what is folded and drawn. */
import { type Happening, hour, START } from '../../kpis/outbound/story.fixture.ts';
import type { OverTime } from './over-time.ts';
import { type OverTimeFacts, OverTimeFold } from './over-time-fold.ts';

/** Orders come for two days; nobody's hours are known. */
export const SERIES_FACTS: OverTimeFacts = {
  startAt: START,
  ordersUntil: hour(48),
  warmUpUntil: null,
  nodePaidMs: () => null,
  rolePaidMs: () => null,
  faultWindows: [],
};

/** Tells it a story, event by event. */
export function tellFold(fold: OverTimeFold, story: readonly Happening[]): OverTimeFold {
  for (const each of [...story].sort(([x], [y]) => x - y)) {
    if (each.length === 7) {
      const [hours, event, entity, key, n, a, b] = each;
      fold.business(hour(hours), event, 'any', entity, key, n, a, b);
    } else {
      const [hours, what, role, entity, key] = each;
      const state = what === 'task' ? 'open' : 'answered';
      fold.task(hour(hours), role, entity, key, 'any', null, state, { no: 1 });
    }
  }
  return fold;
}

export function seriesOf(
  story: readonly Happening[],
  endAt: number,
  facts: Partial<OverTimeFacts> = {},
): OverTime {
  return tellFold(new OverTimeFold({ ...SERIES_FACTS, ...facts }), story).result(endAt);
}
