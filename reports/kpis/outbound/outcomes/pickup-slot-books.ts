/**
 * Appointments of trucks at the outbound docks, folded from business events of loads: running sums, and how long each took.
 *
 * 1. Bounded: an entry for each load that has asked for an appointment and has not left, and a number for each that was confirmed.
 *    Where nobody keeps appointments there is none.
 * 2. What is asked again after a refusal has been waited for since it was asked first; a booking that is void ends the wait.
 */
interface AskedSlot {
  /** Second of the first request that is not answered by a slot; -1 = none is. */
  askedAt: number;
  confirmed: number;
  /** A slot is the load's: its truck is called for it. */
  stands: boolean;
}

interface PickupSlotSums {
  /** Answers of TMS. */
  confirmed: number;
  refused: number;
  /** Loads that were given a slot, and of those the ones that were given another. */
  loads: number;
  rebooked: number;
  /** Trucks that came for a slot, and of those the ones that came when it was over. */
  came: number;
  missed: number;
}

export interface SavedPickupSlots {
  readonly slots: readonly (readonly [load: number, slot: AskedSlot])[];
  readonly sums: PickupSlotSums;
  readonly waitSeconds: readonly number[];
}

export class PickupSlotBooks {
  sums: PickupSlotSums = { confirmed: 0, refused: 0, loads: 0, rebooked: 0, came: 0, missed: 0 };
  /** From request to slot, of each slot that was given. */
  waitSeconds: number[] = [];
  private readonly slots = new Map<number, AskedSlot>();

  /**
   * Of an event of a load.
   * @param at second of the event
   * @param slotAt second at which a slot begins that is confirmed; of other events anything
   */
  fold(event: string, load: number, at: number, slotAt: number): void {
    if (event === 'pickupSlotRequested') {
      this.ask(load, at);
      return;
    }
    const slot = this.slots.get(load);
    if (slot === undefined) return;
    const { sums } = this;
    switch (event) {
      case 'pickupSlotConfirmed':
        this.confirm(slot, slotAt);
        return;
      case 'pickupSlotRefused':
        sums.refused += 1;
        return;
      case 'pickupSlotReleased':
        slot.stands = false;
        return;
      case 'truckArrived':
        if (slot.stands) sums.came += 1;
        return;
      case 'pickupSlotMissed':
        sums.missed += 1;
        return;
      case 'bookingCancelled':
        slot.askedAt = -1;
        return;
      case 'loadDeparted':
        this.slots.delete(load);
    }
  }

  save(): SavedPickupSlots {
    return {
      slots: [...this.slots].map(([load, slot]) => [load, { ...slot }]),
      sums: { ...this.sums },
      waitSeconds: this.waitSeconds.slice(),
    };
  }

  load({ slots, sums, waitSeconds }: SavedPickupSlots): void {
    this.sums = { ...sums };
    this.waitSeconds = waitSeconds.slice();
    this.slots.clear();
    for (const [load, slot] of slots) this.slots.set(load, { ...slot });
  }

  private ask(load: number, at: number): void {
    const slot = this.slots.get(load);
    if (slot === undefined) this.slots.set(load, { askedAt: at, confirmed: 0, stands: false });
    else if (slot.askedAt < 0) slot.askedAt = at;
  }

  private confirm(slot: AskedSlot, slotAt: number): void {
    const { sums } = this;
    sums.confirmed += 1;
    slot.confirmed += 1;
    if (slot.confirmed === 1) sums.loads += 1;
    if (slot.confirmed === 2) sums.rebooked += 1;
    if (slot.askedAt >= 0) this.waitSeconds.push(slotAt - slot.askedAt);
    slot.askedAt = -1;
    slot.stands = true;
  }
}
