/** The same flow in SimPy, with as many events an order as our kernel's, and no orchestration core. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./peers/outbound.py', import.meta.url));
/** How far the peer's events an order may be from ours. */
const TOLERANCE = 0.1;

export interface SimpyResult {
  readonly cpuMs: number;
  readonly eventsPerOrder: number;
  /** Of the flow alone; the rest are latencies, to make as many. */
  readonly ownEventsPerOrder: number;
  readonly loadsPerOrder: number;
  /** Its version. */
  readonly simpy: string;
}

/** @param python one that has SimPy */
export function simpyOutbound(
  python: string,
  work: { readonly orders: number; readonly eventsPerOrder: number },
): SimpyResult {
  const { stdout, stderr, status } = spawnSync(
    python,
    [SCRIPT, String(work.orders), String(work.eventsPerOrder)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the SimPy peer failed: ${stderr}`);
  const result = JSON.parse(stdout) as SimpyResult;
  checkEvents(result, work.eventsPerOrder);
  return result;
}

/** Throws unless the peer has as many events an order, give or take a tenth. */
export function checkEvents(result: SimpyResult, eventsPerOrder: number): void {
  if (Math.abs(result.eventsPerOrder - eventsPerOrder) <= TOLERANCE * eventsPerOrder) return;
  throw new Error(
    `the SimPy peer has ${result.eventsPerOrder.toFixed(1)} events an order and our kernel ` +
      `${eventsPerOrder.toFixed(1)}: within a tenth is needed. Its flow alone has ` +
      `${result.ownEventsPerOrder.toFixed(1)}; see bench/throughput/outbound/peers/outbound.py`,
  );
}
