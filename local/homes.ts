/** Where a local cloud has its cells, the preferred first: one in the EEA, since regulations ask for it. */
export const HOMES = ['us-east-1', 'eu-central-1'] as const;
