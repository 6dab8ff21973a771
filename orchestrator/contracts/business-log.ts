/**
 * Where the owner of a business event writes it down, once. KPIs, the business digest and the recording are
 * made from this log; a message that tells somebody else about the event is not the event.
 */
export interface BusinessLog {
  /**
   * @param event past tense, a literal: `goodsIssued`
   * @param owner the system that owns the event: `ERP`, `WMS`, `TMS`, `carrier`, `core`
   * @param entityN which of this entity's events of this name it is, from 1: an attempt number, never a call count
   * @param a meaning defined by the event
   * @param b meaning defined by the event
   */
  business(
    event: string,
    owner: string,
    entityType: string,
    entityKey: number,
    entityN: number,
    a: number,
    b: number,
  ): void;
}
