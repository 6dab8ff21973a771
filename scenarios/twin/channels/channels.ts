/** Builds the channels of a world's carriers, and what the core's middleware must allow for on them. */
import type { ApiCodec } from '#mock-systems/api/codec';
import type { EdiCodec } from '#mock-systems/edi/codec';
import { EdiDesk } from '#mock-systems/edi/desk';
import type { MockSystem } from '#mock-systems/mock-system';
import type { WmsSystem } from '#mock-systems/wms/wms-system';
import type { CarrierToCore } from '#orchestrator/contracts/carriers';
import type { FilesCodec } from '#orchestrator/contracts/exchange-files';
import { carrierPartner, WMS } from '#orchestrator/contracts/partners';
import type { PolicyOf } from '#orchestrator/middleware/policy';
import { assert } from '#sim/assert';
import type { Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import type { Recorder } from '../../recording/recorder.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { FilesLine, RestSettings, X12Settings } from '../../world/partner-settings.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { TicketDesk } from '../ways/ticket-desk.ts';
import { acknowledgementTimeoutOf } from './batch-times.ts';
import type { Channel } from './channel.ts';
import type { Door } from './door.ts';
import { carrierLine, ThreePlChannel } from './files-lines.ts';
import { type FilesStreams, filesStreams } from './files-luck.ts';
import { filesPolicy } from './files-times.ts';
import { RestChannel } from './rest-channel.ts';
import { RestLuck, type RestStreams, restStreams } from './rest-luck.ts';
import { restCarrierSide, restCoreSide } from './rest-parcel.ts';
import { X12Channel } from './x12-channel.ts';
import { X12Luck, type X12Streams, x12Streams } from './x12-luck.ts';
import { coreCodec, packingSide } from './x12-parcel.ts';

/** The carriers' bytes: foreign codecs, which live in `mock-systems/wire/` and are handed in. */
export interface CarrierCodecs {
  readonly x12: EdiCodec;
  readonly rest: ApiCodec;
  readonly files: FilesCodec;
}

/**
 * By reference, or by bytes. Codecs given with `objects` let such a run go on from a copy of one by wire. Where a carrier has a
 * web API and codecs are given, a run must be `runQuiescent()`.
 */
export type Fidelity =
  | { readonly kind: 'objects'; readonly carriers?: CarrierCodecs }
  | { readonly kind: 'wire'; readonly carriers: CarrierCodecs };

export const OBJECTS: Fidelity = { kind: 'objects' };

export interface ChannelContext {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly random: Random;
  readonly world: OutboundWorld;
  readonly fidelity: Fidelity;
  /** Where calls of web APIs wait while bytes are made of them. */
  readonly door: Door;
  readonly gateway: Gateway | null;
  /** Where tickets of events go that can't be read; null = they are repaired by themselves. */
  readonly desk: TicketDesk | null;
  /** What the draws of an order are keyed by, uint32. */
  keyOf(order: number): number;
  /** Around what a carrier does outside of an event, so that a throw in its streams is not lost. */
  guard<T>(work: () => T): T;
}

/** One channel for each carrier that is not native, and one for the third party that runs warehouses. */
export function channelsOf(
  context: ChannelContext,
  carriers: readonly MockSystem<unknown>[],
  wms: WmsSystem,
): readonly Channel[] {
  const { partners, threePl } = context.world;
  const named = partners.map(({ carrier }) => carrier);
  const strange = named.find((carrier, i) => carriers[carrier] === undefined || named.indexOf(carrier) !== i);
  assert(strange === undefined, `partners: carrier ${strange} does not exist, or is named twice`);
  const channels: Channel[] = [];
  let x12: X12Streams | null = null;
  let rest: RestStreams | null = null;
  let files: FilesStreams | null = null;
  const byRest = new Map<number, RestChannel>();
  for (const settings of partners) {
    const mock = carriers[settings.carrier]!;
    if (settings.protocol === 'x12') {
      x12 ??= x12Streams(context.random);
      channels.push(x12Channel(context, settings, x12, mock));
    } else if (settings.protocol === 'rest') {
      rest ??= restStreams(context.random);
      // A copy of a run by wire may hold calls as text.
      if (context.fidelity.carriers !== undefined) context.door.needsPromises = true;
      const channel = restChannel(context, settings, rest, mock);
      byRest.set(channel.partner, channel);
      channels.push(channel);
    } else if (settings.protocol === 'files') {
      files ??= filesStreams(context.random, 'partners');
      channels.push(carrierLine(context, settings, files, mock));
    }
  }
  if (threePl !== undefined) channels.push(new ThreePlChannel(context, threePl, wms));
  context.desk?.whenDone('quarantine', (message) =>
    byRest.get(message.fromKey)!.repaired(message as CarrierToCore),
  );
  context.desk?.whenSeenTo('webhook-key', (partner) => byRest.get(partner)!.key.handOver());
  return channels;
}

function x12Channel(
  { kernel, recorder, world, fidelity }: ChannelContext,
  settings: X12Settings,
  streams: X12Streams,
  mock: MockSystem<unknown>,
): X12Channel {
  const { carrier, scac, shipper } = settings;
  const { currency, names } = world;
  const ends = { partner: carrierPartner(carrier), carrier, scac, shipper, currency };
  const name = names.carriers[carrier]!;
  return new X12Channel({
    kernel,
    recorder,
    settings,
    partner: { ...ends, name, placeName: (place) => names.places[place]! },
    mock,
    desk: new EdiDesk(ends),
    luck: new X12Luck(streams, settings),
    latencyMs: world.linkLatencyMs,
    coreSide: packingSide(fidelity.kind, coreCodec(name)),
    carrierSide: packingSide(fidelity.kind, fidelity.carriers?.x12 ?? null),
  });
}

function restChannel(
  { kernel, recorder, world, fidelity, door, gateway, desk, keyOf, guard }: ChannelContext,
  settings: RestSettings,
  streams: RestStreams,
  mock: MockSystem<unknown>,
): RestChannel {
  const { carrier } = settings;
  const ends = { partner: carrierPartner(carrier), carrier, currency: world.currency };
  return new RestChannel({
    kernel,
    recorder,
    settings,
    partner: ends,
    mock,
    door,
    gateway,
    desk,
    guard,
    luck: new RestLuck(streams, settings, keyOf),
    latencyMs: world.linkLatencyMs,
    coreSide: restCoreSide(fidelity.kind, carrierPartner(carrier)),
    carrierSide: restCarrierSide(fidelity.kind, fidelity.carriers?.rest ?? null, carrierPartner(carrier)),
  });
}

/** A partner's policy, with time enough for its protocol to answer. */
export function withChannelTimes(
  { partners, threePl }: Pick<OutboundWorld, 'partners' | 'threePl'>,
  policyOf: PolicyOf,
): PolicyOf {
  const timeouts = new Map<number, number>();
  const onFiles = new Map<number, FilesLine>();
  for (const settings of partners) {
    if (settings.protocol === 'x12')
      timeouts.set(carrierPartner(settings.carrier), acknowledgementTimeoutOf(settings));
    else if (settings.protocol === 'files') onFiles.set(carrierPartner(settings.carrier), settings);
  }
  if (threePl !== undefined) onFiles.set(WMS, threePl);
  return (partner) => {
    const policy = policyOf(partner);
    const files = onFiles.get(partner);
    if (files !== undefined) return filesPolicy(policy, files);
    const timeoutMs = timeouts.get(partner);
    return timeoutMs === undefined ? policy : { ...policy, timeoutMs };
  };
}
