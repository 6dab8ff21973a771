/** What a scenario has at the core's door, and at partners': broker and gateways. */
import type { AnyOutboundScenario } from '../../../schema/outbound/scenario.ts';
import type { OutboundWorld } from '../../outbound-world.ts';
import { brokerSettings } from './broker.ts';
import { gatewaySettings } from './gateway.ts';

/** @param carriers names, by number */
export function entrySettings(
  { systems, network }: AnyOutboundScenario,
  carriers: readonly string[],
  startAt: number,
): Pick<OutboundWorld, 'broker' | 'gateway'> {
  const broker = systems.broker === undefined ? undefined : brokerSettings(systems.broker, carriers, startAt);
  const byFile =
    network?.carriers.flatMap(({ x12, files }, no) =>
      x12 === undefined && files === undefined ? [] : [no],
    ) ?? [];
  return {
    ...(broker === undefined ? {} : { broker }),
    ...(systems.gateway === undefined
      ? {}
      : { gateway: gatewaySettings(systems.gateway, carriers, byFile, broker) }),
  };
}
