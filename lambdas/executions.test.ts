import { SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { answering, OFFLINE, type Reply } from '../test/support/answering-handler.ts';
import { executionReader, executionStarter } from './executions.ts';

const ARN = 'arn:aws:states:us-east-1:1:stateMachine:issue';

function starterThat(reply: Reply) {
  const { client, calls } = aClient(reply);
  return { start: executionStarter(client, ARN), calls };
}

function aClient(reply: Reply) {
  const { handler, calls } = answering(() => reply);
  return { client: new SFNClient({ ...OFFLINE, maxAttempts: 1, requestHandler: handler }), calls };
}

describe('an execution starter', () => {
  it('starts a workflow under a name', async () => {
    const { start, calls } = starterThat({ ok: { executionArn: 'arn', startDate: 0 } });
    expect(await start('name', { customer: 'acme', version: 1 })).toBe('name');
    expect(calls).toMatchObject([
      { operation: 'StartExecution', input: { name: 'name', input: '{"customer":"acme","version":1}' } },
    ]);
  });

  it('is content where it was started before', async () => {
    const { start } = starterThat({ error: 'ExecutionAlreadyExists' });
    expect(await start('name', {})).toBe('name');
  });

  it('fails where it could not be started', async () => {
    const { start } = starterThat({ error: 'StateMachineDoesNotExist' });
    await expect(start('name', {})).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});

describe('an execution', () => {
  it.each([
    ['runs', { status: 'RUNNING' }, { status: 'running' }],
    [
      'has succeeded',
      { status: 'SUCCEEDED', stopDate: 1_795_507_200 },
      { status: 'succeeded', endedAt: 1_795_507_200_000 },
    ],
    [
      'has failed',
      { status: 'FAILED', error: 'Refused', cause: 'why' },
      { status: 'failed', reason: 'FAILED, Refused, why' },
    ],
    ['took too long', { status: 'TIMED_OUT' }, { status: 'failed', reason: 'TIMED_OUT' }],
  ])('%s', async (_, ok, is) => {
    const { client, calls } = aClient({ ok });
    expect(await executionReader(client, ARN)('name')).toEqual(is);
    expect(calls).toMatchObject([{ input: { executionArn: 'arn:aws:states:us-east-1:1:execution:issue:name' } }]);
  });
});
