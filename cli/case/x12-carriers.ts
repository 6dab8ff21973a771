/** Which carriers of a run speak X12, as far as its scenario says: the recording itself does not name lines. */
import { readResolved } from '../run/resolved-scenario.ts';

/** Numbers of carriers. Empty where the scenario as it was run is not there. */
export function carriersOverX12(dir: string): ReadonlySet<number> {
  const resolved = readResolved(dir);
  const network = typeof resolved === 'string' ? undefined : resolved.scenario.network;
  const carriers = isFields(network) && Array.isArray(network.carriers) ? network.carriers : [];
  return new Set(carriers.flatMap((each: unknown, no) => (isFields(each) && isFields(each.x12) ? [no] : [])));
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
