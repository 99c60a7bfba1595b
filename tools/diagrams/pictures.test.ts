import { expect, it } from 'vitest';
import { drawPictures } from './pictures.ts';

it('the picture of the architecture shows what a cell does its work with', async () => {
  const architecture = (await drawPictures()).find(({ file }) => file.endsWith('architecture.svg'));
  const shown = [...(architecture?.svg ?? '').matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text);
  const some = [
    'Check',
    'Intake',
    'Propose',
    'Sweep shard',
    'Relay',
    'Dead letter queue',
    'Registry',
    'Usage',
    'Programs',
  ];
  expect(shown).toEqual(expect.arrayContaining(some));
});
