/**
 * 997, functional acknowledgement.
 *
 * Source: X12 004010 guide of kputnam/stupidedi (BSD-3-Clause).
 */
import type {
  X12Acknowledgement,
  X12SegmentError,
  X12SetAcknowledgement,
} from '../../../contracts/x12-payloads.ts';
import { GROUP_OUTCOMES, SET_OUTCOMES } from '../codes.ts';
import { an, id, nn, opt, part } from '../elements.ts';
import { loop, many, one, segment } from '../grammar.ts';

const AK3 = segment<X12SegmentError['segment']>('AK3', 4, {
  id: id(1, 721, 2, 3),
  position: nn(2, 719, 1, 6),
  loop: opt(an(3, 447, 1, 6)),
  code: opt(id(4, 720, 1, 3)),
});

const AK4 = segment<X12SegmentError['elements'][number]>('AK4', 4, {
  position: part(1, nn(1, 722, 1, 2)),
  component: opt(part(2, nn(1, 1528, 1, 2))),
  reference: opt(nn(2, 725, 1, 4)),
  code: id(3, 723, 1, 3),
  copy: opt(an(4, 724, 1, 99)),
});

const SET = loop<X12SetAcknowledgement>({
  set: one(
    segment<X12SetAcknowledgement['set']>('AK2', 2, {
      id: id(1, 143, 3, 3),
      // 4 to 9 characters by the standard; what came is repeated as it was, and real files have 10.
      control: an(2, 329, 1, 30),
    }),
  ),
  errors: many(loop<X12SegmentError>({ segment: one(AK3), elements: many(AK4, 99) }), 999_999),
  outcome: one(
    segment<X12SetAcknowledgement['outcome']>('AK5', 6, {
      code: id(1, 717, 1, 1, SET_OUTCOMES),
      error1: opt(id(2, 718, 1, 3)),
      error2: opt(id(3, 718, 1, 3)),
    }),
  ),
});

export const ACKNOWLEDGEMENT = loop<X12Acknowledgement>({
  group: one(
    segment<X12Acknowledgement['group']>('AK1', 2, {
      functionalId: id(1, 479, 2, 2),
      // 9 digits by the standard; what came is repeated as it was.
      control: nn(2, 28, 1, 16),
    }),
  ),
  sets: many(SET, 999_999),
  outcome: one(
    segment<X12Acknowledgement['outcome']>('AK9', 9, {
      code: id(1, 715, 1, 1, GROUP_OUTCOMES),
      included: nn(2, 97, 1, 6),
      received: nn(3, 123, 1, 6),
      accepted: nn(4, 2, 1, 6),
      error1: opt(id(5, 716, 1, 3)),
      error2: opt(id(6, 716, 1, 3)),
    }),
  ),
});
