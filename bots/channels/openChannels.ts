import { DEMO_BUYER_ID } from '../../services/cases/demoOrders.js';
import type { Config } from '../../services/config/config.js';
import { openAuthentication } from './botService/authentication.js';
import { BotServiceChannel, type BotServiceOptions } from './botService/botServiceChannel.js';
import { AZURE_HOSTS } from './botService/serviceUrls.js';
import type { Channel } from './channel.js';
import { DirectLineChannel, type DirectLineOptions } from './directLine/directLineChannel.js';
import { DirectLineSettings } from './directLine/directLineSettings.js';

/** The only file that names channels. Throws where a channel's settings are not to be had. */
export function openChannels(config: Config, ports: Omit<DirectLineOptions, 'settings'>): readonly Channel[] {
  return [openDirectLine(config, ports), ...openBotService(config, ports)];
}

function openDirectLine(config: Config, ports: Omit<DirectLineOptions, 'settings'>): Channel {
  const { secret, allowedOrigins, proxyHops } = config.directLine;
  const settings = DirectLineSettings.parse({
    ...(secret === undefined ? { demoBuyerId: DEMO_BUYER_ID } : { secret }),
    allowedOrigins,
    proxyHops,
  });
  return new DirectLineChannel({ ...ports, settings });
}

/** Without a registered bot nobody could be checked: then it is there in the demo only, for programs of this machine. */
function openBotService(
  { botService, demo }: Config,
  ports: Omit<BotServiceOptions, 'signer' | 'serviceHosts'>,
): Channel[] {
  const { bot, serviceHosts = AZURE_HOSTS } = botService;
  if (bot === undefined) return demo ? [new BotServiceChannel({ ...ports, signer: undefined, serviceHosts })] : [];
  const signer = { appId: bot.appId, authentication: openAuthentication(bot) };
  return [new BotServiceChannel({ ...ports, signer, serviceHosts })];
}
