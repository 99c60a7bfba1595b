import * as z from 'zod';
import { label, Picture } from './dot.ts';

/** As much of the Amazon States Language as there is to draw. */
const ruleSchema = z.looseObject({ Variable: z.string(), Next: z.string() });
const stateSchema = z.looseObject({
  Type: z.enum(['Task', 'Choice', 'Pass', 'Map', 'Succeed', 'Fail']),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Choices: z.array(ruleSchema).optional(),
  Resource: z.string().optional(),
  TimeoutSeconds: z.number().optional(),
  MaxConcurrency: z.number().optional(),
  Retry: z.array(z.looseObject({ MaxAttempts: z.number() })).optional(),
  Catch: z.array(z.looseObject({ Next: z.string() })).optional(),
  get ItemProcessor() {
    return machineSchema.optional();
  },
});
const machineSchema = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), stateSchema) });

type State = z.infer<typeof stateSchema>;
type Machine = z.infer<typeof machineSchema>;

const looks = {
  Task: { fillcolor: '#e8f1fd', color: '#0b5cad' },
  Choice: { shape: 'diamond', style: 'filled', fillcolor: '#fff6df', color: '#b7791f', margin: '0.02,0.02' },
  Pass: { fillcolor: '#f2f3f3' },
  Map: {},
  Succeed: { fillcolor: '#e6f5ec', color: '#1d8102' },
  Fail: { fillcolor: '#fdeceb', color: '#c5221f' },
} as const;

/** Draws a state machine from its definition. */
export function drawWorkflow(name: string, definition: unknown): Picture {
  const picture = new Picture(name, { rankdir: 'TB', label: name, labelloc: 't', fontsize: 15, compound: 'true' });
  drawStates(picture, machineSchema.parse(definition), '');
  return picture;
}

/** @param within the name of the Map whose processor this is; empty for the machine itself. */
function drawStates(picture: Picture, { StartAt, States }: Machine, within: string): void {
  const start = `${within} start`;
  picture.node(start, {
    shape: 'circle',
    style: 'filled',
    fillcolor: '#5f6b7a',
    width: 0.14,
    label: '',
    fixedsize: 'true',
  });
  for (const [name, state] of Object.entries(States)) {
    const { ItemProcessor, MaxConcurrency = 0 } = state;
    if (!ItemProcessor) picture.node(name, { label: label(name, ...details(state)), ...looks[state.Type] });
    else {
      const frame = `${name}: each, ${MaxConcurrency} at a time`;
      picture.frame(frame, { style: 'rounded,dashed', color: '#0b5cad', fontcolor: '#0b5cad', fontsize: 12 }, () =>
        drawStates(picture, ItemProcessor, name),
      );
    }
  }
  const into = (name: string) => (States[name]?.ItemProcessor ? `${name} start` : name);
  picture.edge(start, into(StartAt));
  for (const [name, state] of Object.entries(States)) {
    for (const [to, why] of ways(state)) picture.edge(lastOf(name, state), into(to), { label: ` ${why.join(', ')} ` });
  }
}

/** Where an edge out of a state begins: of a Map, the last state inside it. */
function lastOf(name: string, { ItemProcessor }: State): string {
  return Object.keys(ItemProcessor?.States ?? {}).at(-1) ?? name;
}

function details({ Resource, TimeoutSeconds, Retry }: State): string[] {
  const task = Resource?.match(/^\$\{(\w+)FunctionArn\}$/)?.[1];
  // The last one is for faults; one before it only waits until there is capacity.
  const faults = Retry?.at(-1);
  const attempts = faults && `${faults.MaxAttempts} retries`;
  return [
    task && `function ${kebabCase(task)}`,
    TimeoutSeconds && `${TimeoutSeconds} s${attempts ? `, ${attempts}` : ''}`,
  ].filter((detail) => typeof detail === 'string');
}

/** The states after a state, each with the reasons to go there. */
function ways({ Next, Default, Choices = [], Catch = [] }: State): Map<string, string[]> {
  const ways = new Map<string, string[]>();
  const add = (to: string, ...why: string[]) => ways.set(to, [...(ways.get(to) ?? []), ...why]);
  for (const rule of Choices) add(rule.Next, condition(rule));
  for (const { Next: to } of Catch) add(to, 'fault');
  if (Default) add(Default, 'otherwise');
  if (Next) add(Next);
  return ways;
}

/** `$.answer.outcome` equal to "changed" is drawn as changed; `IsPresent` as shards is present. */
function condition({ Variable, Next: _, ...tests }: z.infer<typeof ruleSchema>): string {
  const name = Variable.slice(Variable.lastIndexOf('.') + 1);
  return Object.entries(tests)
    .map(([test, value]) => {
      if (test === 'StringEquals') return String(value);
      if (test === 'IsPresent') return `${name} ${value ? 'given' : 'missing'}`;
      if (test === 'BooleanEquals') return value ? name : `not ${name}`;
      return `${name} ${test} ${String(value)}`;
    })
    .join(', ');
}

function kebabCase(pascal: string): string {
  return pascal.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
}
