/**
 * Whether a load may travel: denied parties, carriers of dangerous goods, export licences. Hard facts, nothing is drawn and
 * nobody overrides them.
 *
 * 1. A load is looked at in that order, and within it in the order of its lists: the first fault is the answer.
 * 2. What is export controlled and leaves its country needs licences for product and country with enough left for all of it; they
 *    are used in their order. A refused load uses none, and hears what is left: that much may still go.
 * 3. Units licensed = units left + units used by loads. Used units come back when the load is cancelled.
 */
import { DOCUMENT_REFUSAL, type PrepareDocuments } from '#orchestrator/contracts/tms';
import { assert } from '#sim/assert';
import type { TradeSettings } from './settings.ts';

/** Units used of a licence. */
export interface LicenceUse {
  /** Index of the licence in the settings. */
  readonly index: number;
  readonly units: number;
}

export interface TradeVerdict {
  /** `DOCUMENT_REFUSAL`; 0 = it may travel. */
  readonly refusal: number;
  /** Customer or product at fault. */
  readonly fault: number;
  readonly uses: readonly LicenceUse[];
  /** Of the product at fault, where its licences are used up. */
  readonly unitsLeft: number;
}

const NO_USES: readonly LicenceUse[] = [];
const GRANTED: TradeVerdict = { refusal: 0, fault: 0, uses: NO_USES, unitsLeft: 0 };

export class TradeRules {
  /** Units left, by index of the licence. */
  left: number[];
  private readonly settings: TradeSettings;

  constructor(settings: TradeSettings) {
    this.settings = settings;
    this.left = settings.licences.map(({ no, units }) => {
      assert(
        Number.isInteger(no) && no > 0 && Number.isInteger(units) && units >= 0,
        `a licence needs a number > 0 and whole units >= 0, got number ${no} with ${units}`,
      );
      return units;
    });
  }

  /**
   * Judges a load, and uses its licences if it may travel.
   * @param originCountry null = unknown: taken for another country
   */
  judge({ a: destination, b: carrier, body }: PrepareDocuments, originCountry: number | null): TradeVerdict {
    const { deniedCustomers, dangerousProducts, dangerousGoodsCarriers, countryOf } = this.settings;
    for (const customer of body.customers)
      if (deniedCustomers.has(customer)) return refused(DOCUMENT_REFUSAL.deniedParty, customer, 0);
    if (!dangerousGoodsCarriers.has(carrier)) {
      const dangerous = body.products.find((product) => dangerousProducts.has(product));
      if (dangerous !== undefined) return refused(DOCUMENT_REFUSAL.dangerousGoods, dangerous, 0);
    }
    const country = countryOf[destination];
    assert(country !== undefined, 'a place of delivery has no country (trade.countryOf)');
    if (country === originCountry) return GRANTED;
    const verdict = this.licences(body, country);
    for (const { index, units } of verdict.uses) this.left[index]! -= units;
    return verdict;
  }

  /** Of these uses, what such goods need; the rest comes back. */
  keepOnly(
    uses: readonly LicenceUse[],
    { products, units }: Pick<PrepareDocuments['body'], 'products' | 'units'>,
  ): LicenceUse[] {
    const needed = new Map<number, number>();
    for (let i = 0; i < products.length; i++)
      needed.set(products[i]!, (needed.get(products[i]!) ?? 0) + units[i]!);
    const kept: LicenceUse[] = [];
    for (const { index, units: used } of uses) {
      const { product } = this.settings.licences[index]!;
      const wanted = Math.min(used, needed.get(product) ?? 0);
      needed.set(product, (needed.get(product) ?? 0) - wanted);
      this.left[index]! += used - wanted;
      if (wanted > 0) kept.push({ index, units: wanted });
    }
    return kept;
  }

  giveBack(uses: readonly LicenceUse[]): void {
    for (const { index, units } of uses) this.left[index]! += units;
  }

  licenceNo({ index }: LicenceUse): number {
    return this.settings.licences[index]!.no;
  }

  private licences({ products, units }: PrepareDocuments['body'], country: number): TradeVerdict {
    const needed = new Map<number, number>();
    for (let i = 0; i < products.length; i++) {
      const product = products[i]!;
      if (!this.settings.controlledProducts.has(product) || units[i] === 0) continue;
      needed.set(product, (needed.get(product) ?? 0) + units[i]!);
    }
    if (needed.size === 0) return GRANTED;
    const { licences } = this.settings;
    const uses: LicenceUse[] = [];
    for (const [product, sum] of needed) {
      let wanted = sum;
      let known = false;
      for (let index = 0; index < licences.length; index++) {
        const licence = licences[index]!;
        if (licence.product !== product || licence.country !== country) continue;
        known = true;
        const units = Math.min(wanted, this.left[index]!);
        if (units > 0) uses.push({ index, units });
        wanted -= units;
      }
      if (!known) return refused(DOCUMENT_REFUSAL.noLicence, product, 0);
      if (wanted > 0) return refused(DOCUMENT_REFUSAL.licenceUsedUp, product, sum - wanted);
    }
    return { refusal: 0, fault: 0, uses, unitsLeft: 0 };
  }
}

function refused(refusal: number, fault: number, unitsLeft: number): TradeVerdict {
  return { refusal, fault, uses: NO_USES, unitsLeft };
}
