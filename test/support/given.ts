import {
  type Command,
  evolve,
  type License,
  type LicenseEvent,
  type Order,
  type Proposal,
  propose,
  type World,
} from '@licet/core/license';
import { lab, NOW } from './lab.ts';

/** What has happened before: the log of a license, the newest orders of its customer, and what was used. */
interface Past {
  readonly events?: readonly LicenseEvent[];
  readonly orders?: readonly Order[];
  readonly usage?: World['usage'];
  readonly program?: World['program'];
}

export type Changed = Extract<Proposal, { outcome: 'changed' }>;

/** `given(past).when(command)`: what a command would do to a license with that past; what is then expected is up to the test. */
export function given({ events = [], orders = [], usage = {}, program = lab }: Past) {
  const license = events.reduce<License | undefined>(evolve, undefined);
  const when = (command: Command, now = NOW) =>
    propose({ home: 'local', license, orders, program, usage }, command, now);
  return { license, when };
}

/** A proposal that changes something; throws where it does not. */
export function changed(proposal: Proposal): Changed {
  if (proposal.outcome !== 'changed') throw new Error(`expected a change, but it was ${JSON.stringify(proposal)}`);
  return proposal;
}

export function applying(id: string, source = 'crm'): Command {
  return { type: 'apply-orders', customer: 'acme', product: 'lab', source, order: id };
}

export const reclassifying: Command = { type: 'reclassify', customer: 'acme', product: 'lab' };

/** The log of a license that got these orders one after the other, each before the next. */
export function logOf(...orders: readonly Order[]): LicenseEvent[] {
  return orders.reduce<LicenseEvent[]>((events, { order, source }, index) => {
    const proposal = given({ events, orders: orders.slice(0, index + 1) }).when(applying(order, source));
    return proposal.outcome === 'changed' ? [...events, ...proposal.events] : events;
  }, []);
}
