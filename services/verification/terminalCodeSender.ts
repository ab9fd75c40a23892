import type { CodeSender } from './codeSender.js';

/** For the demo alone: whoever sits at this machine is every buyer. Anywhere else a code in a terminal is a leak. */
export function terminalCodeSender(write: (text: string) => void): CodeSender {
  return {
    async send({ orderId, code, goodUntil }) {
      const until = new Date(goodUntil).toISOString().slice(11, 16);
      write(
        `DEMO ONLY, instead of a message to the buyer of order ${orderId}: the code is ${code} (until ${until} UTC)\n`,
      );
    },
  };
}
