import middy from '@middy/core';

/**
 * Wraps a task of a workflow, with one log line a call. Business outcomes are returned for the workflow to choose by;
 * what is thrown is a technical fault, which the workflow tries again.
 */
export function taskHandler<Result extends object>(task: (input: unknown) => Promise<Result>) {
  return middy<unknown, Result>(async (input: unknown) => {
    try {
      const result = await task(input);
      console.log(JSON.stringify({ task: process.env['AWS_LAMBDA_FUNCTION_NAME'], ...result }));
      return result;
    } catch (error) {
      console.error(
        JSON.stringify({
          level: 'error',
          error:
            error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : String(error),
        }),
      );
      throw error;
    }
  });
}
