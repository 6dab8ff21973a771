/**
 * What travels between the core and a carrier's EDI desk: an interchange by reference, or its bytes.
 *
 * 1. The two forms differ in codecs alone. Damage is an outcome that was drawn: by reference it is stated, in bytes it is
 *    done, and it is up to the receiver's codec to notice.
 * 2. A side packs in the form of its run and unpacks both, so that a copy of a run may go on in the other form.
 */
import type { EdiCodec } from '#mock-systems/edi/codec';
import type { X12Interchange, X12Reading } from '#orchestrator/contracts/x12-interchange';
import type { X12Acknowledgement } from '#orchestrator/contracts/x12-payloads';
import { acknowledge } from '#orchestrator/partners/x12/acknowledge';
import { bytesOfText, textOfBytes } from '#orchestrator/partners/x12/bytes';
import { decode, encode } from '#orchestrator/partners/x12/codec';
import { AssertionError } from '#sim/assert';

/** `set`: one set, by its control number, can't be read. `whole`: nothing can. */
export type Damage = { readonly kind: 'set'; readonly control: string } | { readonly kind: 'whole' };

export type X12Parcel =
  | { readonly form: 'objects'; readonly interchange: X12Interchange; readonly damage: Damage | null }
  | { readonly form: 'wire'; readonly bytes: Uint8Array };

/** One side's end of the line. */
export interface PackingSide {
  pack(interchange: X12Interchange, damage: Damage | null): X12Parcel;
  /** null = nothing of it can be read. */
  unpack(parcel: X12Parcel): X12Reading | null;
}

/** The core's codec as its end of the line uses it. */
export function coreCodec(partner: string): EdiCodec {
  return {
    write: (interchange) => {
      const written = encode(interchange, partner);
      if (written.ok) return bytesOfText(written.value);
      throw new AssertionError(`not carried: ${written.issues.map(({ text }) => text).join('; ')}`);
    },
    read: (bytes) => {
      const received = decode(textOfBytes(bytes), partner);
      const first = received.ok ? received.value[0] : undefined;
      if (first === undefined) return null;
      const groups = first.groups.map(({ header, sets }) => ({
        ...header,
        sets: sets.flatMap(({ result }) => (result.ok ? [result.value] : [])),
      }));
      return { interchange: { ...first.header, groups }, acknowledgements: acknowledge(first) };
    },
  };
}

/** @param codec null in a run of objects whose carriers have no bytes at all */
export function packingSide(form: 'objects' | 'wire', codec: EdiCodec | null): PackingSide {
  const needed = (): EdiCodec => {
    if (codec !== null) return codec;
    throw new AssertionError('a run by wire needs the codecs of the carriers: give the twin `wire`');
  };
  return {
    pack: (interchange, damage) => {
      if (form === 'objects') return { form, interchange, damage };
      const bytes = needed().write(interchange);
      return { form, bytes: damage === null ? bytes : damaged(bytes, damage) };
    },
    unpack: (parcel) =>
      parcel.form === 'wire' ? needed().read(parcel.bytes) : readObjects(parcel.interchange, parcel.damage),
  };
}

function readObjects(interchange: X12Interchange, damage: Damage | null): X12Reading | null {
  if (damage?.kind === 'whole') return null;
  const bad = damage?.control ?? null;
  const groups = interchange.groups.map((group) => ({
    ...group,
    sets: group.sets.filter(({ control }) => control !== bad),
  }));
  const acknowledgements = interchange.groups
    .filter(({ functionalId }) => functionalId !== 'FA')
    .map((group) => acknowledgementOf(group, bad));
  return { interchange: bad === null ? interchange : { ...interchange, groups }, acknowledgements };
}

function acknowledgementOf(
  { functionalId, control, sets }: X12Interchange['groups'][number],
  bad: string | null,
): X12Acknowledgement {
  const accepted = sets.filter((set) => set.control !== bad).length;
  const code = accepted === sets.length ? 'A' : accepted === 0 ? 'R' : 'P';
  return {
    group: { functionalId, control },
    sets: sets.map((set) => ({
      set: { id: set.id, control: set.control },
      errors: [],
      outcome: { code: set.control === bad ? 'R' : 'A', error1: null, error2: null },
    })),
    outcome: { code, included: sets.length, received: sets.length, accepted, error1: null, error2: null },
  };
}

/** Spoils the tag of the first segment of one set, or that of the interchange. */
function damaged(bytes: Uint8Array, damage: Damage): Uint8Array {
  const spoilt = bytes.slice();
  if (damage.kind === 'whole') {
    spoilt.set(bytesOfText('???'), 0);
    return spoilt;
  }
  const text = textOfBytes(bytes);
  const header = text.search(new RegExp(`ST\\*\\d+\\*${damage.control}~`));
  const at = header < 0 ? -1 : text.indexOf('~', header) + 1;
  if (at < 0) throw new AssertionError(`no set ${damage.control} to damage`);
  const tag = at + text.slice(at).search(/\S/);
  spoilt.set(bytesOfText('QQ'), tag);
  return spoilt;
}
