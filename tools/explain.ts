/**
 * Says which regulations apply to a licensee, and what changes for the vendor, by the packs on disk; needs no cloud.
 *
 *   npm run explain -- --licensee consumer --place US-CA --term P1Y --bought 2025-08-01
 */
import { answer } from './regulations/answer.ts';
import { Misasked } from './regulations/options.ts';

try {
  console.log(answer(process.argv.slice(2), Date.now()));
} catch (error) {
  if (!isMisasked(error)) throw error;
  console.error(`${error.message}\nnpm run explain -- --help   says what can be asked.`);
  process.exitCode = 2;
}

/** What the arguments are to blame for: their form, what they say, and files that are not there. */
function isMisasked(error: unknown): error is Error {
  if (error instanceof Misasked || error instanceof SyntaxError) return true;
  return error instanceof Error && 'code' in error && /^(ERR_PARSE_ARGS|ENOENT|EISDIR)/.test(String(error.code));
}
