/** What the reader of a run is told of how a node is chosen for each order: in the words of whoever does it. */
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import type { OutboundWorld } from '#scenarios/world/outbound-world';

const BY_ERP =
  'ERP says which node sends an order, the nearest that has it all by its own picture of stock; no policy is asked';

/** Where ERP allocates, the arm's policy answers nothing: its words would be untrue. */
export function sourcingWords(
  { model, by }: { readonly model?: OutboundPolicies['model']; readonly by: OutboundPolicies['by'] },
  { erp }: { readonly erp: Pick<OutboundWorld['erp'], 'allocation'> },
): string {
  if (erp.allocation !== undefined) return BY_ERP;
  return model?.point === 'sourcing' ? model.summary : by.sourcing.summary;
}
