/**
 * What a 997 says of what was sent.
 *
 * 1. Taken means A or E (and P for a group of which this set was taken); every other code is a refusal, also one that
 *    nobody knows: what may not have been read must not be relied on.
 */
import type { X12Acknowledgement, X12SetAcknowledgement } from '../../../contracts/x12-payloads.ts';
import type { AcknowledgedSet, Acknowledgement, AcknowledgementError } from '../../carrier-shapes.ts';

export function acknowledgementFromX12(payload: X12Acknowledgement): Acknowledgement {
  const outcome = groupOutcome(payload.outcome.code);
  return {
    functionalId: payload.group.functionalId,
    groupControl: payload.group.control,
    accepted: outcome === 'accepted' || outcome === 'acceptedWithErrors',
    outcome,
    sets: payload.sets.map(({ set, outcome: of }) => ({
      setId: set.id,
      control: set.control,
      outcome: setOutcome(of.code),
    })),
    errors: payload.sets.flatMap(errorsOf),
  };
}

function groupOutcome(code: string): Acknowledgement['outcome'] {
  return code === 'P' ? 'partiallyAccepted' : setOutcome(code);
}

function setOutcome(code: string): AcknowledgedSet['outcome'] {
  if (code === 'A') return 'accepted';
  return code === 'E' ? 'acceptedWithErrors' : 'rejected';
}

function errorsOf({ set, errors }: X12SetAcknowledgement): AcknowledgementError[] {
  return errors.flatMap(({ segment, elements }): AcknowledgementError[] => {
    const at = { setId: set.id, control: set.control, segment: segment.id, position: segment.position };
    const whole = { ...at, element: null, code: segment.code ?? '', value: null };
    if (elements.length === 0) return [whole];
    return elements.map((each) => ({ ...at, element: each.position, code: each.code, value: each.copy }));
  });
}
