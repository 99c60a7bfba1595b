import { expect, it } from 'vitest';
import { cellsOf } from './cell.ts';

const values = {
  Api: 'http://localhost:4566/_aws/execute-api/1/$default',
  BusName: 'licet-sandbox',
  RegistryTable: 'registry',
  UsageTable: 'usage',
  ProgramsBucket: 'programs',
  IntakeQueueUrl: 'intake',
  DeadLetterQueueUrl: 'dead',
  CreateAdminKeyFunction: 'create',
  IssueLicenseArn: 'issue',
  MigrateLicenseArn: 'migrate',
  RenewLicenseArn: 'renew',
  ReevaluateSegmentsArn: 'reevaluate',
};

it('finds a cell for every service stack, and none for what lies beside it', () => {
  const outputs = {
    'licet-sandbox-us-east-1-data': { ExportsOutputRegistry: 'registry' },
    'licet-sandbox-us-east-1': values,
    'licet-sandbox-eu-central-1': values,
  };
  const cells = cellsOf(outputs, 'http://localhost:4566');
  expect(cells.map(({ home, aws }) => [home, aws.region])).toEqual([
    ['eu-central-1', 'eu-central-1'],
    ['us-east-1', 'us-east-1'],
  ]);
  expect(cells[0]).toMatchObject({ api: values.Api, bus: 'licet-sandbox', registryTable: 'registry' });
});
