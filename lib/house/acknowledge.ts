import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Answers findings of cdk-nag on a construct and everything below it, each with the reason a reviewer reads.
 * @param answers reasons by finding: a rule's id, `AwsSolutions-S1`, or an id with its finding, `AwsSolutions-IAM5[Resource::*]`.
 *   cdk-nag silently ignores an answer without the pack's name before it, so this adds it.
 */
export function acknowledge(construct: IConstruct, answers: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(answers)) {
    Validations.of(construct).acknowledge({ id: `${id.slice(0, id.indexOf('-'))}::${id}`, reason });
  }
}
