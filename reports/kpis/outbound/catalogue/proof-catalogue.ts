/** What each KPI of proofs of delivery is: see `catalogue.ts`, of which these are part. */
import type { KpiDefinition } from './kpi-definition.ts';

const OWNER = 'billing';
const SOURCE = 'A: assumption';

export const PROOF_KPIS = {
  proofRightFirstTime: {
    title: 'Proofs of delivery right first time',
    unit: 'share',
    better: 'more',
    owner: OWNER,
    formula:
      'loads whose proof was read and had no copy that could not be / loads whose proof was read or done without',
    censoring: 'loads whose proof has not been read by the end are left out',
    source: SOURCE,
  },
  proofLagMean: {
    title: 'Delivery to proof of it, mean',
    unit: 'ms',
    better: 'less',
    owner: OWNER,
    formula: 'mean(proof read or done without - delivery), loads',
    censoring: 'loads whose proof has not been read by the end are left out, however long they wait',
    source: SOURCE,
  },
  proofsWaived: {
    title: 'Proofs of delivery done without',
    unit: 'share',
    better: 'less',
    owner: OWNER,
    formula: 'loads whose proof was done without, by rule / loads whose proof was read or done without',
    censoring: 'loads whose proof has not been read by the end are left out',
    source: SOURCE,
  },
  billedUnsigned: {
    title: 'Billed and not arrived well',
    unit: 'money',
    better: 'less',
    owner: OWNER,
    formula: 'sum of the value of shipments that were billed and arrived damaged or refused, or were lost',
    censoring: 'what is credited later counts all the same; what is not billed by the end is left out',
    source: SOURCE,
  },
} as const satisfies Record<string, KpiDefinition>;

export type ProofKpi = keyof typeof PROOF_KPIS;
