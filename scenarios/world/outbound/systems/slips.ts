/** Slips of unit and currency, as a scenario writes them -> what carriers and suppliers are set to. */
import type { CarrierProfile } from '#mock-systems/carriers/settings';
import type { SupplierSettings } from '#mock-systems/suppliers/settings';
import type { BillSlipsSection, NoticeSlipsSection } from '../../../schema/outbound/slips.ts';

export function billSlipsOf(section: BillSlipsSection | undefined): Pick<CarrierProfile, 'slips'> {
  if (section === undefined) return {};
  const { currency = 0, rate = 1, pounds = 0 } = section;
  return { slips: { currencyShare: currency, currencyRate: rate, poundsShare: pounds } };
}

export function noticeSlipsOf(section: NoticeSlipsSection | undefined): Pick<SupplierSettings, 'slips'> {
  if (section === undefined) return {};
  return { slips: { cartonShare: section.cartons, perCarton: section.perCarton } };
}
