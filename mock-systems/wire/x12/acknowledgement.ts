/** 997 as either side writes and reads it. */
import type { X12Segment } from 'node-x12';
import type {
  X12Acknowledgement,
  X12SegmentError,
  X12SetAcknowledgement,
} from '#orchestrator/contracts/x12-payloads';
import {
  needText,
  needWhole,
  type Row,
  row,
  type SegmentReader,
  text,
  WireError,
  whole,
} from './segments.ts';

/** Between the parts of AK4-01; the library's own default, and the one that `interchange.ts` writes. */
export const COMPONENT_SEPARATOR = '>';

export function readAcknowledgement(reader: SegmentReader, component: string): X12Acknowledgement {
  const ak1 = reader.need('AK1');
  const sets = reader.loops('AK2', (ak2) => readSet(ak2, reader, component));
  const ak9 = reader.need('AK9');
  return {
    group: { functionalId: needText(ak1, 1), control: needWhole(ak1, 2) },
    sets,
    outcome: {
      code: needText(ak9, 1),
      included: needWhole(ak9, 2),
      received: needWhole(ak9, 3),
      accepted: needWhole(ak9, 4),
      error1: text(ak9, 5),
      error2: text(ak9, 6),
    },
  };
}

function readSet(ak2: X12Segment, reader: SegmentReader, component: string): X12SetAcknowledgement {
  const errors = reader.loops('AK3', (ak3) => ({
    segment: {
      id: needText(ak3, 1),
      position: needWhole(ak3, 2),
      loop: text(ak3, 3),
      code: text(ak3, 4),
    },
    elements: reader.all('AK4', (ak4) => readElementError(ak4, component)),
  }));
  const ak5 = reader.need('AK5');
  return {
    set: { id: needText(ak2, 1), control: needText(ak2, 2) },
    errors,
    outcome: { code: needText(ak5, 1), error1: text(ak5, 2), error2: text(ak5, 3) },
  };
}

function readElementError(ak4: X12Segment, component: string): X12SegmentError['elements'][number] {
  const [position = '', inside] = needText(ak4, 1).split(component);
  if (!/^-?\d+$/.test(position)) throw new WireError(`AK401 is no position: "${position}"`);
  return {
    position: Number(position),
    component: inside === undefined ? null : Number(inside),
    reference: whole(ak4, 2),
    code: needText(ak4, 3),
    copy: text(ak4, 4),
  };
}

export function writeAcknowledgement(it: X12Acknowledgement): Row[] {
  const { group, outcome } = it;
  return [
    row('AK1', { 1: group.functionalId, 2: group.control }),
    ...it.sets.flatMap(writeSet),
    row('AK9', {
      1: outcome.code,
      2: outcome.included,
      3: outcome.received,
      4: outcome.accepted,
      5: outcome.error1,
      6: outcome.error2,
    }),
  ];
}

function writeSet({ set, errors, outcome }: X12SetAcknowledgement): Row[] {
  return [
    row('AK2', { 1: set.id, 2: set.control }),
    ...errors.flatMap(({ segment, elements }) => [
      row('AK3', { 1: segment.id, 2: segment.position, 3: segment.loop, 4: segment.code }),
      ...elements.map((each) =>
        row('AK4', {
          1: each.position + (each.component === null ? '' : `${COMPONENT_SEPARATOR}${each.component}`),
          2: each.reference,
          3: each.code,
          4: each.copy,
        }),
      ),
    ]),
    row('AK5', { 1: outcome.code, 2: outcome.error1, 3: outcome.error2 }),
  ];
}
