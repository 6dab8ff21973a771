/** Lines of files as a world has them: one to each carrier that is reached so, and one to the third party that runs warehouses. */
import { FilesDesk } from '#mock-systems/files/desk';
import { readOrder } from '#mock-systems/files/order-reading';
import { REPORTS_BY_FILE, type ReportByFile, reportOf } from '#mock-systems/files/report-writing';
import type { MockSystem } from '#mock-systems/mock-system';
import { ADVICES_BY_FILE, type AdviceByFile, adviceOf } from '#mock-systems/three-pl/advice-writing';
import { freightAdviceOf } from '#mock-systems/three-pl/freight-advice';
import { readWarehouseOrder } from '#mock-systems/three-pl/order-reading';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { FilesCodec } from '#orchestrator/contracts/exchange-files';
import type { ShippingAdvised } from '#orchestrator/contracts/three-pl';
import { filesCodec } from '#orchestrator/partners/files/codec';
import { FREIGHT_ADVICE, readFreightAdvice } from '#orchestrator/partners/files/freight-advice';
import { ORDERS_BY_FILE, type OrderByFile, recordOf } from '#orchestrator/partners/files/orders';
import { OutgoingFiles } from '#orchestrator/partners/files/outgoing';
import { readRecord } from '#orchestrator/partners/files/reports';
import {
  WAREHOUSE_ORDERS_BY_FILE,
  type WarehouseOrder,
  warehouseRecordOf,
} from '#orchestrator/partners/files/warehouse-orders';
import { readWarehouseRecord } from '#orchestrator/partners/files/warehouse-reports';
import type { Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import type { Recorder } from '../../recording/recorder.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { FilesLine, FilesSettings, ThreePlLine } from '../../world/partner-settings.ts';
import type { CoreEnd } from '../core-end.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Channel } from './channel.ts';
import { FilesChannel, type FilesTrade } from './files-channel.ts';
import { FilesLuck, type FilesStreams, filesStreams } from './files-luck.ts';
import { filesSide } from './files-parcel.ts';
import { keptMsOf } from './files-times.ts';

/** What lines need of the twin. */
interface LinesContext {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly random: Random;
  readonly world: OutboundWorld;
  readonly gateway: Gateway | null;
  readonly fidelity: {
    readonly kind: 'objects' | 'wire';
    readonly carriers?: { readonly files: FilesCodec };
  };
}

type Clerk = Pick<ConstructorParameters<typeof FilesDesk>[0], 'readOrder' | 'reportOf'>;

const CARRIER_KINDS: ReadonlySet<string> = new Set<string>([...ORDERS_BY_FILE, ...REPORTS_BY_FILE]);
/** Of a third party that carries what leaves its warehouses, and says what has left. */
const FREIGHT_KINDS: ReadonlySet<string> = new Set<string>([...CARRIER_KINDS, 'shippingAdvised']);
const WAREHOUSE_KINDS: ReadonlySet<string> = new Set<string>([
  ...WAREHOUSE_ORDERS_BY_FILE,
  ...ADVICES_BY_FILE,
]);
const WAREHOUSE_TRADE: FilesTrade = {
  kinds: WAREHOUSE_KINDS,
  recordOf: (message) => warehouseRecordOf(message as WarehouseOrder),
  readRecord: readWarehouseRecord,
};
const WAREHOUSE_CLERK: Clerk = {
  readOrder: readWarehouseOrder,
  reportOf: (message) => adviceOf(message as AdviceByFile),
};

export function carrierLine(
  context: LinesContext,
  settings: FilesSettings,
  streams: FilesStreams,
  mock: MockSystem<unknown>,
): FilesChannel {
  const { carrier } = settings;
  const end = { partner: mock.partner, carrier };
  const advises = context.world.freight?.carrier === carrier;
  const trade: FilesTrade = {
    kinds: advises ? FREIGHT_KINDS : CARRIER_KINDS,
    recordOf: (message) => recordOf(message as OrderByFile),
    readRecord: (record) =>
      advises && record.type === FREIGHT_ADVICE ? readFreightAdvice(record, end) : readRecord(record, end),
  };
  const clerk: Clerk = {
    readOrder: (record) => readOrder(record, end),
    reportOf: (message) =>
      message.kind === 'shippingAdvised'
        ? freightAdviceOf(message as ShippingAdvised)
        : reportOf(message as ReportByFile),
  };
  const luck = new FilesLuck(streams, carrier, settings);
  return lineOf(context, mock.name, settings, luck, mock, trade, clerk);
}

/** What the core and WMS say of the nodes that a third party runs; of all others they speak as ever. */
export class ThreePlChannel implements Channel {
  readonly partner: number;
  readonly line: FilesChannel;
  private readonly nodes: ReadonlySet<number>;
  private readonly gateway: Gateway | null;

  constructor(context: LinesContext, settings: ThreePlLine, wms: MockSystem<unknown>) {
    this.partner = wms.partner;
    this.gateway = context.gateway;
    this.nodes = new Set(settings.nodes);
    const luck = new FilesLuck(filesStreams(context.random, 'warehouses'), 0, settings);
    this.line = lineOf(context, settings.mailbox, settings, luck, wms, WAREHOUSE_TRADE, WAREHOUSE_CLERK);
  }

  /** Files are no requests: what WMS says by them is not what a gateway counts. */
  connectCore(core: CoreEnd): void {
    this.line.connectCore(this.gateway?.behind ?? core);
  }

  carries(kind: string, message: Envelope): boolean {
    return WAREHOUSE_KINDS.has(kind) && this.nodes.has(nodeOf(message));
  }

  transmit(message: Envelope, attempt: number, from: string): void {
    this.line.transmit(message, attempt, from);
  }

  post(message: Envelope): void {
    this.line.post(message);
  }
}

/** A count is about its node, everything else has it in `a`. */
function nodeOf({ kind, key, a }: Envelope): number {
  return kind === 'stockCounted' ? key : a;
}

function lineOf(
  { kernel, recorder, world, fidelity }: LinesContext,
  name: string,
  settings: FilesLine,
  luck: FilesLuck,
  mock: MockSystem<unknown>,
  trade: FilesTrade,
  clerk: Clerk,
): FilesChannel {
  const { mailbox, shipper } = settings;
  const ends = { mailbox, shipper };
  const keptMs = keptMsOf(settings);
  return new FilesChannel({
    kernel,
    recorder,
    name,
    settings,
    ends,
    trade,
    mock,
    keptMs,
    outgoing: new OutgoingFiles(ends, keptMs),
    desk: new FilesDesk({ ...ends, ...clerk }),
    luck,
    latencyMs: world.linkLatencyMs,
    coreSide: filesSide(fidelity.kind, filesCodec(world.currency)),
    partnerSide: filesSide(fidelity.kind, fidelity.carriers?.files ?? null),
  });
}
