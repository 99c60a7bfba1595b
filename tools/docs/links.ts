import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { documents } from './snippets.ts';

const link = /\]\((?<to>[^)\s]+)(?: "[^"]*")?\)/g;
const codeBlock = /^```[\s\S]*?^```/gm;

/** A sentence for each link between documents that leads nowhere. */
export function brokenLinks(root: string): string[] {
  return documents(root).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8').replaceAll(codeBlock, '');
    return [...text.matchAll(link)].flatMap(({ groups: { to = '' } = {} }) => {
      if (/^\w+:/.test(to)) return [];
      const [path = '', anchor] = to.split('#');
      const target = path === '' ? join(root, file) : join(root, dirname(file), path);
      if (!existsSync(target)) return [`${file} links to ${to}, which is not there.`];
      if (anchor === undefined || statSync(target).isDirectory() || !target.endsWith('.md')) return [];
      const known = anchorsOf(readFileSync(target, 'utf8')).has(anchor);
      return known ? [] : [`${file} links to ${to}, but ${relative(root, target)} has no such heading.`];
    });
  });
}

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(markdown: string): Set<string> {
  const headings = [...markdown.replaceAll(codeBlock, '').matchAll(/^#+ (?<title>.+)$/gm)];
  return new Set(
    headings.map(({ groups: { title = '' } = {} }) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  );
}
