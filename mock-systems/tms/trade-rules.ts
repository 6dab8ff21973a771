/**
 * Whether a load may travel: denied parties, carriers of dangerous goods, export licences. Hard facts, nothing is drawn and
 * nobody overrides them.
 *
 * 1. A load is looked at in that order, and within it in the order of its lists: the first fault is the answer.
 * 2. What is export controlled and leaves its country needs one licence for product and country with enough left for all
 *    of it; the first such licence is used. A refused load uses none.
 * 3. Units licensed = units left + units used by loads. Used units come back when the load is cancelled.
 */
import { DOCUMENT_REFUSAL, type PrepareDocuments } from '#orchestrator/contracts/tms';
import { assert } from '#sim/assert';
import type { ExportLicence, TradeSettings } from './settings.ts';

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
}

const NO_USES: readonly LicenceUse[] = [];
const GRANTED: TradeVerdict = { refusal: 0, fault: 0, uses: NO_USES };

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
      if (deniedCustomers.has(customer)) return refused(DOCUMENT_REFUSAL.deniedParty, customer);
    if (!dangerousGoodsCarriers.has(carrier)) {
      const dangerous = body.products.find((product) => dangerousProducts.has(product));
      if (dangerous !== undefined) return refused(DOCUMENT_REFUSAL.dangerousGoods, dangerous);
    }
    const country = countryOf[destination];
    assert(country !== undefined, 'a place of delivery has no country (trade.countryOf)');
    if (country === originCountry) return GRANTED;
    const verdict = this.licences(body, country);
    for (const { index, units } of verdict.uses) this.left[index]! -= units;
    return verdict;
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
      const fits = (licence: ExportLicence): boolean =>
        licence.product === product && licence.country === country;
      const index = licences.findIndex((licence, i) => fits(licence) && this.left[i]! >= sum);
      if (index >= 0) uses.push({ index, units: sum });
      else {
        const used = licences.some(fits);
        return refused(used ? DOCUMENT_REFUSAL.licenceUsedUp : DOCUMENT_REFUSAL.noLicence, product);
      }
    }
    return { refusal: 0, fault: 0, uses };
  }
}

function refused(refusal: number, fault: number): TradeVerdict {
  return { refusal, fault, uses: NO_USES };
}
