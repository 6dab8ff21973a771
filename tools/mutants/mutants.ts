/** All planted bugs, in the order of the core. */
import type { Mutant } from './mutant.ts';
import { APPOINTMENT_MUTANTS } from './planted/appointment-mutants.ts';
import { CARE_MUTANTS } from './planted/care-mutants.ts';
import { DECISION_MUTANTS } from './planted/decision-mutants.ts';
import { HOST_MUTANTS } from './planted/host-mutants.ts';
import { INBOUND_MUTANTS } from './planted/inbound-mutants.ts';
import { LOAD_MUTANTS } from './planted/load-mutants.ts';
import { MIDDLEWARE_MUTANTS } from './planted/middleware-mutants.ts';
import { MONEY_MUTANTS } from './planted/money-mutants.ts';
import { ORDER_MUTANTS } from './planted/order-mutants.ts';

export const MUTANTS: readonly Mutant[] = [
  ...MIDDLEWARE_MUTANTS,
  ...DECISION_MUTANTS,
  ...ORDER_MUTANTS,
  ...LOAD_MUTANTS,
  ...APPOINTMENT_MUTANTS,
  ...MONEY_MUTANTS,
  ...INBOUND_MUTANTS,
  ...CARE_MUTANTS,
  ...HOST_MUTANTS,
];
