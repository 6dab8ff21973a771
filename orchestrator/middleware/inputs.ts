/**
 * What gates, lanes and messages in trouble tell each other, and the addresses they do it by.
 *
 * 1. A message to a partner is itself the lane's input: no wrapper. So is its acknowledgement.
 * 2. Every ask of a gate (`leaseAsked`, `retryAsked`) is answered by exactly one `leaseGranted`.
 */
import type { Envelope } from '../contracts/envelope.ts';
import type { CoreToPartner } from '../contracts/partner-messages.ts';
import type { TaskAnsweredInput, TimerInput } from '../core/actor.ts';
import * as types from '../core/actor-types.ts';
import type { ActorTypeNo } from '../core/address.ts';

/** Lanes of one partner: business keys are dealt out among them. A power of two. */
export const LANES_PER_PARTNER = 16;

/** Key of the lane that a message of this business key takes to this partner. */
export function laneKey(partner: number, businessKey: number): number {
  return partner * LANES_PER_PARTNER + (businessKey & (LANES_PER_PARTNER - 1));
}

/** What an acknowledgement says beyond its status. */
export interface AcknowledgementDetail {
  /** Which transmission of the message it answers, from 1. */
  readonly attempt: number;
  /** How long the partner wants not to be asked again, ms; null = it did not say. */
  readonly retryAfterMs: number | null;
}

/**
 * transport -> lane; key = that of the message, a = its counter, b = status as of HTTP; body null = first attempt, nothing
 * more to say.
 */
export type Acknowledged = Envelope<'acknowledged', AcknowledgementDetail | null>;

/** gate -> lane or message: leave to transmit; a = how many, 0 = the ask was withdrawn, b = 1: a probe. */
export type LeaseGranted = Envelope<'leaseGranted', null>;
/** gate -> lane; a = 1: transmit only what a lease lets through, a = 0: go on. */
export type GateMoved = Envelope<'gateMoved', null>;

/** lane -> gate; a = messages that could go, b = acknowledgements since the last report. */
export type LeaseAsked = Envelope<'leaseAsked', null>;
/** message -> gate: it wants to be transmitted once more; a = 1 when it failed as a probe before. */
export type RetryAsked = Envelope<'retryAsked', null>;
/** message -> gate: it needs no transmission any more. */
export type RetryWithdrawn = Envelope<'retryWithdrawn', null>;
/** -> gate; a = 1: it was a probe, b = acknowledgements since the last report. */
export type AttemptFailed = Envelope<'attemptFailed', null>;
/** -> gate; a = instant before which the partner wants nothing, b = 1: it was a probe. */
export type AttemptThrottled = Envelope<'attemptThrottled', null>;
/** -> gate: the partner answered a probe. */
export type ProbePassed = Envelope<'probePassed', null>;
/** -> gate: a probe was not needed any more. */
export type ProbeReturned = Envelope<'probeReturned', null>;

/** A message that did not get through, with what is known of it. */
export interface Trouble {
  readonly message: CoreToPartner;
  /** Instant of the first attempt. */
  readonly sentAt: number;
  readonly retryAfterMs: number | null;
  readonly probe: boolean;
}

/** lane -> message: carry it from here; a = status, 0 = no answer in time. */
export type CarryMessage = Envelope<'carryMessage', Trouble>;
/** message -> lane: hold its key back no longer; a = counter, b = business key. */
export type MessageSettled = Envelope<'messageSettled', null>;
/** lane -> message: the lane has let go of it and forwards nothing more. */
export type MessageReleased = Envelope<'messageReleased', null>;
/** message -> lane: a person wants it sent again, in its turn; a = counter, b = business key. */
export type TurnAsked = Envelope<'turnAsked', null>;
/** lane -> message: it is the only one of its key now. */
export type TurnGiven = Envelope<'turnGiven', null>;

export type LaneInput =
  | CoreToPartner
  | Acknowledged
  | LeaseGranted
  | GateMoved
  | MessageSettled
  | TurnAsked
  | TimerInput;
export type GateInput =
  | LeaseAsked
  | RetryAsked
  | RetryWithdrawn
  | AttemptFailed
  | AttemptThrottled
  | ProbePassed
  | ProbeReturned
  | TimerInput;
export type OutboundMessageInput =
  | CarryMessage
  | LeaseGranted
  | Acknowledged
  | MessageReleased
  | TurnGiven
  | TaskAnsweredInput
  | TimerInput;

export const PARTNER_GATE: ActorTypeNo<GateInput> = types.PARTNER_GATE;
export const PARTNER_LANE: ActorTypeNo<LaneInput> = types.PARTNER_LANE;
export const OUTBOUND_MESSAGE: ActorTypeNo<OutboundMessageInput> = types.OUTBOUND_MESSAGE;
