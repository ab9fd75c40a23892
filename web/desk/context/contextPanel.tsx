import { useEffect, useState } from 'preact/hooks';
import type { Context, Me } from '../../../services/desk/deskApi.js';
import { type Api, ApiError, conversationPath } from '../api.js';
import { words } from '../words.js';

/** What an agent has beside the thread. `version` grows when it has changed. */
export function ContextPanel({
  conversationId,
  version,
  api,
}: {
  readonly conversationId: string;
  readonly version: number;
  readonly api: Api;
  readonly me: Me;
}) {
  const [context, setContext] = useState<Context | 'failed' | undefined>(undefined);
  useEffect(() => {
    api.get<Context>(conversationPath(conversationId, 'context')).then(setContext, (error) => {
      if (!(error instanceof ApiError)) throw error;
      setContext('failed');
    });
  }, [conversationId, version, api]);
  if (context === undefined) return <p role="status">{words.context.loading}</p>;
  if (context === 'failed') return <p role="status">{words.context.failed}</p>;
  return (
    <>
      <h2>{words.context.heading}</h2>
      <p dir="auto">{context.summary}</p>
      <dl class="facts">
        {context.gathered.map(({ field, label, value }) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
