import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';

export type StandInBot = {
  readonly name: string;
  readonly port: number;
  readonly seen: string[];
  /** What /ready says. */
  ready: boolean;
  /** Takes the next request and breaks off without a word, as one that is killed. */
  breaksOff: boolean;
  /** Nothing listens any more. */
  stop(): Promise<void>;
};

/** Answers with its name and what the proxy told it, as JSON; an upgrade with one line, then it says back what it hears. */
export async function openStandInBot(name: string): Promise<StandInBot> {
  const server = createServer((request, response) => {
    if (request.url === '/ready') {
      response.writeHead(bot.ready ? 200 : 503).end();
      return;
    }
    seen.push(`${request.method} ${request.url}`);
    if (bot.breaksOff) {
      bot.breaksOff = false;
      request.socket.destroy();
      return;
    }
    // To its end first, as the bots read a body.
    request.resume().once('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(told(name, request)));
    });
  });
  server.on('upgrade', (request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    socket.write(`${name} ${request.url}\n`);
    socket.on('error', () => socket.destroy());
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const seen: string[] = [];
  const bot: StandInBot = {
    name,
    port: z.object({ port: z.int() }).parse(server.address()).port,
    seen,
    ready: true,
    breaksOff: false,
    async stop() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return bot;
}

export const Told = z.object({
  name: z.string(),
  host: z.string(),
  forwardedFor: z.string(),
  forwardedProto: z.string(),
});

function told(name: string, { headers }: IncomingMessage): z.infer<typeof Told> {
  return {
    name,
    host: headers.host ?? '',
    forwardedFor: String(headers['x-forwarded-for']),
    forwardedProto: String(headers['x-forwarded-proto']),
  };
}
