/**
 * What Restate can be asked about itself: its SQL over the states of objects and the invocations under way.
 *
 * A server that has just come up again does not know its own partitions for a moment: a query is tried again until it does.
 */
import { RECORD } from './service-names.ts';

const RETRY_MS = 20;
const RETRY_FOR_MS = 20_000;

/** Invocations of one handler that are not through. */
export interface PendingInvocations {
  readonly status: string;
  readonly service: string;
  readonly handler: string;
  readonly count: number;
}

export class RestateAdmin {
  private readonly adminUrl: string;

  constructor(adminUrl: string) {
    this.adminUrl = adminUrl;
  }

  /** What every object of a service keeps, by key. */
  async records(service: string): Promise<Map<string, unknown>> {
    const rows = await this.query<{ readonly service_key: string; readonly value_utf8: string }>(
      `select service_key, value_utf8 from state where service_name = '${service}' and key = '${RECORD}'`,
    );
    return new Map(rows.map((row) => [row.service_key, JSON.parse(row.value_utf8)]));
  }

  /**
   * Invocations that are not through, by status, service and handler: `scheduled` ones wait for their time. What is on
   * its way from one partition to another is in none of them: none now is not yet none.
   */
  async pending(): Promise<readonly PendingInvocations[]> {
    return this.query(
      `select status, target_service_name as service, target_handler_name as handler, count(*) as count
       from sys_invocation where status <> 'completed'
       group by status, target_service_name, target_handler_name`,
    );
  }

  async query<Row>(query: string): Promise<readonly Row[]> {
    const until = Date.now() + RETRY_FOR_MS;
    for (;;) {
      const response = await fetch(`${this.adminUrl}/query`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query }),
      });
      if (response.ok) return ((await response.json()) as { readonly rows: readonly Row[] }).rows;
      const text = await response.text();
      if (response.status < 500 || Date.now() > until)
        throw new Error(`query failed: HTTP ${response.status}: ${text}`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
