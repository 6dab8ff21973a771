/** What a return hears: from CRM, from the order that it is of, from WMS and ERP, and from people. */
import type { ReturnRequested } from '../../contracts/crm.ts';
import type { CreditNoteIssued, ReturnArrived, ReturnReceived } from '../../contracts/returns.ts';
import type { TaskAnsweredInput, TimerInput } from '../../core/actor.ts';
import type { DeliveryStands } from '../outbound/care-inputs.ts';

export type ReturnInput =
  | ReturnRequested
  | DeliveryStands
  | ReturnArrived
  | ReturnReceived
  | CreditNoteIssued
  | TaskAnsweredInput
  | TimerInput;
