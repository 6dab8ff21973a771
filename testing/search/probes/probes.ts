/**
 * Points that a search must sometimes reach: sequences that have broken orchestrations before. A search that never comes to one of them has
 * not looked there, however many runs it made.
 */
import { CORE_PROBES } from './core-probes.ts';
import { LOAD_PROBES } from './load-probes.ts';
import { MESSAGE_PROBES } from './message-probes.ts';
import { ORDER_PROBES } from './order-probes.ts';
import type { Probe } from './probe.ts';
import { SECTION_PROBES } from './section-probes.ts';

export const PROBES: readonly Probe[] = [
  ...ORDER_PROBES,
  ...LOAD_PROBES,
  ...MESSAGE_PROBES,
  ...CORE_PROBES,
  ...SECTION_PROBES,
];
