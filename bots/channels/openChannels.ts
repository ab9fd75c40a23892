import { DEMO_BUYER_ID } from '../../services/cases/demoOrders.js';
import type { Config } from '../../services/config/config.js';
import type { Channel } from './channel.js';
import { DirectLineChannel, type DirectLineOptions } from './directLine/directLineChannel.js';
import { DirectLineSettings } from './directLine/directLineSettings.js';

/** The only file that names channels. Throws where a channel's settings are not to be had. */
export function openChannels(config: Config, ports: Omit<DirectLineOptions, 'settings'>): readonly Channel[] {
  const { secret, allowedOrigins, proxyHops } = config.directLine;
  const settings = DirectLineSettings.parse({
    ...(secret === undefined ? { demoBuyerId: DEMO_BUYER_ID } : { secret }),
    allowedOrigins,
    proxyHops,
  });
  return [new DirectLineChannel({ ...ports, settings })];
}
