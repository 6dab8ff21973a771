/**
 * Which generation of a webhook's secret a carrier signs with, and which the core takes, while it is changed in mid-run.
 *
 * 1. As Standard Webhooks has it: who has the new one signs with both as long as the old one is good, so that neither side need be
 *    first.
 * 2. What the old one alone has signed is taken in the overlap, and refused after it: the carrier posts it again, signed with what it
 *    has by then.
 * 3. A carrier that goes on with the old one is one ticket for the integration desk, however many of its posts are refused. Where nobody
 *    has that role, it is seen to after an hour.
 */
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { KeyRotation } from '../../world/partner-settings.ts';

const OLD = 0;
const NEW = 1;
const FIRST_ONLY = [OLD] as const;
const BOTH = [NEW, OLD] as const;
const NEW_ONLY = [NEW] as const;

/** So often one event is refused for it before anybody is told. Source: assumption. */
const REFUSALS = 3;
const HOUR_MS = 3_600_000;

export interface KeyTally {
  /** Posts that the old one alone had signed after the change: taken as long as it was good, then refused. */
  taken: number;
  refused: number;
}

export interface SavedKey {
  readonly tally: KeyTally;
  readonly ticketed: boolean;
  readonly handedOver: boolean;
}

export class WebhookKey {
  tally: KeyTally = { taken: 0, refused: 0 };
  private readonly kernel: Kernel;
  private readonly rotation: KeyRotation | null;
  private readonly openTicket: (() => void) | null;
  private readonly onHandedOver: HandlerNo | null;
  private ticketed = false;
  private handedOver = false;

  /**
   * @param rotation null = the secret stays
   * @param openTicket null = nobody reads tickets
   */
  constructor(kernel: Kernel, name: string, rotation: KeyRotation | null, openTicket: (() => void) | null) {
    this.kernel = kernel;
    this.rotation = rotation;
    this.openTicket = openTicket;
    this.onHandedOver = rotation === null ? null : kernel.handler(`${name}.key`, () => this.handOver());
  }

  /** Generations that the carrier signs with. */
  signing(): readonly number[] {
    if (this.rotation === null || !this.hasNew(this.rotation)) return FIRST_ONLY;
    return this.isOldGood(this.rotation) ? BOTH : NEW_ONLY;
  }

  /** Generations that the core takes. */
  taken(): readonly number[] {
    if (this.rotation === null || this.kernel.now < this.rotation.at) return FIRST_ONLY;
    return this.isOldGood(this.rotation) ? BOTH : NEW_ONLY;
  }

  /** It has been changed: what only the old one has signed is not as it should be. */
  get isChanged(): boolean {
    return this.rotation !== null && this.kernel.now >= this.rotation.at;
  }

  /** A post was taken though the old one alone had signed it. */
  noteTaken(): void {
    this.tally.taken += 1;
  }

  /** A post was refused since the old one alone had signed it. @param attempt of its event, from 1 */
  noteRefused(attempt: number): void {
    this.tally.refused += 1;
    if (attempt < REFUSALS || this.ticketed || this.handedOver) return;
    this.ticketed = true;
    if (this.openTicket !== null) this.openTicket();
    else this.kernel.schedule(this.onHandedOver!, this.kernel.now + HOUR_MS);
  }

  /** Somebody has seen to it: the carrier has the new one. */
  handOver(): void {
    this.handedOver = true;
  }

  save(): SavedKey {
    return { tally: { ...this.tally }, ticketed: this.ticketed, handedOver: this.handedOver };
  }

  load({ tally, ticketed, handedOver }: SavedKey): void {
    this.tally = { ...tally };
    this.ticketed = ticketed;
    this.handedOver = handedOver;
  }

  private hasNew({ takenOverAt }: KeyRotation): boolean {
    return this.handedOver || this.kernel.now >= takenOverAt;
  }

  private isOldGood({ at, overlapMs }: KeyRotation): boolean {
    return this.kernel.now < at + overlapMs;
  }
}

/** The first generation, before any change. */
export const OLD_KEY: readonly number[] = FIRST_ONLY;
/** All but it. */
export const NEW_KEYS: readonly number[] = NEW_ONLY;
