/**
 * A track: what is heard of a load's vehicle from the device that rides with it, from departure to arrival. The provider owns the
 * readings; the track judges whether they can be true, and tells the load when it will be there by them.
 *
 * 1. It moves along `TRACK_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. A reading says where the load is and when it will come. It never says that anything has happened to it.
 * 3. Readings count by when they were taken; one that is older than the newest is noted and says nothing new.
 * 4. A device whose readings can't be those of its load is mistrusted from then on, and what it said is taken back.
 * 5. Silence is told to the load once a gap: it then goes by what its carrier says.
 */

import { TELEMATICS } from '../../../contracts/partners.ts';
import type { DeviceAssigned, PositionReported, TemperatureExceeded } from '../../../contracts/telematics.ts';
import type { Actor, TimerInput } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { LOAD } from '../inputs.ts';
import { type OpenTrack, QUALITY_CASE, TRACK, type TrackInput } from './inputs.ts';
import {
  FORGET_TIMER,
  initialTrack,
  moveTrack,
  SILENCE_TIMER,
  TRACK_TABLE,
  TRACK_TIMERS,
  type TrackState,
} from './track-state.ts';

/** What comes so long after the load belongs to it still. Source: assumption. */
const LINGER_MS = 3 * 86_400_000;
/** No vehicle is so many times faster than its plan. Source: assumption; early ones need half of it. */
const PACE_MAX = 2.5;
/** What a reading may be off, in thousandths of the way. Source: assumption. */
const SLACK = 100;
/** After this share of the plan no vehicle that has departed is so near to its start, in thousandths. Source: assumption. */
const LEFT_BY = 0.2;
const STILL_THERE = 10;

/** Whoever estimates may be off by so much of the way before a reading contradicts them, in thousandths. Source: assumption. */
const AHEAD = 50;
/** What is hardly on its way may come whenever it will. */
const ANY_TIME = 8_640_000_000_000_000;

/** Why a device is mistrusted: `a` of `deviceMistrusted`. */
export const MISTRUST = { tooFast: 1, backwards: 2, milestone: 3, neverLeft: 4 } as const;

export function trackActor(network: Network): Actor<TrackState, TrackInput> {
  return {
    type: TRACK,
    name: 'track',
    version: 1,
    creates: ['openTrack'],
    timers: TRACK_TIMERS,
    initial: initialTrack,
    migrate: (_old, from) => {
      throw new Error(`track state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (TRACK_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else advance(network, draft, input, now, out);
    },
    finished: ({ status }) => TRACK_TABLE.isOver(status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.device);
      sink.number(state.gaps);
    },
  };
}

function advance(network: Network, draft: TrackState, input: TrackInput, now: Instant, out: Out): void {
  switch (input.kind) {
    case 'openTrack':
      open(draft, input, out);
      return;
    case 'deviceAssigned':
      assigned(network, draft, input, now, out);
      return;
    case 'noDevice':
      moveTrack(draft, input.kind);
      return;
    case 'positionReported':
      positioned(network, draft, input, now, out);
      return;
    case 'temperatureExceeded':
      exceeded(draft, input, out);
      return;
    case 'contradicted':
      if (draft.status === 'arrived') return;
      mistrust(draft, input.key, 'contradicted', MISTRUST.milestone, out);
      return;
    case 'deviceRemoved':
      moveTrack(draft, input.kind);
      out.cancel(SILENCE_TIMER);
      return;
    case 'closeTrack':
      close(draft, now, out);
      return;
    case 'timer':
      rang(draft, input, out);
  }
}

function open(draft: TrackState, { key, a: carrier, body }: OpenTrack, out: Out): void {
  moveTrack(draft, 'openTrack');
  draft.carrier = carrier;
  draft.cold = body.cold;
  out.send(TELEMATICS, 'followTrip', key, carrier, body.cold.length > 0 ? 1 : 0, null);
}

function assigned(
  network: Network,
  draft: TrackState,
  { kind, a: device, body }: DeviceAssigned,
  now: Instant,
  out: Out,
): void {
  const first = draft.status === 'asked';
  moveTrack(draft, kind);
  if (!first) return;
  draft.device = device;
  draft.departedAt = body.departedAt;
  draft.plannedAt = body.plannedAt;
  draft.everyMs = body.everyMs;
  out.event('trackOpened', 1, device, draft.carrier);
  expectReading(network, draft, now, out);
}

/** The next reading is due; so many later it is silent. */
function expectReading({ telematics }: Network, { everyMs }: TrackState, now: Instant, out: Out): void {
  out.timer(SILENCE_TIMER, instant(now + Math.round((telematics!.missedMax + 0.5) * everyMs)));
}

function positioned(
  network: Network,
  draft: TrackState,
  { key, a: device, b: stampedAt, body }: PositionReported,
  now: Instant,
  out: Out,
): void {
  const { status } = draft;
  if (device !== draft.device) {
    out.audit('unknownDevice', `position of device ${device}, the load's is ${draft.device}`);
    return;
  }
  if (status !== 'live' && status !== 'silent') {
    out.audit('positionNotUsed', `reading ${body.reading} in status ${status}`);
    return;
  }
  // A clock that runs ahead must not have the last word for ever.
  const readAt = Math.min(stampedAt, now);
  if (readAt <= draft.readAt) {
    out.audit('positionNotUsed', `reading ${body.reading} is older than the newest`);
    return;
  }
  const why = implausible(draft, readAt, body.progress);
  if (why !== 0) {
    mistrust(draft, key, 'implausible', why, out);
    return;
  }
  if (status === 'silent') {
    moveTrack(draft, 'heardAgain');
    out.event('deviceHeardAgain', draft.gaps, device, readAt);
  }
  draft.readAt = readAt;
  draft.progress = body.progress;
  expectReading(network, draft, now, out);
  out.tell(LOAD, key, 'positionEstimated', body.estimatedAt, readAt, {
    ...body,
    latestAt: latestArrival(draft, readAt, body.progress),
  });
}

/** Where an even way would have it at `readAt`, and it is not farther along than that. */
function latestArrival({ departedAt }: TrackState, readAt: number, progress: number): number {
  const sure = progress - AHEAD;
  if (sure <= 0) return ANY_TIME;
  return departedAt + Math.ceil((1000 * Math.max(0, readAt - departedAt)) / sure);
}

/** `MISTRUST` of a reading that can't be of this load; 0 = it can. */
function implausible(
  { departedAt, plannedAt, progress: last }: TrackState,
  at: number,
  progress: number,
): number {
  const elapsed = Math.max(0, at - departedAt) / Math.max(1, plannedAt - departedAt);
  if (progress > 1000 * PACE_MAX * elapsed + SLACK) return MISTRUST.tooFast;
  if (progress < last - SLACK) return MISTRUST.backwards;
  return elapsed > LEFT_BY && progress < STILL_THERE ? MISTRUST.neverLeft : 0;
}

function mistrust(
  draft: TrackState,
  key: number,
  kind: 'implausible' | 'contradicted',
  why: number,
  out: Out,
): void {
  if (draft.status === 'mistrusted') return;
  const heard = draft.readAt >= 0;
  moveTrack(draft, kind);
  out.cancel(SILENCE_TIMER);
  out.event('deviceMistrusted', 1, why, draft.device);
  if (heard) out.tell(LOAD, key, 'positionsVoid', why, 0, null);
}

/** Its goods need another temperature: somebody has to look at them, also if they have been delivered. */
function exceeded(draft: TrackState, { key, kind, body }: TemperatureExceeded, out: Out): void {
  moveTrack(draft, kind);
  if (draft.exceeded) return;
  draft.exceeded = true;
  const { startedAt, outsideMs, peakTenths } = body;
  out.tell(QUALITY_CASE, key, 'openQualityCase', draft.status === 'arrived' ? 1 : 0, startedAt, {
    cold: draft.cold,
    outsideMs,
    peakTenths,
  });
}

function close(draft: TrackState, now: Instant, out: Out): void {
  moveTrack(draft, 'closeTrack');
  out.cancel(SILENCE_TIMER);
  if (draft.status === 'arrived') out.timer(FORGET_TIMER, instant(now + LINGER_MS));
}

function rang(draft: TrackState, { key, kind }: TimerInput, out: Out): void {
  moveTrack(draft, kind);
  if (draft.status !== 'silent') return;
  draft.gaps += 1;
  out.event('deviceSilent', draft.gaps, draft.device, draft.readAt);
  out.tell(LOAD, key, 'deviceSilent', draft.gaps, draft.readAt, null);
}

function unexpected(draft: TrackState, { kind }: TrackInput, out: Out): void {
  out.audit('inputNotExpected', `${kind} in status ${draft.status}`);
}
