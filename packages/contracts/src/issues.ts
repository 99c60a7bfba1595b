import type * as z from 'zod';

/** What is wrong with something, and where. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** All that is wrong with something. Of what may have one form or another, it is said what is wrong with the one that was meant. */
export function issuesOf({ issues }: z.ZodError): readonly Issue[] {
  return issues.flatMap(meant);
}

function meant(issue: z.core.$ZodIssue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const near = issue.errors.filter((wrong) => !wrong.some(isOfOtherType));
  const forms = near.length > 0 ? near : issue.errors;
  const [only = [], ...others] = forms;
  if (others.length === 0) return only.flatMap((inner) => meant({ ...inner, path: [...issue.path, ...inner.path] }));
  const messages = new Set(forms.flatMap((wrong) => wrong.map(({ message }) => message)));
  return [{ path: issue.path, message: [...messages].join(', or ') }];
}

function isOfOtherType({ code, path }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' && path.length === 0;
}
