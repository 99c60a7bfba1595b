import { describe, expect, it } from 'vitest';
import { homesOf, readSettings, SettingsInvalid } from './settings.ts';

const read = (context: Record<string, unknown> = {}) => readSettings((key) => context[key]);

const SANDBOX = { environment: 'sandbox', addresses: {}, operators: {}, salesforce: {}, tags: {} };

describe('the settings of a deployment', () => {
  it('are a sandbox in one home when nothing is said', () => {
    expect(read()).toEqual({ ...SANDBOX, homes: ['us-east-1'] });
  });

  it('mean the same on a command line as in cdk.json', () => {
    const source = 'aws.partner/salesforce.com/00D/orders';
    const salesforce = { 'eu-central-1': { bus: source, source } };
    const typed = read({ homes: 'eu-central-1, us-gov-west-1', salesforce: JSON.stringify(salesforce) });
    expect(typed).toEqual(read({ homes: ['eu-central-1', 'us-gov-west-1'], salesforce }));
    expect(typed).toEqual({ ...SANDBOX, homes: ['eu-central-1', 'us-gov-west-1'], salesforce });
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

  it.each([
    ['salesforce', { bus: 'orders', source: 'orders' }],
    ['addresses', 'https://eu.licet.example'],
    ['operators', ['dpf']],
    ['tags', { team: 'licensing' }],
  ])('refuse %s of a region where no cell is', (setting, said) => {
    expect(() => read({ [setting]: { 'eu-west-1': said } })).toThrow(new RegExp(`eu-west-1.*\\n.*${setting}`));
  });

  it('refuse a region whose country nobody has written down, and say where to', () => {
    expect(() => read({ homes: 'eu-north-9' })).toThrow(/lib\/regions\.ts/);
  });

  it('refuse Salesforce context that is not JSON', () => {
    expect(() => read({ salesforce: '{bus:' })).toThrow(/salesforce/);
  });
});

describe('what every cell knows of all homes', () => {
  it('is where they are, what their operators are to the law and where they answer, the preferred first', () => {
    const settings = read({
      homes: 'us-east-1,eu-central-1',
      operators: { 'us-east-1': ['dpf'] },
      addresses: '{"eu-central-1":"https://eu.licet.example/"}',
    });
    expect(homesOf(settings)).toEqual([
      { id: 'us-east-1', place: 'US', operator: ['dpf'] },
      { id: 'eu-central-1', place: 'DE', address: 'https://eu.licet.example' },
    ]);
  });
});
