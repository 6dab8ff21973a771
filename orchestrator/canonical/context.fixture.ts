/** Names for the small network of the actors' tests. */
import { smallNetwork } from '../processes/outbound/network.fixture.ts';
import type { InboundCanonicalContext } from './from-inbound.ts';

const PLACES = 32;

export const SMALL: InboundCanonicalContext = {
  network: smallNetwork(),
  currency: 'USD',
  nodes: ['DC North', 'DC South'],
  places: Array.from({ length: PLACES }, (_, no) => ({
    name: `place ${no}`,
    zone: 'America/Chicago',
    country: 'US',
  })),
  carriers: ['Heron', 'Swift', 'Bad Luck'],
  scacs: new Map([[1, 'SWFT']]),
  products: ['P0', 'P1', 'P2', 'P3'],
  unitWeightsGrams: [],
  customers: ['C0', 'C1'],
  owner: 'Acme',
  suppliers: ['Bolt'],
  orderName: (no) => `SO-${no}`,
  purchaseOrderName: (no) => `PO-${no}`,
};
