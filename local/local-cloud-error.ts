/** What went wrong with the local cloud, in a sentence for the person who started it. */
export class LocalCloudError extends Error {
  readonly code:
    | 'port_invalid'
    | 'port_taken'
    | 'cloud_failed'
    | 'deploy_failed'
    | 'bundle_failed'
    | 'demo_unknown'
    | 'cells_differ'
    | 'cells_unknown';

  constructor(code: LocalCloudError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
