import { expect, it } from 'vitest';
import { Account } from './account.ts';

function recorded(isTTY: boolean) {
  const written: string[] = [];
  const account = new Account({ isTTY, write: (text: string) => written.push(text) > 0 });
  // ⟲ stands for the way back to the beginning of an empty line.
  return { account, text: () => written.join('').replaceAll('\r\u{1B}[2K', '⟲') };
}

it('counts in place on a terminal, and leaves one line', async () => {
  const { account, text } = recorded(true);
  await account.counting('licensed', 2, async ({ tick }) => {
    tick();
    tick();
  });
  expect(text()).toContain('⟲  ██████████░░░░░░░░░░ licensed 1/2');
  expect(text()).toMatch(/⟲ {2}licensed: 2, \d+\.\d s\n$/);
});

it('shows only what came of it elsewhere', async () => {
  const { account, text } = recorded(false);
  await account.during('deployed', Promise.resolve());
  await account.counting('licensed', 1, async ({ tick }) => tick());
  expect(text()).toMatch(/^ {2}deployed: \d+\.\d s\n {2}licensed: 1, \d+\.\d s\n$/);
});

it('leaves no line open when the work fails', async () => {
  const { account, text } = recorded(true);
  await expect(account.during('deployed', Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(text()).toMatch(/⟲$/);
});

it('wraps what is long under itself', () => {
  const { account, text } = recorded(false);
  account.note('word '.repeat(40).trim());
  expect(text().split('\n').filter(Boolean).length).toBe(2);
  expect(text()).toMatch(/^( {2}word( word)*\n)+$/);
});
