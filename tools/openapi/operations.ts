/** The parts of the reference, in the order in which somebody needs them. */
export const TAGS = {
  Catalog: 'What is sold, to whom, on which terms. A published version is immutable; publishing moves one pointer.',
  Orders: 'What was bought. An order is the whole of it, and of two versions the higher is the truth.',
  Check: 'May this customer, this user, use this feature now? Decides, and consumes where it is asked to.',
  Usage: 'What was used, as CloudEvents. Segments and allowances are reckoned from it.',
  Customers: 'Who bought, and what follows from it: license, usage, and the facts that decisions are made from.',
  Licenses: 'One license for each customer and product, with its log, and the commands that change it.',
  Gates: 'What waits for an answer before it changes a license, and the answers.',
  Regulations: 'Which laws act on a licensee, what they demand by when, and when they change.',
  'API keys': 'Who may call this API, for what, and until when.',
  Sandbox: 'Time, where it can be moved. Only a sandbox has these routes.',
  'Dead letters': 'What could not be taken in, with the reason, until a person has mended it.',
} as const satisfies Record<string, string>;

/** What the reference says of a route beside what the contract says. Examples are held against the route's schemas. */
export interface Operation {
  readonly id: string;
  readonly tag: keyof typeof TAGS;
  readonly description: string;
  /** The body of an example request. */
  readonly request?: unknown;
  /** The body of the answer to it. */
  readonly response?: unknown;
}
