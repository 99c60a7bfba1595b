/**
 * Loads a bundled function in this fresh process and calls it once, as a new execution environment of Lambda does.
 * Prints the status of the answer and the milliseconds of loading and of the call.
 *
 *   node first-call.mjs <bundle> <file with the event>
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [bundle = '', eventFile = ''] = process.argv.slice(2);
const event = JSON.parse(readFileSync(eventFile, 'utf8'));
const from = performance.now();
const { handler } = await import(pathToFileURL(bundle).href);
const loaded = performance.now();
const { statusCode } = await handler(event, { awsRequestId: 'bench' });
const answered = performance.now();
console.log(JSON.stringify({ status: statusCode, load: loaded - from, call: answered - loaded }));
