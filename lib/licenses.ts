import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { HouseFunction } from './house/function.ts';
import type { DeadLetterQueue } from './house/queue.ts';
import { Workflow } from './house/workflow.ts';

/** Changes licenses: the workflows that issue and migrate them, made of three functions, and the API that shows and commands them. */
export class Licenses extends Construct {
  readonly issueLicense: Workflow;
  readonly migrateLicense: Workflow;
  /** The functions that change licenses, as tasks of a workflow. */
  readonly change: Readonly<Record<string, HouseFunction>>;

  constructor(scope: Construct, cell: Cell, deadLetters: DeadLetterQueue) {
    super(scope, 'Licenses');
    new HouseFunction(this, cell, 'licenses/licenses').bindRegistry({ read: ['licenses', 'customers', 'apiKeys'] });

    new HouseFunction(this, cell, 'licenses/commands')
      .bindRegistry({
        read: ['licenses', 'customers', 'catalog', 'apiKeys'],
        write: ['customers', 'licenses', 'gates'],
      })
      .bindUsage('read')
      .bindPrograms('read');

    const propose = new HouseFunction(this, cell, 'licenses/propose')
      .bindRegistry({ read: ['customers', 'catalog'] })
      .bindUsage('read')
      .bindPrograms('read');
    const commit = new HouseFunction(this, cell, 'licenses/commit')
      .bindRegistry({ read: ['customers', 'licenses', 'catalog'], write: ['customers', 'licenses', 'gates'] })
      .bindUsage('read')
      .bindPrograms('read');
    const refuse = new HouseFunction(this, cell, 'licenses/refuse')
      .bindRegistry({ read: ['customers'], write: ['customers'] })
      .bindQueue('DEAD_LETTER_QUEUE_URL', deadLetters);

    this.change = { ProposeFunctionArn: propose, CommitFunctionArn: commit };
    this.issueLicense = new Workflow(this, 'IssueLicense', {
      name: 'issue-license',
      tasks: { ...this.change, RefuseFunctionArn: refuse },
    });
    this.migrateLicense = new Workflow(this, 'MigrateLicense', { name: 'migrate-license', tasks: this.change });

    this.issueLicense.ringOnFailure(
      cell,
      'A customer ordered and does not have what was ordered: issue-license failed after its retries. Look at the execution and redrive it once its cause is gone.',
    );
    this.migrateLicense.ringOnFailure(
      cell,
      'A customer keeps the terms of a segment they have left, or waits for those of one they entered: migrate-license failed or was refused. The execution names customer and reason.',
    );
  }
}
