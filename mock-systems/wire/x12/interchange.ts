/**
 * The mocks' X12: interchanges read and written by a foreign library, `node-x12`.
 *
 * 1. Nothing of the core's codec is used here. What the library notices is handed on as complaints.
 * 2. Reading never throws. A set that this side cannot read is refused with a reason and spoils no other; a text that is no
 *    interchange to the library is one reason.
 * 3. The library keeps no whole control number of ISA and IEA (it drops leading zeros), knows no byte-order mark, and
 *    drops a last segment without a terminator: the last two are put right before it sees the text.
 */
import {
  X12Interchange as LibraryInterchange,
  X12FatInterchange,
  type X12FunctionalGroup,
  X12Parser,
  type X12Segment,
} from 'node-x12';
import type {
  X12Group,
  X12Interchange,
  X12InterchangeHeader,
  X12Set,
} from '#orchestrator/contracts/x12-interchange';
import { COMPONENT_SEPARATOR, readAcknowledgement, writeAcknowledgement } from './acknowledgement.ts';
import { readInvoice, writeInvoice } from './invoice.ts';
import { readResponse, writeResponse } from './response.ts';
import { needText, needWhole, type Row, SegmentReader, text, WireError } from './segments.ts';
import { readStatus, writeStatus } from './status.ts';
import { readTender, writeTender } from './tender.ts';

/** A set that is not in `interchanges`, and why; what a 997 that rejects it needs. */
export interface RefusedSet {
  readonly functionalId: string;
  readonly groupControl: number;
  readonly id: string;
  readonly control: string;
  readonly reason: string;
}

export type WireReading =
  | {
      readonly ok: true;
      readonly interchanges: readonly X12Interchange[];
      /** What the library found odd and read all the same. */
      readonly complaints: readonly string[];
      readonly refused: readonly RefusedSet[];
    }
  | { readonly ok: false; readonly reason: string };

/** Where an ISA of full width has its terminator. */
const TERMINATOR_AT = 105;

/** @param wire text of one or more interchanges, one character a byte */
export function readInterchanges(wire: string): WireReading {
  try {
    const parser = new X12Parser(false);
    const parsed = parser.parse(prepared(wire));
    const list = parsed instanceof X12FatInterchange ? parsed.interchanges : [parsed];
    const refused: RefusedSet[] = [];
    const interchanges = list.map((each) => readInterchange(each, refused));
    const complaints = [...parser.diagnostics.map((each) => each.message), ...list.flatMap(unclosed)];
    return { ok: true, interchanges, complaints, refused };
  } catch (error) {
    // The library throws errors of its own and TypeErrors alike on text that it does not understand.
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The library checks a trailer that comes, and does not miss one that does not. */
function unclosed(read: LibraryInterchange): string[] {
  const complaints = read.trailer === undefined ? ['no IEA ends the interchange'] : [];
  for (const { header, trailer, transactions } of read.functionalGroups) {
    if (trailer === undefined) complaints.push(`no GE ends group ${text(header, 6)}`);
    for (const set of transactions) {
      if (set.trailer === undefined) complaints.push(`no SE ends set ${text(set.header, 2)}`);
    }
  }
  return complaints;
}

function prepared(wire: string): string {
  const from = wire.search(/ISA/);
  const trimmed = wire.slice(Math.max(0, from)).trimEnd();
  const terminator = trimmed.charAt(TERMINATOR_AT);
  return trimmed.endsWith(terminator) ? trimmed : `${trimmed}${terminator}`;
}

function readInterchange(read: LibraryInterchange | undefined, refused: RefusedSet[]): X12Interchange {
  if (read?.header === undefined) throw new WireError('no ISA');
  const component = needText(read.header, 16);
  const groups = read.functionalGroups.map((group) => readGroup(group, component, refused));
  return { ...readHeader(read.header), groups };
}

function readHeader(isa: X12Segment): X12InterchangeHeader {
  return {
    senderQualifier: needText(isa, 5),
    sender: needText(isa, 6),
    receiverQualifier: needText(isa, 7),
    receiver: needText(isa, 8),
    date: needText(isa, 9),
    time: needText(isa, 10),
    version: needText(isa, 12),
    control: needWhole(isa, 13),
    acknowledgement: needText(isa, 14),
    usage: needText(isa, 15),
  };
}

function readGroup(group: X12FunctionalGroup, component: string, refused: RefusedSet[]): X12Group {
  const gs = group.header;
  const header = {
    functionalId: needText(gs, 1),
    sender: needText(gs, 2),
    receiver: needText(gs, 3),
    date: needText(gs, 4),
    time: needText(gs, 5),
    control: needWhole(gs, 6),
    version: needText(gs, 8),
  };
  const sets: X12Set[] = [];
  for (const { header: st, segments } of group.transactions) {
    const id = text(st, 1) ?? '';
    const control = text(st, 2) ?? '';
    const reader = new SegmentReader(segments);
    try {
      const set = readPayload(id, control, reader, component);
      reader.end();
      sets.push(set);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      const { functionalId, control: groupControl } = header;
      refused.push({ functionalId, groupControl, id, control, reason: error.message });
    }
  }
  return { ...header, sets };
}

function readPayload(id: string, control: string, reader: SegmentReader, component: string): X12Set {
  switch (id) {
    case '204':
      return { id, control, payload: readTender(reader) };
    case '990':
      return { id, control, payload: readResponse(reader) };
    case '214':
      return { id, control, payload: readStatus(reader) };
    case '210':
      return { id, control, payload: readInvoice(reader) };
    case '997':
      return { id, control, payload: readAcknowledgement(reader, component) };
    default:
      throw new WireError(`no mock reads a set ${id}`);
  }
}

/** @returns text of one interchange, a line a segment, one character a byte */
export function writeInterchange(it: X12Interchange): string {
  const library = new LibraryInterchange({
    elementDelimiter: '*',
    segmentTerminator: '~',
    subElementDelimiter: COMPONENT_SEPARATOR,
    format: true,
    endOfLine: '\n',
  });
  library.setHeader(isaElements(it));
  for (const group of it.groups) {
    const { functionalId, sender, receiver, date, time, control, version } = group;
    const written = library.addFunctionalGroup();
    written.setHeader([functionalId, sender, receiver, date, time, `${control}`, 'X', version]);
    for (const set of group.sets) {
      const transaction = written.addTransaction();
      transaction.setHeader([set.id, set.control]);
      for (const [tag, ...elements] of writePayload(set)) transaction.addSegment(tag, elements);
    }
  }
  return `${library.toString()}\n`;
}

function isaElements(it: X12Interchange): string[] {
  const { senderQualifier, sender, receiverQualifier, receiver, date, time, version } = it;
  const parties = [senderQualifier, sender, receiverQualifier, receiver];
  return [
    '00',
    '',
    '00',
    '',
    ...parties,
    date,
    time,
    'U',
    version,
    `${it.control}`,
    it.acknowledgement,
    it.usage,
    COMPONENT_SEPARATOR,
  ];
}

function writePayload(set: X12Set): Row[] {
  switch (set.id) {
    case '204':
      return writeTender(set.payload);
    case '990':
      return writeResponse(set.payload);
    case '214':
      return writeStatus(set.payload);
    case '210':
      return writeInvoice(set.payload);
    case '997':
      return writeAcknowledgement(set.payload);
  }
}
