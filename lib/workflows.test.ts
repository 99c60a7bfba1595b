import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { FAULT_TABLE } from '../test/support/fault-table.ts';
import { tasksOf } from '../test/support/workflow-tasks.ts';
import { emptyApp } from './empty-app.ts';

const root = join(import.meta.dirname, '..');
const template = Template.fromStack(Stack.of(emptyApp().node.findChild('licet-sandbox-us-east-1')));
const functions = template.findResources('AWS::Lambda::Function');
const policies = Object.values(template.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties);
const machines = new Map(
  Object.values(template.findResources('AWS::StepFunctions::StateMachine')).map(({ Properties }) => [
    Properties.StateMachineName,
    Properties,
  ]),
);
const files = globSync('workflows/*.asl.json', { cwd: root });
const deployedName = (file: string) => `licet-sandbox-us-east-1-${basename(file, '.asl.json')}`;

it('every workflow is deployed', () => {
  expect(new Set(machines.keys())).toEqual(new Set(files.map(deployedName)));
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const definition = JSON.parse(text);
  const tasks = tasksOf(definition);
  const deployed = machines.get(deployedName(file));
  const given = deployed.DefinitionSubstitutions;

  it('is valid, which neither synthesis nor MiniStack would say', () => {
    const validator = join(root, 'node_modules/asl-validator/dist/bin/asl-validator.js');
    const { stdout, stderr, status } = spawnSync(process.execPath, [validator, '--json-path', file], {
      cwd: root,
      encoding: 'utf8',
    });
    expect({ status, said: stdout + stderr }).toMatchObject({ status: 0 });
  });

  it('cannot run for ever, and neither can a task of it', () => {
    expect(definition.TimeoutSeconds).toBeGreaterThan(0);
    for (const { TimeoutSeconds } of tasks) expect(TimeoutSeconds).toBeGreaterThan(0);
  });

  it('gives every task more time than the function behind it has', () => {
    for (const { Resource, TimeoutSeconds } of tasks) {
      const [id] = given[Resource.slice('${'.length, -'}'.length)]['Fn::GetAtt'];
      expect(TimeoutSeconds).toBeGreaterThan(functions[id]?.['Properties'].Timeout);
    }
  });

  it('waits for its turn where too many functions run, and retries passing faults, of every task and within its own time', () => {
    for (const { Retry, TimeoutSeconds } of tasks) {
      expect(Retry.map(({ ErrorEquals }) => ErrorEquals)).toEqual([
        // Not a fault but a queue, in which a thousand orders wait longer than a fault may last. Unknown is what it is called locally.
        ['Lambda.TooManyRequestsException', 'Lambda.Unknown'],
        ['States.TaskFailed', 'States.Timeout'],
      ]);
      for (const { BackoffRate, JitterStrategy } of Retry) {
        expect(BackoffRate).toBeGreaterThan(1);
        expect(JitterStrategy).toBe('FULL');
      }
      const waiting = Retry.reduce((sum, { MaxAttempts, MaxDelaySeconds }) => sum + MaxAttempts * MaxDelaySeconds, 0);
      const calls = Retry.reduce((sum, { MaxAttempts }) => sum + MaxAttempts, 1);
      expect(waiting + calls * TimeoutSeconds).toBeLessThan(definition.TimeoutSeconds);
    }
  });

  it('has a line in the fault table for every task, whose process a deployed test ends', () => {
    const steps = tasks.map(({ name }) => `${basename(file, '.asl.json')}: ${name}`);
    expect(steps.filter((step) => !(step in FAULT_TABLE))).toEqual([]);
  });

  it('uses exactly the functions that the stack gives it, and may call no others', () => {
    const used = new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, placeholder]) => placeholder));
    expect(new Set(Object.keys(given))).toEqual(used);

    const [role] = deployed.RoleArn['Fn::GetAtt'];
    const [policy] = policies.filter(({ Roles }) => Roles[0].Ref === role);
    const [, invoke] = policy.PolicyDocument.Statement;
    expect(invoke.Action).toBe('lambda:InvokeFunction');
    expect(new Set([invoke.Resource].flat())).toEqual(new Set(Object.values(given)));
    expect(policy.PolicyDocument.Statement).toHaveLength(2);
  });

  it('keeps what customers send out of its log', () => {
    expect(deployed.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
  });
});
