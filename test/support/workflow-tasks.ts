/** As much of a state of the Amazon States Language as tests ask about. */
interface State {
  readonly Type: string;
  readonly Resource: string;
  readonly TimeoutSeconds: number;
  readonly Retry: readonly {
    readonly ErrorEquals: readonly string[];
    readonly MaxAttempts: number;
    readonly MaxDelaySeconds: number;
    readonly BackoffRate: number;
    readonly JitterStrategy: string;
  }[];
  readonly ItemProcessor?: Definition;
}

/** A definition of a workflow, or of what a Map does with each item. */
export interface Definition {
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, State>>;
}

/** Every task of a definition with its name, those inside a Map too. */
export function tasksOf({ States }: Definition): (State & { readonly name: string })[] {
  return Object.entries(States).flatMap(([name, state]) => {
    if (state.ItemProcessor) return tasksOf(state.ItemProcessor);
    return state.Type === 'Task' ? [{ name, ...state }] : [];
  });
}
