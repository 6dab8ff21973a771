/**
 * Systems of a user's own that write business events in the place of ours: the rules of events hold for them as for ours, but what they do is on
 * no ledger, and in no stock, of ours.
 */
import type { FrontName } from '#mock-systems/front-contracts';
import type { OutboundWorld } from '../../world/outbound-world.ts';

export type OwnWriters = ReadonlySet<FrontName>;

export function ownWriters({ ownFronts = [] }: Pick<OutboundWorld, 'ownFronts'>): OwnWriters {
  return new Set(
    ownFronts.flatMap(({ system, writes }) => (Object.keys(writes).length === 0 ? [] : [system])),
  );
}
