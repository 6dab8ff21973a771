/**
 * The envelope around X12 payloads: an interchange holds groups, a group holds sets. Shapes only.
 *
 * 1. Control numbers of interchanges and groups are integers 1 to 999,999,999; a set's is text of 4 to 9 characters, as
 *    the format has it.
 * 2. Counts and trailers are not here: whoever writes works them out, whoever reads checks them.
 */
import type { X12Acknowledgement, X12Payloads } from './x12-payloads.ts';

export type X12SetId = keyof X12Payloads;

/** One transaction set with its payload. */
export type X12Set = {
  readonly [Id in X12SetId]: {
    readonly id: Id;
    readonly control: string;
    readonly payload: X12Payloads[Id];
  };
}[X12SetId];

export interface X12GroupHeader {
  /** GS-01: SM 204, GF 990, QM 214, IM 210, FA 997. */
  readonly functionalId: string;
  readonly sender: string;
  readonly receiver: string;
  /** CCYYMMDD. */
  readonly date: string;
  /** HHMM, HHMMSS or HHMMSSDD; the format has no zone for it. */
  readonly time: string;
  readonly control: number;
  /** GS-08: `004010`. */
  readonly version: string;
}

export interface X12Group extends X12GroupHeader {
  readonly sets: readonly X12Set[];
}

export interface X12InterchangeHeader {
  readonly senderQualifier: string;
  readonly sender: string;
  readonly receiverQualifier: string;
  readonly receiver: string;
  /** YYMMDD. */
  readonly date: string;
  /** HHMM. */
  readonly time: string;
  /** ISA-12: `00401`. */
  readonly version: string;
  readonly control: number;
  /** ISA-14: `1` asks for a TA1. */
  readonly acknowledgement: string;
  /** ISA-15: P production, T test. */
  readonly usage: string;
}

export interface X12Interchange extends X12InterchangeHeader {
  readonly groups: readonly X12Group[];
}

/** What a receiver made of an interchange: the sets it could read, and what it will say of each group. */
export interface X12Reading {
  readonly interchange: X12Interchange;
  /** 997s to send, one a group; none for groups of 997s. */
  readonly acknowledgements: readonly X12Acknowledgement[];
}
