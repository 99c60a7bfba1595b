/**
 * How much time of the processor it takes to refuse one hostile catalog, and how much memory more than before, in a process of its own; prints JSON.
 *
 *   node bench/hostile/measure.ts <index>
 */
import { validateCatalog } from '@licet/core/catalog';
import { HOSTILE } from '../../test/support/hostile.ts';

const { what = '', files, code } = HOSTILE[Number(process.argv[2])] ?? {};
const sources = files?.() ?? {};
/** A text that was put together is one of parts until somebody reads it; the parser is not to blame for that. */
for (const text of Object.values(sources)) Buffer.from(text);
const before = process.memoryUsage.rss();
const from = process.cpuUsage();
const { problems } = validateCatalog(sources);
const { user, system } = process.cpuUsage(from);
const peakMb = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
if (!problems.some((problem) => problem.code === code)) throw new Error(`"${what}" is not refused with ${code}.`);
console.log(JSON.stringify({ ms: (user + system) / 1000, peakMb }));
