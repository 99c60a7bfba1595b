import { LETS_ORDERS_IN, type License, TIME, TRANSITIONS } from '@licet/core/license';
import { label, Picture } from './dot.ts';

type LicenseState = License['state'];

/** The states that terms run through; the others are where a person has stopped or ended a license, whichever of these it was in. */
const RUN: ReadonlySet<LicenseState> = new Set(['pending', 'trial', 'active', 'grace', 'expired']);
const FRAME = 'as its terms run';
const FILL: Readonly<Partial<Record<LicenseState, string>>> = {
  trial: '#e6f5ec',
  active: '#e6f5ec',
  grace: '#e6f5ec',
  cancelled: '#fdeceb',
  revoked: '#fdeceb',
};

/** Draws the states of a license from the table of transitions: solid what a command does, dashed what time alone does. */
export function drawLicenseStates(): Picture {
  const picture = new Picture('license-states', { rankdir: 'LR', compound: 'true', nodesep: 0.45, ranksep: 0.9 });
  const node = (state: LicenseState) =>
    picture.node(state, { label: label(state), fillcolor: FILL[state] ?? '#fff6df' });
  const within = states().filter((state) => RUN.has(state));
  picture.frame(FRAME, { style: 'rounded,dashed', color: '#5f6b7a', fontcolor: '#5f6b7a' }, () => within.forEach(node));
  states()
    .filter((state) => !RUN.has(state))
    .forEach(node);
  // Orders are not drawn, and may lead anywhere.
  const solid = edgesOf(Object.entries(TRANSITIONS).filter(([command]) => !LETS_ORDERS_IN.has(command)));
  for (const { from, to, by } of solid) picture.edge(...ends(from, to, ` ${by.join(', ')} `));
  for (const { from, to } of edgesOf([['time', TIME]])) {
    const known = solid.some((edge) => edge.from === from && edge.to === to);
    if (!known && RUN.has(from) && RUN.has(to)) picture.edge(from, to, { style: 'dashed', color: '#9aa5b1' });
  }
  return picture;
}

/** The states that the table knows, in its order. */
export function states(): LicenseState[] {
  const all: readonly Moves[] = Object.values(TRANSITIONS);
  return [...new Set(all.flatMap((moves) => Object.values(moves).flatMap((to) => to)))];
}

/** What one command makes of the states. */
type Moves = Readonly<Partial<Record<LicenseState, readonly LicenseState[]>>>;

interface Edge {
  readonly from: LicenseState;
  readonly to: LicenseState;
  readonly by: readonly string[];
}

/** An edge for each pair of states; out of the frame and into it one for all, which ends at `active`. */
function edgesOf(table: readonly (readonly [string, Moves])[]): Edge[] {
  const edges = new Map<string, Edge>();
  for (const [by, moves] of table) {
    for (const from of states()) {
      for (const to of moves[from] ?? []) {
        if (from === to) continue;
        const crosses = RUN.has(from) !== RUN.has(to);
        const [a, b] = crosses
          ? ([RUN.has(from) ? 'active' : from, RUN.has(to) ? 'active' : to] as const)
          : ([from, to] as const);
        const known = edges.get(`${a} ${b}`)?.by ?? [];
        edges.set(`${a} ${b}`, { from: a, to: b, by: known.includes(by) ? known : [...known, by] });
      }
    }
  }
  return [...edges.values()];
}

function ends(from: LicenseState, to: LicenseState, text: string): Parameters<Picture['edge']> {
  const crosses = RUN.has(from) !== RUN.has(to);
  const clipped = crosses ? { [RUN.has(from) ? 'ltail' : 'lhead']: `cluster ${FRAME}` } : {};
  return [from, to, { label: text, ...clipped }];
}
