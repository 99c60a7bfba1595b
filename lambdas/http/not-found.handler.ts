import { apiHandler } from './api.ts';
import { ProblemError } from './problem-error.ts';

/** Answers every address that no route has. */
export const handler = apiHandler(async ({ requestContext: { http } }) => {
  throw new ProblemError('route_unknown', `there is nothing at ${http.method} ${http.path}; docs/api lists the routes`);
});
