/**
 * The far side of the live host: one HTTP server on a free loopback port that stands for all partners and for the journal.
 * It lives in the test's process, so that what it has recorded outlives every kill.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it came. */
export interface PartnerCall {
  /** Number of the partner, or `journal`. */
  readonly to: string;
  /** `sender/counter`; null = the caller sent none. */
  readonly id: string | null;
  readonly body: unknown;
}

/** HTTP status to answer with, or `hangUp`: the caller never learns what became of its call. */
export type PartnerReply = number | 'hangUp';

export class PartnerServer {
  readonly url: string;
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(
    answer: (call: PartnerCall) => PartnerReply | Promise<PartnerReply>,
  ): Promise<PartnerServer> {
    const server = createServer(async (request, response) => {
      try {
        const reply = await answer(await callOf(request));
        if (reply === 'hangUp') request.socket.destroy();
        else response.writeHead(reply).end();
      } catch {
        // The caller was killed while it was speaking: there is no call to answer.
        request.socket.destroy();
      }
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new PartnerServer(server);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await once(this.server.close(), 'close');
  }
}

async function callOf(request: IncomingMessage): Promise<PartnerCall> {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) text += chunk;
  const id = request.headers['idempotency-key'];
  return { to: request.url!.slice(1), id: typeof id === 'string' ? id : null, body: JSON.parse(text) };
}
