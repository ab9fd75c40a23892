import { z } from 'zod';

/** Who is told to whom as a buyer: 1 to 200 characters, as Azure's limit is not published and no shop's ids are longer. */
export const BuyerId = z.string().min(1).max(200);

/** scheme://host[:port] as browsers send it: lower case, no path, no default port. */
const Origin = z.string().refine((value) => URL.canParse(value) && new URL(value).origin === value, {
  error: 'expected an origin such as https://shop.example, without a path',
});

/** Either `secret` (a shop's server mints for its signed-in buyers) or `demoBuyerId` (anybody is the one demo buyer). */
export const DirectLineSettings = z
  .object({
    /** The shop's server shows it as a bearer, and every token's signature derives from it. */
    secret: z.string().min(16, { error: 'expected at least 16 characters, better 32 random ones' }).optional(),
    demoBuyerId: BuyerId.optional(),
    /** Pages that may call, by exact match. In the demo: this server's own port on loopback, and nothing else. */
    allowedOrigins: z.array(Origin).default([]),
    /** Tokens an address may ask for; calls with the secret and from loopback are not counted. */
    mintsPerMinute: z.int().min(1).max(100_000).default(60),
    /** Proxies of ours in front, each of which adds one address to X-Forwarded-For. 0: that header is not believed. */
    proxyHops: z.int().min(0).max(5).default(0),
    /** An empty frame and a ping, this often: under the 60 s after which the usual proxies cut a silent socket. */
    keepaliveMs: z.int().min(10).max(60_000).default(15_000),
    /** A socket that has answered nothing for three keepalives is half open. */
    deadAfterMs: z.int().min(30).max(300_000).default(45_000),
    /** How long a client that reads too slowly has to catch up before it is sent away to come back by watermark. */
    drainMs: z.int().min(10).max(60_000).default(5_000),
  })
  .refine((settings) => (settings.secret === undefined) !== (settings.demoBuyerId === undefined), {
    error: 'expected either secret or demoBuyerId',
  });
export type DirectLineSettings = z.infer<typeof DirectLineSettings>;
