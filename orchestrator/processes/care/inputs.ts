/** What a complaint hears: from CRM, from the order that it is about, from ERP, and from people. */
import type { ComplaintRaised } from '../../contracts/crm.ts';
import type { CreditGranted } from '../../contracts/returns.ts';
import type { TaskAnsweredInput, TimerInput } from '../../core/actor.ts';
import type { OrderStands } from '../outbound/care-inputs.ts';

export type ComplaintInput = ComplaintRaised | OrderStands | CreditGranted | TaskAnsweredInput | TimerInput;
