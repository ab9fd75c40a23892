/** One order of the demo buyer as GET /demo/orders tells it. Order numbers have 18 digits, so they are text. */
export type DemoOrder = {
  readonly orderId: string;
  readonly title: string;
  readonly situation: string;
  /** Words to show as they are, where the server gives them: "US$1,200.00", "Delivered 16 days ago". */
  readonly amount?: string;
  readonly date?: string;
};

/** Throws when the server cannot be reached or has no demo orders. */
export async function fetchOrders(): Promise<readonly DemoOrder[]> {
  const answer = await fetch('/demo/orders', { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`shop: no orders, status ${answer.status}`);
  const body: unknown = await answer.json();
  const rows: readonly unknown[] = Array.isArray(body) ? body : [];
  return rows.map(parse).filter((order) => order !== undefined);
}

function parse(row: unknown): DemoOrder | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(row));
  const text = (name: string): string | undefined => {
    const value = fields.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const orderId = text('orderId');
  const title = text('title');
  if (orderId === undefined || title === undefined) return undefined;
  const amount = text('amount');
  const date = text('date');
  return {
    orderId,
    title,
    situation: text('situation') ?? '',
    ...(amount === undefined ? {} : { amount }),
    ...(date === undefined ? {} : { date }),
  };
}
