import { expect } from 'vitest';
import { admin } from './client.ts';
import { eventually } from './waiting.ts';

type Listed = Awaited<ReturnType<typeof admin.call<'GET /v1/dead-letters'>>>;
export type Letter = Listed['items'][number];

/** All dead letters whose body has these words in it, the newest first. */
export async function lettersWith(words: string): Promise<Letter[]> {
  const letters: Letter[] = [];
  let cursor: string | undefined;
  do {
    const page: Listed = await admin.call('GET /v1/dead-letters', {
      query: { limit: 50, ...(cursor !== undefined && { cursor }) },
    });
    letters.push(...page.items.filter(({ body }) => body?.includes(words)));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return letters;
}

/** The one dead letter with these words in its body, as soon as there is one. */
export async function letterWith(words: string): Promise<Letter> {
  return eventually(async () => {
    const [letter, ...others] = await lettersWith(words);
    expect(others).toEqual([]);
    if (letter === undefined) throw new Error(`there is no dead letter with "${words}"`);
    return letter;
  });
}
