/** A history of orders stands by itself: nothing else says which orders come. What is in its files is looked at where the world is built. */
import type { Findings } from '../../findings.ts';
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
  if (volume !== undefined && volume !== 1)
    found.warn(['demand', 'volume'], 'orders come as their history has them: this does nothing');
  if (peaks.length > 0)
    found.warn(['demand', 'peaks'], 'orders come as their history has them: they do nothing');
}
