/**
 * A planted bug: the outbound process on a host whose calls carry no idempotency key, so that a call whose answer was lost
 * is a new one to the partner. The test that kills the live host must see it.
 */
export { liveApp } from './live-outbound-app.ts';

export const gateway =
  (partnersUrl: string) =>
  async ({ to, body }: { readonly to: string; readonly body: unknown }): Promise<void> => {
    const response = await fetch(`${partnersUrl}/${to}`, { method: 'POST', body: JSON.stringify(body) });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`partner ${to}: HTTP ${response.status}`);
  };
