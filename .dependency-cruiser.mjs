/**
 * The walls of the house (docs/architecture.md), as rules that `npm run check` holds up.
 *
 * Imports run one way: index.ts -> bots -> dialogs -> services -> services/refunds. Types count as much as values:
 * a file that only borrows a type still breaks when the other side is moved out.
 * test/install/importRules.test.ts plants a violation of every rule here and sees it reported.
 */

const SDK = '^node_modules/(botbuilder|botframework)';
// Technique + noun (embeddedCaseBackend.ts), or a file in a folder of the technique (embedded/seenIds.ts).
// Understanding's technique is an everyday word there (trainModel.ts), so only the adapter itself counts.
const ADAPTER = '^services/.+/(?:(?:embedded|redis|http|terminal)(?:/|[A-Z])|trainedUnderstanding)';

// A worker thread starts at its own file, by URL, and a command by its script: no import shows either.
const START = '^services/.+(?:Worker|Command)\\.ts$';

// Read by the agents' page alone, which this tool does not.
const DESK_WORDS = '^services/content/en/desk(Context|Stats)?Words\\.ts$';

const forbidden = [
  {
    name: 'no-circles',
    comment: 'Two files that need each other are one idea in two places, and load in an order that nobody chose.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'A file that nothing imports and that imports nothing is left over, or was never wired in.',
    from: { orphan: true, path: '^(bots|dialogs|services)/', pathNot: [START, DESK_WORDS] },
    to: {},
  },
  {
    name: 'reachable-from-index',
    comment: 'What index.ts does not reach does not run: dead code that reads as if it worked.',
    from: { path: `^index\\.ts$|${START}` },
    to: { path: '^(bots|dialogs|services)/', pathNot: [START, DESK_WORDS, '\\.d\\.ts$'], reachable: false },
  },
  {
    name: 'refunds-are-pure',
    comment: 'The law of refunds is read, tested and trusted alone: facts and `now` go in, a decision comes out.',
    from: { path: '^services/refunds/' },
    to: { pathNot: '^services/refunds/|^node_modules/zod/' },
  },
  {
    name: 'services-know-no-talk',
    comment: 'Services work for a dialog today and for a console or a job tomorrow; the SDK is to stay replaceable.',
    from: { path: '^services/' },
    to: { path: ['^(bots|dialogs|index\\.ts)', SDK, '^node_modules/restify/'] },
  },
  {
    name: 'dialogs-know-no-edge',
    comment: 'A dialog gets its ports passed in, so that it runs on any channel, and in a test without one.',
    from: { path: '^dialogs/' },
    to: { path: ['^(bots/|index\\.ts)', '^node_modules/(restify|lmdb|@redis|ws|jsonwebtoken)/'] },
  },
  {
    name: 'dialogs-do-no-io',
    comment: 'A turn may be run again from its start; what changes something outside is an effect, never a call.',
    from: { path: '^dialogs/' },
    to: {
      path: '^(node:)?(fs|fs/promises|net|tls|http|https|http2|dgram|dns|dns/promises|child_process|worker_threads|cluster)$',
    },
  },
  {
    name: 'sdk-only-at-the-edge-and-in-the-talk',
    comment: 'The Bot Framework SDK is retired: it stays in bots/ and dialogs/, so that the move away stays there.',
    from: { pathNot: '^(bots|dialogs|test|scripts)/' },
    to: { path: SDK },
  },
  {
    name: 'restify-only-in-http',
    comment: 'One folder knows the router; the others mount on bots/http/httpEdge.ts.',
    from: { pathNot: '^(bots/http|test|scripts)/' },
    to: { path: '^node_modules/restify/' },
  },
  {
    name: 'adapters-only-from-open',
    comment: 'Only open<Noun>.ts picks an adapter: whoever names one directly is tied to it.',
    from: { pathNot: ['(^|/)open[A-Z][^/]*\\.ts$', '^index\\.ts$', 'Command\\.ts$', '^(test|scripts)/', ADAPTER] },
    to: { path: ADAPTER },
  },
  {
    name: 'adapters-of-one-technique',
    comment: 'An adapter may lean on others of its own technique (they share one database), never on a rival.',
    from: { path: '^services/.+/(embedded|redis|http|terminal|trained)(?:/|[A-Z])' },
    to: { path: ADAPTER, pathNot: '^services/.+/$1(?:/|[A-Z])' },
  },
  {
    name: 'channels-only-from-open',
    comment: 'A channel is added or removed in one folder and one line of openChannels.ts.',
    from: {
      path: '^(index\\.ts|bots/|dialogs/|services/)',
      pathNot: ['^bots/channels/[^/]+/', '^bots/channels/openChannels\\.ts$'],
    },
    to: { path: '^bots/channels/[^/]+/' },
  },
  {
    name: 'channels-apart',
    comment: 'A channel that needs another one cannot be switched off.',
    from: { path: '^bots/channels/([^/]+)/' },
    to: { path: '^bots/channels/[^/]+/', pathNot: '^bots/channels/$1/' },
  },
  {
    name: 'lmdb-in-one-file',
    comment: 'The durability settings of the store are easy to get wrong unseen, so they are set in one place.',
    from: { pathNot: '^services/storage/embeddedDatabase\\.ts$' },
    to: { path: '^node_modules/lmdb/' },
  },
  {
    name: 'redis-in-one-file',
    comment:
      'Time limits, reconnecting and what counts as away are the same for every call, so they are set in one place.',
    from: { pathNot: '^services/storage/redisLinks\\.ts$' },
    to: { path: '^node_modules/@redis/' },
  },
  {
    name: 'prometheus-in-one-file',
    comment: 'What is counted goes by the port Metrics, so that nothing but its adapter knows who looks.',
    from: { pathNot: '^services/telemetry/prometheusMetrics\\.ts$' },
    to: { path: '^node_modules/prom-client/' },
  },
  {
    name: 'web-stands-alone',
    comment: 'A page runs in a browser: what it shares with the server is the wire, not code.',
    from: { path: '^web/' },
    to: { path: '^(index\\.ts|bots/|dialogs/|services/|scripts/|test/)' },
  },
  {
    name: 'product-knows-no-tests',
    comment: 'Test code, scripts and development dependencies are not there in production.',
    from: { path: '^(index\\.ts|bots/|dialogs/|services/|web/)' },
    to: { path: '^(test|scripts)/' },
  },
  {
    name: 'product-needs-no-dev-dependency',
    comment: '`npm ci --omit=dev` must leave everything that runs.',
    from: { path: '^(index\\.ts|bots/|dialogs/|services/)' },
    to: { dependencyTypes: ['npm-dev'] },
  },
  {
    name: 'imports-exist',
    comment: 'A rule cannot judge an import that leads nowhere.',
    from: {},
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // TypeScript 7 has no interface that this tool can use; swc reads the sources instead, type imports included.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // The agents' page is written in JSX, which the parser cannot read: Biome holds its walls (biome.json, web/desk), and the
    // build looks at what went into the bundle (scripts/build/deskPage.mjs). One module of the tests is bundled with it.
    exclude: { path: '^(dist|data|\\.cache|web/desk|test/browser/support/deskParts/harness\\.ts)(/|$)' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      mainFields: ['module', 'main'],
      extensions: ['.ts', '.mts', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
};
