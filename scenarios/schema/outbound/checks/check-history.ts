/** A history of orders stands by itself: nothing else says which orders come. What is in its files is looked at where the world is built. */
import type { Findings } from '../../findings.ts';
import { HISTORY_COLUMNS, MORE_COLUMNS, type OrderHistorySection } from '../history.ts';
import type { OutboundScenario } from '../scenario.ts';

export function checkHistory({ demand, replenishment }: OutboundScenario, found: Findings): void {
  const { history, orders, volume, peaks = [] } = demand;
  if (history === undefined) return;
  const path = ['demand', 'history'];
  if (orders !== undefined)
    found.report(path, 'orders are written down as well (`demand.orders`). Take one of them out');
  if (replenishment !== undefined)
    found.report(
      path,
      'not built: stores are replenished here (`replenishment`), whose orders are numbered behind made ones. Take one of them out',
    );
  checkOrderColumn(history, found);
  if (volume !== undefined && volume !== 1)
    found.warn(['demand', 'volume'], 'orders come as their history has them: this does nothing');
  if (peaks.length > 0)
    found.warn(['demand', 'peaks'], 'orders come as their history has them: they do nothing');
}

/**
 * Orders by the column of something else would be other orders, and nothing of them looks wrong. Others may share one: a day that is both
 * promised and requested, say.
 */
function checkOrderColumn({ columns = {} }: OrderHistorySection, found: Findings): void {
  const column = columns.order ?? 'order';
  const others = [...HISTORY_COLUMNS, ...MORE_COLUMNS].filter(
    (name) => name !== 'order' && (columns[name] ?? name) === column,
  );
  const [first] = others;
  if (first === undefined) return;
  // Usual names differ, so that one of the two is given here: it has a place.
  const said = columns.order === undefined ? first : 'order';
  found.report(
    ['demand', 'history', 'columns', said],
    `column "${column}" is that of order and of ${others.join(', ')}. Name the one that holds the order's name, which no other may share`,
  );
}
