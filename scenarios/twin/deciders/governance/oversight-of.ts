/** Who oversees a world's models. */
import type { Kernel } from '#sim/kernel';
import type { SimulatedHost } from '../../../host/simulated-host.ts';
import type { OutboundWorld } from '../../../world/outbound-world.ts';
import { Oversight } from './oversight.ts';

/** Only where the world governs models, or has them shown something wrong. */
export function oversightOf(
  { startAt, governance: settings, featureFaults: faults = [] }: OutboundWorld,
  kernel: Kernel,
  host: () => SimulatedHost,
): Oversight | null {
  if (settings === undefined && faults.length === 0) return null;
  return new Oversight({
    kernel,
    startAt,
    settings,
    faults,
    noted: (model, note) => host().noteMode(model, note),
  });
}
