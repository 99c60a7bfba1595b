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
  it('builds a cell of two stacks in every home, each in its own region; of the others a cell knows their names and places', () => {
    const { stacks } = emptyApp({ homes: 'us-east-1,eu-central-1', environment: 'staging' }).synth();
    expect(Object.fromEntries(stacks.map(({ stackName, environment }) => [stackName, environment.region]))).toEqual({
      'licet-staging-us-east-1-data': 'us-east-1',
      'licet-staging-us-east-1': 'us-east-1',
      'licet-staging-eu-central-1-data': 'eu-central-1',
      'licet-staging-eu-central-1': 'eu-central-1',
    });
    const european = stacks.filter(({ stackName }) => stackName.includes('eu-central-1'));
    const known = JSON.stringify(
      JSON.stringify([
        { id: 'us-east-1', place: 'US' },
        { id: 'eu-central-1', place: 'DE' },
      ]),
    );
    const templates = JSON.stringify(european.map(({ template }) => template));
    expect(templates).toContain(known);
    expect(templates.replaceAll(known, '')).not.toContain('us-east-1');
  });

  it("tags everything of a cell, with the vendor's own tags too", () => {
    const { stacks } = emptyApp({ tags: { 'us-east-1': { team: 'licensing' } } }).synth();
    const untagged = stacks.flatMap(({ template }) =>
      Object.values<{ Type: string; Properties?: { Tags?: unknown } }>(template.Resources).filter(
        ({ Type, Properties }) =>
          Type === 'AWS::DynamoDB::Table' && !JSON.stringify(Properties?.Tags).includes('licensing'),
      ),
    );
    expect(untagged).toEqual([]);
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
