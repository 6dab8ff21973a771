/** What a scenario says of the appointments of trucks at its outbound docks: TMS's book of them, and which loads the core asks for one. */
import type { AppointmentSettings } from '#mock-systems/tms/settings';
import type { Network, NodeMaster } from '#orchestrator/model/network';
import type { AppointmentsSection } from '../../../schema/outbound/appointments.ts';
import { transportMode } from '../../../schema/outbound/network.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import { drawnMs } from '../../draws.ts';

/** Where nothing is said. */
export const BOOKED_AHEAD = '14 d';

/** Of TMS, where it keeps the book. @param nodes as the core knows them: trucks are loaded while their docks are open */
export function appointmentBookOf(
  { systems, network }: OutboundScenario,
  nodes: readonly NodeMaster[],
): { readonly appointments?: AppointmentSettings } {
  const { appointments } = systems.tms;
  if (appointments === undefined) return {};
  const { slot, doors, docks = [], ahead = BOOKED_AHEAD, answer } = appointments;
  return {
    appointments: {
      slotMs: durationMs(slot),
      aheadMs: durationMs(ahead),
      answerMs: drawnMs(answer),
      docks: network.nodes.map(({ name }, no) => ({
        doors: docks.find(({ node }) => node === name)?.doors ?? doors,
        open: nodes[no]!.docks ?? [],
      })),
    },
  };
}

/** Of the core. */
export function appointmentTerms({ systems }: OutboundScenario): Pick<Network, 'appointments'> {
  const { appointments } = systems.tms;
  return appointments === undefined ? {} : { appointments: { modes: new Set(appointedModes(appointments)) } };
}

/** Parcels are fetched by a van on its round. */
export function appointedModes({ modes }: AppointmentsSection): readonly string[] {
  return modes ?? transportMode.options.filter((mode) => mode !== 'PARCEL');
}
