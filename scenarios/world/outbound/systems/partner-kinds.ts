/** Kinds of message that partners send, in all processes of outbound's twin: those that have ways. */
import { CARE_PROCESS_ROUTES } from '#orchestrator/processes/care/process';
import { INBOUND_PROCESS_ROUTES } from '#orchestrator/processes/inbound/process';
import { OUTBOUND_PROCESS_ROUTES } from '#orchestrator/processes/outbound/process';
import { REPLENISHMENT_PROCESS_ROUTES } from '#orchestrator/processes/replenishment/process';
import { RETURNS_PROCESS_ROUTES } from '#orchestrator/processes/returns/process';

export const PARTNER_KINDS: readonly string[] = [
  ...OUTBOUND_PROCESS_ROUTES.keys(),
  ...INBOUND_PROCESS_ROUTES.keys(),
  ...CARE_PROCESS_ROUTES.keys(),
  ...RETURNS_PROCESS_ROUTES.keys(),
  ...REPLENISHMENT_PROCESS_ROUTES.keys(),
];
