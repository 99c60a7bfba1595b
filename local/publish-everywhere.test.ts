import { expect, it } from 'vitest';
import { assertAlike } from './publish-everywhere.ts';

const virginia = { home: 'us-east-1', version: 'cv_1', program: 'aa' };

it('is content with cells that have the same program', () => {
  expect(() => assertAlike([virginia, { ...virginia, home: 'eu-central-1' }])).not.toThrow();
});

it('names the cell whose program is another, and both programs', () => {
  const other = { home: 'eu-central-1', version: 'cv_1', program: 'bb' };
  expect(() => assertAlike([virginia, { ...virginia, home: 'eu-west-1' }, other])).toThrow(
    /us-east-1 has cv_1, program aa, but eu-central-1 has cv_1, program bb\./,
  );
});
