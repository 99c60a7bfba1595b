import { IN_SANDBOX } from '../environment.ts';
import { apiHandler } from './api.ts';
import { methodsAt } from './methods-at.ts';
import { ProblemError } from './problem-error.ts';

/** Answers every call that no route takes; where another method would have been right, it says which. */
export const handler = apiHandler(async ({ rawPath, requestContext: { http } }) => {
  const methods = methodsAt(rawPath, IN_SANDBOX);
  if (methods.length === 0)
    throw new ProblemError('route_unknown', `there is nothing at ${http.method} ${rawPath}; docs/api lists the routes`);
  const allow = methods.join(', ');
  throw new ProblemError('method_unsupported', `${rawPath} is called with ${allow}, not with ${http.method}`, {
    allow,
  });
});
