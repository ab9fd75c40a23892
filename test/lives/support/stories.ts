import type { Life } from './life.js';

/** Everything that a filing needs, in one message. */
export const BROKEN =
  'order 234193410001028893: 250 of the 500 cups came broken, noticed yesterday, the seller has not answered for a week, ' +
  'I want part of the money, 600 dollars, photos: https://photos.example.com/1.jpg';

export async function file(life: Life, story: string): Promise<void> {
  await life.says(story);
  await life.hears('refund.review');
  await life.says('submit');
  await life.hears('refund.filing', 'refund.filed');
}
