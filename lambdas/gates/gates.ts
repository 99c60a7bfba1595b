import type { ErrorCode } from '@licet/contracts';
import { type RefusalCode, SYSTEM } from '@licet/core/license';
import { allowCustomer, allowProduct, allowUnbound, type Principal } from '../http/authenticate.ts';
import { throwCursorProblem } from '../http/cursor-problem.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { RouteHandlers } from '../http/serve.ts';
import { actorOf } from '../licenses/change-license.ts';
import { type CommitDependencies, proposeCommand } from '../licenses/commit-command.ts';
import type { GateRepository, StoredGate } from '../registry/gates.ts';
import { answerGate } from './answer-gate.ts';
import { shownGate } from './shown-gate.ts';

export interface GateDependencies extends CommitDependencies {
  readonly gates: GateRepository;
}

type GateRoute = 'GET /v1/gates' | 'GET /v1/gates/{id}' | 'POST /v1/gates/{id}/answer';

/** What waits for an answer, and the answers. */
export function gateRoutes(deps: GateDependencies): RouteHandlers<GateRoute> {
  return {
    'GET /v1/gates': async ({ query: { limit, cursor }, principal }) => {
      allowUnbound(principal);
      const { gates, ...page } = await deps.gates.list(limit, cursor).catch(throwCursorProblem);
      return { items: gates.map((stored) => shownGate(stored, stored.gate)), ...page };
    },
    'GET /v1/gates/{id}': async ({ path: { id }, principal, now }) => {
      const stored = await find(deps, id, principal);
      const { gate } = stored;
      return {
        ...shownGate(stored, gate),
        ...(gate.closed === undefined && { proposal: await proposalOf(deps, stored, now) }),
      };
    },
    'POST /v1/gates/{id}/answer': async ({ path: { id }, body: { answer, by, note, consents }, principal, clock }) => {
      const stored = await find(deps, id, principal);
      const given = { answer, actor: actorOf(principal.id, by), note, consents };
      const answered = await answerGate(deps, stored, given, clock);
      if (answered.outcome !== 'refused') return answered;
      const { code: refusal, message } = answered;
      const code = problemCode(refusal);
      throw new ProblemError(code, message, code === 'command_refused' ? { refusal } : undefined);
    },
  };
}

async function find({ gates }: GateDependencies, id: string, principal: Principal): Promise<StoredGate> {
  const stored = await gates.find(id);
  if (stored === undefined) throw new ProblemError('gate_unknown', `there is no gate "${id}" in this home`);
  allowCustomer(principal, stored.customer);
  allowProduct(principal, stored.product);
  return stored;
}

/** What the command of a gate would do, if it were carried out now. */
async function proposalOf(deps: GateDependencies, { customer, product, gate }: StoredGate, now: number) {
  const change = { type: 'change', customer, product, change: gate.command, actor: SYSTEM, asked: true } as const;
  const { proposal } = await proposeCommand(deps, change, now);
  switch (proposal.outcome) {
    case 'changed':
      return { outcome: proposal.outcome, event: proposal.events[0] };
    case 'unchanged':
      return { outcome: proposal.outcome };
    case 'refused': {
      const { outcome, code, message, legal, rows } = proposal;
      return { outcome, refusal: code, detail: message, ...(legal && { legal }), ...(rows && { rows: [...rows] }) };
    }
  }
}

/** Refusals of an answer are problems of the API under the same names; what is lacking, such as a consent, is named besides. */
function problemCode(code: RefusalCode): ErrorCode {
  switch (code) {
    case 'gate_unknown':
    case 'gate_settled':
    case 'gate_lapsed':
    case 'gate_unanswerable':
      return code;
    default:
      return 'command_refused';
  }
}
