/** The variables that functions read; each function is given those that it needs, and no others. */
type Variable =
  | 'REGISTRY_TABLE'
  | 'USAGE_TABLE'
  | 'PROGRAMS_BUCKET'
  | 'HOME_REGION'
  | 'HOMES'
  | 'BUS_NAME'
  | 'INTAKE_QUEUE_URL'
  | 'DEAD_LETTER_QUEUE_URL'
  | 'RELAY_DEAD_LETTER_QUEUE_URL'
  | 'ISSUE_LICENSE_ARN'
  | 'MIGRATE_LICENSE_ARN'
  | 'RENEW_LICENSE_ARN';

/** Whether this deployment is a sandbox: one whose time can be moved. */
export const IN_SANDBOX = process.env['SANDBOX_CLOCK'] === 'on';

/** Reads a variable at start-up. By hand, since the functions that decide carry no schema library. */
export function environment(name: Variable): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment lacks ${name}, which the stack sets`);
  return value;
}
