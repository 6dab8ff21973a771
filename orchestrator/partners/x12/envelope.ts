/**
 * Takes the envelope of an interchange apart: ISA, groups GS to GE, sets ST to SE, IEA.
 *
 * 1. What is there is kept: a wrong count or a missing trailer is reported where it lies and the sets inside are handed on.
 * 2. A set or group that is not closed ends where the next one, or the envelope around it, does.
 * 3. Control numbers are compared as numbers: `000001644` and `1644` are the same one.
 */
import type { X12GroupHeader, X12InterchangeHeader } from '../../contracts/x12-interchange.ts';
import { readInteger } from './decimals.ts';
import { type IssuePlace, Issues } from './issues.ts';
import type { InterchangeText, Segment } from './tokenizer.ts';

/** A set as it lies in its group, not yet read. */
export interface EnvelopedSet {
  readonly id: string;
  readonly control: string;
  readonly header: Segment;
  /** Between ST and SE. */
  readonly segments: readonly Segment[];
  readonly issues: Issues;
}

export interface EnvelopedGroup {
  readonly header: X12GroupHeader;
  readonly segment: Segment;
  /** Sets that GE says are in it; null without a GE. */
  readonly claimed: number | null;
  readonly sets: readonly EnvelopedSet[];
  readonly issues: Issues;
}

export interface Enveloped {
  readonly header: X12InterchangeHeader;
  readonly groups: readonly EnvelopedGroup[];
  readonly issues: Issues;
}

export function openEnvelope(text: InterchangeText, partner: string): Enveloped {
  return new Opener(text, partner).open();
}

interface OpenSet extends EnvelopedSet {
  readonly segments: Segment[];
}

interface OpenGroup extends EnvelopedGroup {
  readonly sets: EnvelopedSet[];
  claimed: number | null;
}

const VERSION = '004010';

class Opener {
  private readonly segments: readonly Segment[];
  private readonly partner: string;
  private readonly issues: Issues;
  private readonly groups: OpenGroup[] = [];
  private group: OpenGroup | null = null;
  private set: OpenSet | null = null;
  private closed = false;

  constructor(text: InterchangeText, partner: string) {
    this.segments = text.segments;
    this.partner = partner;
    const control = text.segments[0]!.elements[12] ?? '';
    this.issues = new Issues(partner, `interchange ${control.trim()}`);
  }

  open(): Enveloped {
    const [isa, ...rest] = this.segments;
    const header = interchangeHeader(isa!, this.issues);
    for (const segment of rest) this.take(segment, header);
    const last = this.segments.at(-1)!;
    this.closeGroup(last);
    if (!this.closed) this.issues.error('trailerMissing', placeOf(last), null, 'no IEA ends the interchange');
    return { header, groups: this.groups, issues: this.issues };
  }

  private take(segment: Segment, header: X12InterchangeHeader): void {
    switch (segment.id) {
      case 'GS':
        this.closeGroup(segment);
        this.openGroup(segment);
        return;
      case 'ST':
        this.closeSet(segment);
        this.openSet(segment);
        return;
      case 'SE':
        this.endSet(segment);
        return;
      case 'GE':
        this.endGroup(segment);
        return;
      case 'IEA':
        this.endInterchange(segment, header);
        return;
      case 'TA1':
        return;
      default:
        if (this.set !== null) this.set.segments.push(segment);
        else
          this.issues.error('segmentUnknown', placeOf(segment), null, 'lies outside of any transaction set');
    }
  }

  private openGroup(segment: Segment): void {
    const { header, issues } = groupHeader(segment, this.partner);
    this.group = { header, segment, claimed: null, sets: [], issues };
    this.groups.push(this.group);
  }

  private openSet(segment: Segment): void {
    const [id = '', control = ''] = segment.elements.map((text) => text.trim());
    const issues = new Issues(this.partner, `${id} ${control}`);
    if (control === '') issues.error('controlInvalid', placeOf(segment, 2), null, 'no control number');
    this.set = { id, control, header: segment, segments: [], issues };
    if (this.group === null) {
      this.issues.error(
        'headerMissing',
        placeOf(segment),
        null,
        'ST outside of a group: no GS comes before it',
      );
    } else this.group.sets.push(this.set);
  }

  private endSet(segment: Segment): void {
    if (this.set === null) {
      this.issues.error('headerMissing', placeOf(segment), null, 'SE without an ST');
      return;
    }
    const { issues, control, segments } = this.set;
    compareCount(segment, segments.length + 2, 'segments', issues);
    compareControl(segment, control, 'ST', issues);
    this.set = null;
  }

  private endGroup(segment: Segment): void {
    this.closeSet(segment);
    if (this.group === null) {
      this.issues.error('headerMissing', placeOf(segment), null, 'GE without a GS');
      return;
    }
    const { issues, header, sets } = this.group;
    this.group.claimed = readInteger(segment.elements[0]?.trim() ?? '');
    compareCount(segment, sets.length, 'sets', issues);
    compareControl(segment, String(header.control), 'GS', issues);
    this.group = null;
  }

  private endInterchange(segment: Segment, header: X12InterchangeHeader): void {
    this.closeGroup(segment);
    this.closed = true;
    compareCount(segment, this.groups.length, 'groups', this.issues);
    compareControl(segment, String(header.control), 'ISA', this.issues);
  }

  private closeSet(at: Segment): void {
    this.set?.issues.error('trailerMissing', placeOf(at), null, 'no SE ends the set before');
    this.set = null;
  }

  private closeGroup(at: Segment): void {
    this.closeSet(at);
    this.group?.issues.error('trailerMissing', placeOf(at), null, 'no GE ends the group before');
    this.group = null;
  }
}

export function placeOf(segment: Segment, element: number | null = null): IssuePlace {
  const offset = segment.offsets[element ?? 0] ?? segment.offsets[0]!;
  return { offset, segmentNumber: segment.number, positionInSet: 0, segment: segment.id, element };
}

function compareCount(trailer: Segment, counted: number, what: string, issues: Issues): void {
  const claimed = trailer.elements[0]?.trim() ?? '';
  if (readInteger(claimed) === counted) return;
  issues.warning('countDiffers', placeOf(trailer, 1), claimed, `there are ${counted} ${what}, and it says`);
}

function compareControl(trailer: Segment, header: string, of: string, issues: Issues): void {
  const control = trailer.elements[1]?.trim() ?? '';
  const same = readInteger(control) === readInteger(header) && readInteger(header) !== null;
  if (same || control === header) return;
  issues.warning(
    'controlDiffers',
    placeOf(trailer, 2),
    control,
    `${of} has control number ${header}, and it says`,
  );
}

function controlNumber(segment: Segment, at: number, issues: Issues): number {
  const text = segment.elements[at - 1]?.trim() ?? '';
  const value = readInteger(text);
  if (value !== null && value >= 0) return value;
  issues.error('controlInvalid', placeOf(segment, at), text, 'not a control number');
  return 0;
}

function interchangeHeader(isa: Segment, issues: Issues): X12InterchangeHeader {
  const text = (at: number) => isa.elements[at - 1]?.trim() ?? '';
  return {
    senderQualifier: text(5),
    sender: text(6),
    receiverQualifier: text(7),
    receiver: text(8),
    date: text(9),
    time: text(10),
    version: text(12),
    control: controlNumber(isa, 13, issues),
    acknowledgement: text(14),
    usage: text(15),
  };
}

function groupHeader(gs: Segment, partner: string): { header: X12GroupHeader; issues: Issues } {
  const text = (at: number) => gs.elements[at - 1]?.trim() ?? '';
  const issues = new Issues(partner, `group ${text(1)} ${text(6)}`);
  const header: X12GroupHeader = {
    functionalId: text(1),
    sender: text(2),
    receiver: text(3),
    date: text(4),
    time: text(5),
    control: controlNumber(gs, 6, issues),
    version: text(8),
  };
  if (!header.version.startsWith(VERSION)) {
    issues.warning('versionDiffers', placeOf(gs, 8), header.version, `read as ${VERSION}, though it says`);
  }
  return { header, issues };
}
