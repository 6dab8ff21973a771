/** Puts on record what the numbers of a world stand for, in the words of its source. */
import type { Recorder } from '../recording/recorder.ts';
import type { OutboundWorld } from '../world/outbound-world.ts';

/** Orders of a list have names of their own; those that are made as the run goes are called by their number. */
export function recordNames({ names, demand }: OutboundWorld, recorder: Recorder): void {
  if (demand.kind === 'listed')
    for (const { no } of demand.orders) recorder.name('order', no, names.order(no));
  const lists = {
    node: names.nodes,
    place: names.places,
    carrier: names.carriers,
    service: names.services,
    product: names.products,
    customer: names.customers,
    lane: names.lanes,
    supplier: names.suppliers ?? [],
  };
  for (const [kind, list] of Object.entries(lists))
    for (const [no, name] of list.entries()) recorder.name(kind, no, name);
}
