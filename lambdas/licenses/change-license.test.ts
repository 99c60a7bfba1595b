import type { ChangeRequest } from '@licet/contracts';
import type { ErrorCode } from '@licet/contracts/problem';
import { describe, expect, it } from 'vitest';
import { keptLicense } from '../../test/support/kept-license.ts';
import { NOW } from '../../test/support/lab.ts';
import { day, order } from '../../test/support/orders.ts';
import { ProblemError } from '../http/problem-error.ts';
import { changeLicense } from './change-license.ts';

const MORE = { type: 'amend', quantity: 3 } as const;
const APPROVAL = { kind: 'approval', deadline: day(7) } as const;

/** A license of ten projects a unit, and somebody who changes it. */
function vendor() {
  const kept = keptLicense(order());
  const give = (request: Partial<ChangeRequest>) =>
    changeLicense(
      kept.deps,
      kept.license(),
      { command: MORE, dryRun: false, ...request },
      {
        key: 'key-1',
        clock: () => NOW,
      },
    );
  const refused = async (request: Partial<ChangeRequest>, code: ErrorCode) => {
    const error: unknown = await give(request).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem: { code } });
    return error instanceof ProblemError ? error.problem : undefined;
  };
  return { ...kept, give, refused };
}

describe('a command', () => {
  it('is carried out at once, and answered with the license, its event and what it means', async () => {
    const { give, license, events } = vendor();
    const { outcome, terms, ...answer } = await give({ note: 'one more team' });
    expect(outcome).toBe('changed');
    expect(answer.license).toEqual(license());
    expect(answer).toMatchObject({ event: events.at(-1), license: { revision: 2 } });
    expect(terms).toContainEqual(expect.objectContaining({ feature: 'lab-projects', before: 10, after: 30 }));
  });

  it.each([
    ['a key', {}, { kind: 'key', id: 'key-1' }],
    ['a person, for whom a key vouches', { by: 'ada' }, { kind: 'person', id: 'ada', via: 'key-1' }],
  ])('is in the log in the name of %s', async (_, request, actor) => {
    const { give, events } = vendor();
    await give(request);
    expect(events.at(-1)).toMatchObject({ actor });
  });

  it('is only tried in a dry run, which answers the same', async () => {
    const { give, license } = vendor();
    const tried = await give({ dryRun: true });
    expect(license()).toMatchObject({ revision: 1 });
    expect(await give({})).toEqual(tried);
  });

  it('that the state does not allow is refused, and told which ones it does', async () => {
    const { give, refused } = vendor();
    await give({ command: { type: 'suspend' } });
    const problem = await refused({ command: { type: 'renew' } }, 'command_refused');
    expect(problem).toMatchObject({
      refusal: 'command_illegal',
      legal: expect.arrayContaining(['reinstate', 'revoke']),
    });
  });

  it('that the license does not allow is refused with the reason', async () => {
    const { refused } = vendor();
    const problem = await refused({ command: { ...MORE, line: 'crm/z:lab-pro' } }, 'command_refused');
    expect(problem).toMatchObject({ refusal: 'line_unknown', detail: expect.stringContaining('crm/a:lab-pro@1') });
    expect(problem).not.toHaveProperty('legal');
  });

  it('that makes a license too large is refused, and so is its dry run', async () => {
    const { give, refused, license } = vendor();
    const promise = (index: number) =>
      ({ type: 'override', id: `promise-${index}`, feature: 'lab-projects', operation: 'add', value: 1 }) as const;
    let made = 0;
    const makeMore = async () => {
      for (; made < 100; made += 1) await give({ command: promise(made) });
    };
    await expect(makeMore()).rejects.toMatchObject({ problem: { code: 'license_too_large' } });
    const before = license();
    await refused({ command: promise(made), dryRun: true }, 'license_too_large');
    expect(license()).toBe(before);
  });
});

describe('the revision that a command expects', () => {
  it.each([{ dryRun: true }, { dryRun: false }])('has to be that of the license: %j', async (mode) => {
    const { refused, license } = vendor();
    expect(await refused({ expectedRevision: 7, ...mode }, 'revision_conflict')).toMatchObject({ revision: 1 });
    expect(license()).toMatchObject({ revision: 1 });
  });

  it('goes before what the license would say to the command', async () => {
    const wish = { command: { type: 'convert' }, expectedRevision: 7 } as const;
    expect(await vendor().refused(wish, 'revision_conflict')).not.toHaveProperty('refusal');
  });
});

describe('a repeat with the same key', () => {
  it('does nothing, whatever revision it expects: it is the one that was carried out', async () => {
    const { give, license } = vendor();
    const request = { idempotencyKey: 'change-1', expectedRevision: 1 };
    await give(request);
    expect(await give(request)).toEqual({ outcome: 'unchanged', license: license(), terms: [] });
    expect(license()).toMatchObject({ revision: 2, handled: { 'change-1': 2 } });
  });
});

describe('a command that waits at a gate', () => {
  it('changes nothing yet, and is answered with the gate and what it would change', async () => {
    const { give, license } = vendor();
    const { gate, event, terms } = await give({ gate: APPROVAL });
    expect(event).toMatchObject({ type: 'gate.opened.v1', terms: [] });
    expect(terms).toContainEqual(expect.objectContaining({ feature: 'lab-projects', before: 10, after: 30 }));
    expect(gate).toMatchObject({ kind: 'approval', license: license().id, deadline: `${day(7)}T00:00:00.000Z` });
    expect(license()).toMatchObject({ items: [{ quantity: 1 }], gates: [{ id: gate?.id }] });
  });
});
