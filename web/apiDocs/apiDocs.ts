/** Swagger UI's bundle, which the page loads first. Only what is used of it. */
declare const SwaggerUIBundle: (options: {
  readonly url: string;
  readonly domNode: Element;
  readonly plugins: readonly (() => object)[];
  /** null: the document is not sent to a checker on the web. */
  readonly validatorUrl: null;
  readonly docExpansion: 'list';
  readonly defaultModelsExpandDepth: number;
  readonly displayRequestDuration: boolean;
  readonly persistAuthorization: boolean;
}) => unknown;

/** Title, words and address are in the page itself. */
const withoutHead = () => ({
  components: { InfoContainer: () => null, ServersContainer: () => null },
});

const dark = matchMedia('(prefers-color-scheme: dark)');
const showColours = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
showColours();
dark.addEventListener('change', showColours);

const domNode = document.querySelector('#api');
if (domNode)
  SwaggerUIBundle({
    url: '/api/openapi.json',
    domNode,
    plugins: [withoutHead],
    validatorUrl: null,
    docExpansion: 'list',
    defaultModelsExpandDepth: -1,
    displayRequestDuration: true,
    persistAuthorization: false,
  });
