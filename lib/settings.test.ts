import { describe, expect, it } from 'vitest';
import { readSettings, SettingsInvalid } from './settings.ts';

const read = (context: Record<string, unknown> = {}) => readSettings((key) => context[key]);

describe('the settings of a deployment', () => {
  it('are a sandbox in one home when nothing is said', () => {
    expect(read()).toEqual({ environment: 'sandbox', homes: ['us-east-1'], salesforce: {} });
  });

  it('mean the same on a command line as in cdk.json', () => {
    const source = 'aws.partner/salesforce.com/00D/orders';
    const salesforce = { 'eu-central-1': { bus: source, source } };
    const typed = read({ homes: 'eu-central-1, us-gov-west-1', salesforce: JSON.stringify(salesforce) });
    expect(typed).toEqual(read({ homes: ['eu-central-1', 'us-gov-west-1'], salesforce }));
    expect(typed).toEqual({ environment: 'sandbox', homes: ['eu-central-1', 'us-gov-west-1'], salesforce });
  });

  it('say everything that is wrong with them at once', () => {
    const wrong = () =>
      read({ environment: 'prod', homes: 'frankfurt', salesforce: '{"eu-central-1":{"bus":"orders"}}' });
    expect(wrong).toThrow(SettingsInvalid);
    expect(wrong).toThrow(/sandbox.*staging.*production[\s\S]*not the name of an AWS region[\s\S]*salesforce.*source/);
  });

  it.each([[''], [[]], ['us-east-1,us-east-1'], [7]])('refuse the homes %j', (homes) => {
    expect(() => read({ homes })).toThrow(SettingsInvalid);
  });

  it('refuse to hear Salesforce where no cell is', () => {
    const salesforce = { 'eu-west-1': { bus: 'orders', source: 'orders' } };
    expect(() => read({ salesforce })).toThrow(/salesforce/);
  });

  it('refuse Salesforce context that is not JSON', () => {
    expect(() => read({ salesforce: '{bus:' })).toThrow(/salesforce/);
  });
});
