/**
 * Ends the process of a deployed function at a moment that a test has chosen, once. Node loads it before the function's bundle
 * (`NODE_OPTIONS=--import …`), which it leaves as it is: it listens to what the process asks of AWS, and to the answer of the function.
 * What is to happen lies in the folder LICET_FAULTS, a file for each fault: `<id>.armed` becomes `<id>.fired`, in which the process
 * that took it has left its id and its writes.
 */
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { ClientRequest } from 'node:http';
import { join } from 'node:path';

/** @import { Fault } from './faults.ts' */

const folder = process.env['LICET_FAULTS'] ?? '';
const functionName = process.env['AWS_LAMBDA_FUNCTION_NAME'];

/**
 * What the invocation that is under way has asked of AWS; MiniStack gives a process one at a time.
 * @type {{ operation: string, body: string, answered: boolean }[]}
 */
let requests = [];

/** @param {string} operation */
const isWrite = (operation) => !/^(Get|BatchGet|Query|Describe|List)/.test(operation);

/** @param {string} customer */
const concerning = (customer) => requests.filter(({ body }) => body.includes(customer));

/** @param {string} customer */
const writesOf = (customer) => concerning(customer).filter(({ operation }) => isWrite(operation));

/** @param {string} customer */
const written = (customer) => writesOf(customer).filter(({ answered }) => answered);

/** @returns {(Fault & { file: string })[]} */
function armed() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.armed'))
    .flatMap((name) => {
      try {
        return [{ file: join(folder, name), ...JSON.parse(readFileSync(join(folder, name), 'utf8')) }];
      } catch {
        return []; // Another process has just taken it.
      }
    })
    .filter((fault) => fault.functionName === functionName);
}

/**
 * Dies where a fault says so, unless another process was first.
 * @param {(fault: Fault) => boolean} isNow
 */
function dieIf(isNow) {
  for (const { file, ...fault } of armed().filter(isNow)) {
    const fired = file.replace(/armed$/, 'fired');
    try {
      renameSync(file, fired);
    } catch {
      continue;
    }
    const writes = written(fault.customer).map(({ operation }) => operation);
    writeFileSync(fired, JSON.stringify({ pid: process.pid, writes }));
    process.kill(process.pid, 'SIGKILL');
  }
}

// A request leaves with its last bytes, which are all of them: the SDK sends a body in one piece.
const send = ClientRequest.prototype.end;
/** @this {ClientRequest} @param {any[]} rest */
ClientRequest.prototype.end = function end(...rest) {
  const operation = String(this.getHeader('x-amz-target') ?? '').replace(/^.*\./, '');
  if (operation !== '') {
    const [body] = rest;
    const request = { operation, body: Buffer.from(body ?? '').toString(), answered: false };
    dieIf(
      ({ customer, writes, moment }) =>
        moment === 'before' && request.body.includes(customer) && (isWrite(operation) || writes.length === 0),
    );
    requests.push(request);
    this.prependOnceListener('response', (response) => {
      response.prependOnceListener('end', () => {
        request.answered = response.statusCode === 200;
        dieIf(({ customer, moment }) => {
          return writesOf(customer).at(-1) === request && written(customer).length === moment;
        });
      });
    });
  }
  return Reflect.apply(send, this, rest);
};

// MiniStack keeps this as the way on which answers leave, errors too, and gives everything else that is printed another.
const write = process.stdout.write;
/** @param {any[]} rest */
process.stdout.write = function answer(...rest) {
  // Where another process was first, what this one asked for was refused as done: it is that one's work which is over.
  dieIf(
    ({ customer, moment, writes }) =>
      moment === 'after' && concerning(customer).length > 0 && written(customer).length >= writes.length,
  );
  requests = [];
  return Reflect.apply(write, process.stdout, rest);
};
