import { PROBLEMS, type ProblemCode, severityOf } from '@licet/core/catalog';
import type { Generated } from './generated.ts';

const INTRODUCTION = `# What can be wrong with a catalog

Publishing validates a catalog first. Everything that is wrong is said at once, as a compiler says it: file, line, column, a code,
and what would mend it. A mistake inside a rule has the place of the mistake, not that of the rule.

\`\`\`
plans.yaml:14:15: error name_unknown: there is no feature "exprots". Did you mean "exports"?
\`\`\`

**Errors** keep the catalog from being published. **Warnings** do not: the answer of \`POST /v1/catalog-versions\` lists them beside
the changes. Send \`"activate": false\` to see both without publishing.

What is said of segments (that they never match, are shadowed, overlap) is decided by a procedure over their rules and is
certain: it never says so of a segment of which it is not true. Where it cannot tell, it says nothing, and the question is among
\`notAnalysed\` of \`validateCatalog\`.

The twenty-two catalogs under [test/fixtures/broken-catalogs](../../test/fixtures/broken-catalogs) have one or more of these problems each,
with the messages that they get; [the tour](tour.md) shows them.
`;

/** What each code means, what has it, and how to mend it. */
export function problemsReference(): Generated[] {
  const sections = (['error', 'warning'] as const).map((severity) => {
    const codes = Object.entries(PROBLEMS).filter(([code]) => isCode(code) && severityOf(code) === severity);
    const passages = codes.map(([code, { meaning, example, mend }]) =>
      [`### ${code}`, '', meaning, '', '```yaml', example, '```', '', `**To mend it.** ${mend}`, ''].join('\n'),
    );
    return [severity === 'error' ? '## Errors' : '## Warnings', '', ...passages].join('\n');
  });
  const text = [INTRODUCTION, ...sections].join('\n');
  return [{ file: 'docs/catalog/problems.md', text, from: 'the tables of problems' }];
}

function isCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
