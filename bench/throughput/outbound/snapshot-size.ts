/** What a snapshot of the twin holds. */
import { serialize } from 'node:v8';
import type { HostSnapshot } from '#scenarios/host/simulated-host';
import type { KernelSnapshot } from '#sim/kernel';

/** Living actors of all types. */
export function livingActors(snapshot: KernelSnapshot): number {
  const host = snapshot.components.host as HostSnapshot | undefined;
  if (host === undefined)
    throw new Error(`no component "host" in the snapshot: ${Object.keys(snapshot.components)}`);
  return host.actors.stores.reduce((sum, [, , store]) => sum + store.size, 0);
}

export function serializedBytes(snapshot: KernelSnapshot): number {
  return serialize(snapshot).byteLength;
}
