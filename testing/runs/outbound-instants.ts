/** Instants of a run of outbound fulfilment, named by what is under way, and copies made at them. */
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { GateState } from '#orchestrator/middleware/gate-state';
import { OUTBOUND_MESSAGE, PARTNER_GATE } from '#orchestrator/middleware/inputs';
import type { OutboundMessageState } from '#orchestrator/middleware/outbound-message-state';
import {
  CLAIM,
  FREIGHT_INVOICE,
  LOAD,
  ORDER,
  SHIPMENT,
  WAVE_PLAN,
} from '#orchestrator/processes/outbound/inputs';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { OrderState } from '#orchestrator/processes/outbound/order/order-state';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { WavePlanState } from '#orchestrator/processes/outbound/wave/wave-state';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { KernelSnapshot } from '#sim/kernel';

export type Named = Readonly<Record<string, (twin: OutboundTwin) => boolean>>;

export const INSTANTS = {
  'an order on hold': (twin) => orders(twin, ({ status }) => status === 'held'),
  'a pending ask of an order': (twin) => orders(twin, ({ status }) => status === 'deciding'),
  'a pending ask of a load': (twin) => loads(twin, ({ status }) => status === 'choosing'),
  'an open task': (twin) =>
    orders(twin, ({ openTask }) => openTask > 0) || loads(twin, ({ status }) => status === 'planning'),
  'a reservation that is not answered': (twin) => shipments(twin, ({ status }) => status === 'reserving'),
  'a shipment being taken back': (twin) => shipments(twin, ({ status }) => status === 'stopping'),
  'a wave being waited for': (twin) =>
    any<WavePlanState>(twin, WAVE_PLAN, ({ status }) => status === 'waiting'),
  'a partial wave': isPartialWave,
  'an open tender': (twin) => loads(twin, ({ status }) => status === 'tendering'),
  'a second tender': (twin) => loads(twin, ({ status, attempt }) => status === 'tendering' && attempt > 1),
  'a truck at the door': (twin) => loads(twin, ({ status }) => status === 'loading'),
  'a bill that is not paid': (twin) => twin.host.living(FREIGHT_INVOICE as ActorTypeNo).length > 5,
  'an open claim': (twin) => twin.host.living(CLAIM as ActorTypeNo).length > 0,
  'an open breaker': (twin) => any<GateState>(twin, PARTNER_GATE, ({ status }) => status === 'open'),
  'a half-open breaker': (twin) => any<GateState>(twin, PARTNER_GATE, ({ status }) => status === 'half-open'),
  'a waiting retry': (twin) => messages(twin, ({ status }) => status === 'waiting'),
  'a retry on its way': (twin) => messages(twin, ({ status }) => status === 'in-flight'),
} as const satisfies Named;

/**
 * Runs a started twin to its end, looking after each event: a copy at the first instant of each name.
 * Throws where a name never came true.
 */
export function copiesAt(twin: OutboundTwin, named: Named): Map<string, KernelSnapshot> {
  const copies = new Map<string, KernelSnapshot>();
  const wanted = new Map(Object.entries(named));
  while (wanted.size > 0 && twin.run({ events: 1 }) === 'events') {
    for (const [name, holds] of wanted) {
      if (!holds(twin)) continue;
      copies.set(name, twin.snapshot());
      wanted.delete(name);
    }
  }
  if (wanted.size > 0) throw new Error(`never seen in this run: ${[...wanted.keys()].join(', ')}`);
  return copies;
}

/** Of one node's waves, something is picked and something that was released with or before it is not. */
function isPartialWave(twin: OutboundTwin): boolean {
  return twin.host.living(WAVE_PLAN as ActorTypeNo).some((node) => {
    const waiting = new Set(twin.host.state<WavePlanState>(WAVE_PLAN as ActorTypeNo, node)!.shipments);
    const at = twin.host
      .living(SHIPMENT as ActorTypeNo)
      .map((key) => [key, twin.host.state<ShipmentState>(SHIPMENT as ActorTypeNo, key)!] as const)
      .filter(([, state]) => state.node === node);
    const isPicking = ([key, { status }]: readonly [number, ShipmentState]): boolean =>
      status === 'reserved' && !waiting.has(key);
    return at.some(isPicking) && at.some(([, { status }]) => status === 'picked' || status === 'packed');
  });
}

function any<State>(twin: OutboundTwin, type: unknown, holds: (state: State) => boolean): boolean {
  const no = type as ActorTypeNo;
  return twin.host.living(no).some((key) => holds(twin.host.state<State>(no, key)!));
}

function orders(twin: OutboundTwin, holds: (state: OrderState) => boolean): boolean {
  return any(twin, ORDER, holds);
}

function shipments(twin: OutboundTwin, holds: (state: ShipmentState) => boolean): boolean {
  return any(twin, SHIPMENT, holds);
}

function loads(twin: OutboundTwin, holds: (state: LoadState) => boolean): boolean {
  return any(twin, LOAD, holds);
}

function messages(twin: OutboundTwin, holds: (state: OutboundMessageState) => boolean): boolean {
  return any(twin, OUTBOUND_MESSAGE, holds);
}
