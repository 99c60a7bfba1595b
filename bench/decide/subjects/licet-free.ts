import { decideUnder } from '../regulations.ts';
import type { Subject } from '../subject.ts';

export const subject: Subject = {
  name: 'licet, no row acts',
  answers: 'reason, source, staleAfter',
  prepare: () => decideUnder('{}', {}),
};
