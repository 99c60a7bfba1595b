import { describe, expect, it } from 'vitest';
import { drawWorkflow } from './workflow.ts';

const definition = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      MaxConcurrency: 3,
      ItemProcessor: {
        StartAt: 'Work',
        States: {
          Work: {
            Type: 'Task',
            Resource: '${DoWorkFunctionArn}',
            TimeoutSeconds: 5,
            Retry: [{ MaxAttempts: 2 }],
            Next: 'Well?',
          },
          'Well?': {
            Type: 'Choice',
            Choices: [{ Variable: '$.well', BooleanEquals: true, Next: 'Fine' }],
            Default: 'Work',
          },
          Fine: { Type: 'Succeed' },
        },
      },
      Next: 'Done <all>',
    },
    'Done <all>': { Type: 'Succeed' },
  },
};

describe('the picture of a workflow', () => {
  it('shows its states, what they call, how long and how often, and why it goes where', async () => {
    const svg = await drawWorkflow('example', definition).svg();
    const texts = [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text = '']) =>
      text.replaceAll('&#45;', '-').replaceAll('&#160;', ' ').trim(),
    );
    expect(texts).toEqual(
      expect.arrayContaining([
        'Work',
        'function do-work',
        '5 s, 2 retries',
        'Well?',
        'well',
        'otherwise',
        'Each: each, 3 at a time',
        'Done &lt;all&gt;',
      ]),
    );
  });

  it('is the same whenever it is drawn', async () => {
    expect(await drawWorkflow('example', definition).svg()).toBe(await drawWorkflow('example', definition).svg());
  });

  it('is refused where there is a state that it could not show', () => {
    expect(() => drawWorkflow('example', { StartAt: 'Nap', States: { Nap: { Type: 'Wait', Seconds: 1 } } })).toThrow(
      /Task/,
    );
  });
});
