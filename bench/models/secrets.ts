/**
 * The values that nobody may read: those of environment variables that a scenario names as keys. What comes from outside is cleaned of
 * them before it is cut, shown or put on record.
 *
 * 1. A value is taken out as it is, in base64 (that of addresses, too), and as it stands in an address, in JSON and in a page: a server that
 *    refuses a key likes to repeat it, and what is written here is JSON and pages.
 * 2. A value of fewer than `SECRET_LENGTH_MIN` characters is no secret: it would be found in words that have nothing to do with it.
 */
import { html } from '#reports/html/markup';

/** Source: assumption. */
export const SECRET_LENGTH_MIN = 4;

export interface Secret {
  /** As it may be shown: the variable's name. */
  readonly name: string;
  readonly value: string;
}

/** Every form in which it is looked for, the longest first. */
export function formsOf({ value: asSet }: Secret): readonly string[] {
  // A header is sent without the blanks at its ends: who repeats it has never had them.
  const value = asSet.trim();
  if (value.length < SECRET_LENGTH_MIN) return [];
  // Base64 of what stands before it in a text moves it by one or two digits: what is left in all three is looked for.
  const shifted = [0, 1, 2].map((before) => {
    const digits = Buffer.from(`${'x'.repeat(before)}${value}`)
      .toString('base64')
      .replace(/=+$/, '');
    return digits.slice(before === 0 ? 0 : before + 1, -1);
  });
  const inBase64 = shifted.filter(({ length }) => length >= 8);
  const inAddresses = inBase64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  const inAddress = encodeURIComponent(value);
  const lower = inAddress.replace(/%../g, (each) => each.toLowerCase());
  const inJson = JSON.stringify(value).slice(1, -1);
  const forms = [value, inAddress, lower, inJson, html`${value}`.text, ...inBase64, ...inAddresses];
  return [...new Set(forms)].sort((x, y) => y.length - x.length);
}

/** @returns the text, with each secret's name in its place */
export function cleanerOf(secrets: readonly Secret[]): (text: string) => string {
  const forms = secrets.flatMap((secret) =>
    formsOf(secret).map((form) => [form, `[${secret.name}]`] as const),
  );
  if (forms.length === 0) return (text) => text;
  return (text) => {
    let clean = text;
    for (const [form, name] of forms) clean = clean.replaceAll(form, name);
    return clean;
  };
}
