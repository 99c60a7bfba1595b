import { SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { answering, OFFLINE, type Reply } from '../test/support/answering-handler.ts';
import { executionStarter } from './executions.ts';

function starterThat(reply: Reply) {
  const { handler, calls } = answering(() => reply);
  const client = new SFNClient({ ...OFFLINE, maxAttempts: 1, requestHandler: handler });
  return { start: executionStarter(client, 'arn:aws:states:us-east-1:1:stateMachine:issue'), calls };
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
