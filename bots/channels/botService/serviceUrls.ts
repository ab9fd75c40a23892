import { isLoopback } from './loopback.js';

/**
 * Where Azure's own channels want replies to: each channel has a host under botframework.com (Microsoft's firewall
 * advice, MicrosoftDocs/bot-docs#1651), Teams and Skype have smba (microsoft/BotFramework-Services#342).
 */
export const AZURE_HOSTS: readonly string[] = ['*.botframework.com', 'smba.trafficmanager.net'];

/**
 * Where we may send at all. The service URL is the caller's word, and what we send carries buyers' words and the bot's
 * token: no other address gets either, whoever names it.
 */
export class ServiceUrls {
  readonly #hosts: readonly string[];
  readonly #loopback: boolean;

  /** `hosts`: `name` or `*.name`, by https on its own port. `loopback`: this machine too, on any port. */
  constructor({ hosts, loopback }: { readonly hosts: readonly string[]; readonly loopback: boolean }) {
    this.#hosts = hosts;
    this.#loopback = loopback;
  }

  allows(serviceUrl: string): boolean {
    // A path is put behind it: a query or a fragment, even an empty one, would swallow that.
    if (!URL.canParse(serviceUrl) || /[?#]/.test(serviceUrl)) return false;
    const url = new URL(serviceUrl);
    if (url.username !== '' || url.password !== '') return false;
    if (this.#loopback && isLoopback(url.hostname)) return url.protocol === 'http:' || url.protocol === 'https:';
    return url.protocol === 'https:' && url.port === '' && this.#hosts.some((host) => matches(url.hostname, host));
  }
}

function matches(hostname: string, host: string): boolean {
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;
}
