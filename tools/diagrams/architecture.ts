import * as z from 'zod';
import { label, Picture } from './dot.ts';
import { edgesOf, routesTo } from './edges.ts';
import type { CellTemplate, Resource } from './template.ts';

/** The services that are drawn, with what they are called and how they look. All else (roles, logs, permissions) serves them. */
const drawn: Readonly<Record<string, { kind: string; look: Readonly<Record<string, string>> }>> = {
  'ApiGatewayV2::Api': { kind: 'HTTP API', look: { fillcolor: '#f1eafc', color: '#6b3fb5' } },
  'Lambda::Function': { kind: 'function', look: { fillcolor: '#fdf0e3', color: '#c7680b' } },
  'StepFunctions::StateMachine': { kind: 'workflow', look: { fillcolor: '#fce8f1', color: '#c2185b' } },
  'SQS::Queue': { kind: 'queue', look: { fillcolor: '#fce8f1', color: '#c2185b', shape: 'cds', margin: '0.16,0.06' } },
  'Events::EventBus': { kind: 'event bus', look: { fillcolor: '#fce8f1', color: '#c2185b', shape: 'hexagon' } },
  'Scheduler::Schedule': { kind: 'schedule', look: { fillcolor: '#fce8f1', color: '#c2185b' } },
  'SNS::Topic': { kind: 'topic', look: { fillcolor: '#fce8f1', color: '#c2185b', shape: 'cds', margin: '0.16,0.06' } },
  'DynamoDB::Table': { kind: 'table', look: { fillcolor: '#e7edfb', color: '#2e4fc4', shape: 'cylinder' } },
  'S3::Bucket': { kind: 'bucket', look: { fillcolor: '#e6f5ec', color: '#1d8102', shape: 'cylinder' } },
};

const statementsSchema = z.object({
  Statement: z.array(z.looseObject({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() })),
});

/** Draws one cell: its services by capability, what acts on what, and what each function may do with the data. */
export function drawArchitecture(cell: CellTemplate): Picture {
  const picture = new Picture('A Licet cell', { rankdir: 'LR', newrank: 'true', ranksep: 0.35 });
  const resources = cell.resources.filter(({ type }) => type in drawn);
  for (const [frame, members] of Map.groupBy(resources, frameOf)) {
    const draw = () => {
      for (const resource of members) drawResource(picture, cell, resource);
    };
    if (frame === '' || members.length === 1) draw();
    else picture.frame(frame, { style: 'rounded', color: '#c6cbd1', fontcolor: '#414d5c' }, draw);
  }
  for (const { from, to, why = '', lost } of edgesOf(cell)) {
    if (isStore(to)) continue;
    picture.edge(from.id, to.id, { label: why && ` ${why} `, ...(lost ? { style: 'dashed', color: '#c5221f' } : {}) });
  }
  drawPeople(picture, cell);
  return picture;
}

/** Who stands outside, and where they meet the cell. */
function drawPeople(picture: Picture, cell: CellTemplate): void {
  const person = (name: string, detail: string) => {
    picture.node(name, { label: label(name, detail), shape: 'plain', style: '' });
    return name;
  };
  const alarms = cell.ofType('CloudWatch::Alarm').length;
  for (const { id } of cell.ofType('ApiGatewayV2::Api')) picture.edge(person('Applications', 'with an API key'), id);
  for (const { id } of cell.ofType('Events::EventBus')) {
    picture.edge(person('Salesforce', 'or its simulation'), id);
    picture.edge(id, person('Followers', 'of license events'));
  }
  for (const { id } of cell.ofType('SNS::Topic')) picture.edge(id, person('On call', `${alarms} alarms`));
}

function drawResource(picture: Picture, cell: CellTemplate, resource: Resource): void {
  const { kind, look } = drawn[resource.type] ?? { kind: '', look: {} };
  const details =
    resource.type === 'Lambda::Function' ? [...routesTo(cell, resource), ...accessOf(cell, resource)] : [kind];
  picture.node(resource.id, { label: label(spaced(resource.path.at(-1) ?? ''), ...details), ...look });
}

/** Resources are framed by capability, those of the data stack together; empty for what several capabilities share. */
function frameOf({ stack, path }: Resource): string {
  if (stack.endsWith('-data')) return 'Data stack';
  return path.length > 1 ? spaced(path[0] ?? '') : '';
}

function isStore({ type }: Resource): boolean {
  return type === 'DynamoDB::Table' || type === 'S3::Bucket';
}

/** What a function may do with each store, by the policies of its role. Drawn as edges, these would hide all others. */
function accessOf(cell: CellTemplate, { properties }: Resource): string[] {
  const [role] = cell.mentioned(properties['Role']);
  const statements = cell
    .ofType('IAM::Policy')
    .filter(({ properties }) => role && cell.mentioned(properties['Roles']).includes(role))
    .flatMap(({ properties }) => statementsSchema.parse(properties['PolicyDocument']).Statement);
  const stores = Map.groupBy(cell.resources.filter(isStore), (store) => {
    const actions = statements
      .filter(({ Resource }) => cell.mentioned(Resource).includes(store))
      .flatMap(({ Action }) => Action);
    if (actions.some((action) => /:(Put|Update)/.test(action))) return 'writes';
    return actions.some((action) => /:(Get|Query)/.test(action)) ? 'reads' : '';
  });
  return (['reads', 'writes'] as const).flatMap((access) => {
    const names = stores.get(access)?.map(({ path }) => path[0]);
    return names ? [`${access} ${names.join(', ')}`] : [];
  });
}

/** `DeadLetters` is read as Dead letters, `HttpApi` as HTTP API. */
function spaced(pascal: string): string {
  const words = pascal.replaceAll(/(?<!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.replaceAll(/\b(api|http)\b/gi, (word) => word.toUpperCase());
}
