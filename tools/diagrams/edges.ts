import * as z from 'zod';
import type { CellTemplate, Resource } from './template.ts';

/** One service acting on another. `lost` edges carry only what failed. */
export interface Edge {
  readonly from: Resource;
  readonly to: Resource;
  readonly why?: string;
  readonly lost?: boolean;
}

const ruleSchema = z.object({
  EventPattern: z.object({ 'detail-type': z.array(z.string()) }),
  EventBusName: z.unknown(),
  Targets: z.array(z.object({ Arn: z.unknown(), DeadLetterConfig: z.unknown() })),
});

/** What acts on what in a cell, as its templates say: routes, mappings, rules, schedules, tasks, and what functions are told of. */
export function edgesOf(cell: CellTemplate): Edge[] {
  const edges = new Map<string, Edge>();
  const join = (sources: readonly Resource[], mention: unknown, more: Pick<Edge, 'why' | 'lost'> = {}) => {
    for (const from of sources)
      for (const to of cell.mentioned(mention)) edges.set(`${from.id} ${to.id}`, { from, to, ...more });
  };
  // First what functions are told of: where a later edge knows more about the same two, it takes the place.
  for (const fn of cell.ofType('Lambda::Function')) join([fn], fn.properties['Environment']);
  for (const integration of cell.ofType('ApiGatewayV2::Integration')) {
    const { ApiId, IntegrationUri } = integration.properties;
    join(cell.mentioned(ApiId), IntegrationUri);
  }
  for (const { properties } of cell.ofType('Events::Rule')) {
    const { EventBusName, EventPattern, Targets } = ruleSchema.parse(properties);
    for (const { Arn, DeadLetterConfig } of Targets) {
      join(cell.mentioned(EventBusName), Arn, { why: EventPattern['detail-type'].join(', ') });
      join(cell.mentioned(EventBusName), DeadLetterConfig, { lost: true });
    }
  }
  for (const { properties } of cell.ofType('Lambda::EventSourceMapping')) {
    const { EventSourceArn, FunctionName, FilterCriteria, DestinationConfig } = properties;
    join(cell.mentioned(EventSourceArn), FunctionName, FilterCriteria ? { why: 'its new events' } : {});
    join(cell.mentioned(FunctionName), DestinationConfig, { lost: true });
  }
  for (const queue of cell.ofType('SQS::Queue')) join([queue], queue.properties['RedrivePolicy'], { lost: true });
  for (const schedule of cell.ofType('Scheduler::Schedule')) {
    join([schedule], z.object({ Arn: z.unknown() }).parse(schedule.properties['Target']).Arn);
  }
  for (const workflow of cell.ofType('StepFunctions::StateMachine'))
    join([workflow], workflow.properties['DefinitionSubstitutions']);
  return [...edges.values()];
}

/** The routes of the API that lead to a function, `POST /v1/check`. */
export function routesTo(cell: CellTemplate, fn: Resource): string[] {
  return cell
    .ofType('ApiGatewayV2::Route')
    .filter(({ properties }) =>
      cell
        .mentioned(properties['Target'])
        .some((integration) => cell.mentioned(integration.properties['IntegrationUri']).includes(fn)),
    )
    .map(({ properties }) => String(properties['RouteKey']));
}
