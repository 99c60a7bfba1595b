import type { Home } from '@licet/core/regulation';

/** A home of a deployment, as every cell of it knows it: where it is, what its operator is to the law, and where its API answers. */
export interface ConfiguredHome extends Home {
  /** Without a trailing slash; undefined where nobody has told the deployment. */
  readonly address?: string | undefined;
}
