import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { emptyApp } from './empty-app.ts';

interface Report {
  readonly pluginReports: readonly { pluginName: string; violations: readonly { ruleName: string }[] }[];
}

describe('the app', () => {
  it('builds a cell of two stacks in every home, each in its own region and unaware of the others', () => {
    const { stacks } = emptyApp({ homes: 'us-east-1,eu-central-1', environment: 'staging' }).synth();
    expect(Object.fromEntries(stacks.map(({ stackName, environment }) => [stackName, environment.region]))).toEqual({
      'licet-staging-us-east-1-data': 'us-east-1',
      'licet-staging-us-east-1': 'us-east-1',
      'licet-staging-eu-central-1-data': 'eu-central-1',
      'licet-staging-eu-central-1': 'eu-central-1',
    });
    const european = stacks.filter(({ stackName }) => stackName.includes('eu-central-1'));
    expect(JSON.stringify(european.map(({ template }) => template))).not.toContain('us-east-1');
  });

  it.each(['sandbox', 'production'])('has no finding of cdk-nag that is not answered, as %s', (environment) => {
    const app = emptyApp({ environment });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    const { directory } = app.synth();
    const report: Report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
    const findings = report.pluginReports.map(({ pluginName, violations }) => [
      pluginName,
      violations.map(({ ruleName }) => ruleName),
    ]);
    expect(Object.fromEntries(findings)).toMatchObject({ AwsSolutions: [], Serverless: [] });
  });
});
