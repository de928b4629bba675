import type { Handler } from 'hono';
import { json, Refused, Unforeseen } from './answers.ts';
import { signIn } from './authentication.ts';
import { type MockEnvironment, responseOf } from './view.ts';

/** `GET /news` (api.md §1): no sign-in, no CORS header, no answer to preflights; signed in, private items too. */
export const news: Handler<MockEnvironment> = (context) => {
  const { world } = context.env;
  let signedIn = false;
  try {
    signIn(world, context.req.raw.headers);
    signedIn = true;
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Unforeseen)) throw error;
  }
  const items = world.news.filter((item) => item.public || signedIn).map(({ content, date }) => ({ content, date }));
  return responseOf(json(items), {});
};
