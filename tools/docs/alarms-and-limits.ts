import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_EVENTS_PER_BATCH, MAX_FEATURES_PER_CHECK } from '@licet/contracts';
import { MAX_FACTS_BYTES } from '@licet/core/decision';
import * as z from 'zod';
import { FRESH_MS } from '../../lambdas/entitlements/reader.ts';
import { MAX_MESSAGE_BYTES } from '../../lambdas/queue.ts';
import { emptyApp } from '../../lib/empty-app.ts';
import { CEL_LIMITS } from '../../packages/core/src/segment/parse.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

const root = join(import.meta.dirname, '../..');
const file = 'docs/operations/running.md';

/** The alarms of a cell, from its template, and the limits of the system, from the code that holds to them. */
export function alarmsAndLimits(): Generated[] {
  const document = readFileSync(join(root, file), 'utf8');
  const text = withSection(withSection(document, 'alarms', alarmTable()), 'limits', limitTable());
  return [{ file, text, from: 'lib/ and the constants of the code' }];
}

const alarmSchema = z.object({
  Type: z.literal('AWS::CloudWatch::Alarm'),
  Metadata: z.looseObject({ 'aws:cdk:path': z.string() }),
  Properties: z.looseObject({
    AlarmDescription: z.string(),
    MetricName: z.string(),
    Statistic: z.string().optional(),
    ExtendedStatistic: z.string().optional(),
    Period: z.int(),
    EvaluationPeriods: z.int(),
    Threshold: z.number(),
    ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  }),
});
const templateSchema = z.looseObject({ Resources: z.record(z.string(), z.unknown()) });

function alarmTable(): string {
  const { stacks } = emptyApp({ 'aws:cdk:enable-path-metadata': true }).synth();
  const rows = stacks
    .flatMap(({ template }) => Object.values(templateSchema.parse(template).Resources))
    .flatMap((resource) => {
      const { data } = alarmSchema.safeParse(resource);
      return data ? [data] : [];
    })
    .map(({ Metadata, Properties }) => [
      `**${Metadata['aws:cdk:path'].split('/').slice(1, -1).join(' · ')}**`,
      ringsWhen(Properties),
      Properties.AlarmDescription,
    ]);
  if (rows.length === 0) throw new Error('The templates have no alarms: their form has changed.');
  return table(['alarm', 'rings when', 'what a person loses, and where to look'], rows);
}

function ringsWhen(alarm: z.infer<typeof alarmSchema>['Properties']): string {
  const { MetricName, Statistic = '', ExtendedStatistic = Statistic, Period, EvaluationPeriods, Threshold } = alarm;
  const comparison = alarm.ComparisonOperator === 'LessThanThreshold' ? '<' : '≥';
  const minutes = (Period * EvaluationPeriods) / 60;
  return `\`${MetricName}\` ${ExtendedStatistic.toLowerCase()} ${comparison} ${Threshold.toLocaleString('en')}, for ${minutes} min`;
}

function limitTable(): string {
  const bytes = (value: number) => `${value.toLocaleString('en')} bytes`;
  const rows = [
    ['features of a check', MAX_FEATURES_PER_CHECK],
    ['metered features consumed by a check', 1],
    ['events of a batch', MAX_EVENTS_PER_BATCH],
    ['age of an event', `${constantIn('lambdas/usage/record-events.ts', 'MAX_AGE_MS') / 86_400_000} days`],
    ['memory for the ids of events', `${constantIn('lambdas/usage/record-events.ts', 'DEDUPLICATED_DAYS')} days`],
    ['memory for idempotency keys', idempotency()],
    ['body of a request', bytes(constantIn('lambdas/http/body.ts', 'MAX_BODY_BYTES'))],
    [
      'sources of a catalog',
      `5 MB and ${constantIn('packages/core/src/catalog/source/guard.ts', 'MAX_PIECES').toLocaleString('en')} names, values and marks together`,
    ],
    ['an order, as a message of the queue', bytes(MAX_MESSAGE_BYTES)],
    ['facts of a license', bytes(MAX_FACTS_BYTES)],
    [
      'a rule',
      `${CEL_LIMITS.maxAstNodes} nodes, ${CEL_LIMITS.maxDepth} deep, ${CEL_LIMITS.maxListElements} elements of a list`,
    ],
    ['actions of a transaction', constantIn('lambdas/registry/transaction.ts', 'MAX_PARTS')],
    [
      'licenses that are brought up to the present',
      `${Math.ceil(1000 / constantIn('lambdas/lifecycle/pace.ts', 'GAP_MS'))} a second`,
    ],
    ['age of what a check is made from', `${FRESH_MS / 1000} s`],
    ['age of an answer that a client keeps', `${constantIn('lambdas/check/check.ts', 'MAX_STALE_MS') / 1000} s`],
    ['age of what is believed of a key', `${constantIn('lambdas/http/authenticate.ts', 'CACHE_MS') / 1000} s`],
  ];
  return table(
    ['limit', 'is'],
    rows.map((row) => row.map(String)),
  );
}

function idempotency(): string {
  const [lifetime, keys] = ['KEY_LIFETIME_MS', 'MAX_KEYS'].map((name) =>
    constantIn('lambdas/usage/usage-table.ts', name),
  );
  return `${(lifetime ?? 0) / 60_000} minutes, at most ${keys} of a customer, meter and window`;
}

/**
 * A constant that no module exports, read from its source.
 * @throws {Error} where it is no longer written there as a product of numbers.
 */
function constantIn(path: string, name: string): number {
  const written = new RegExp(`const ${name} = ([\\d_]+(?: \\* [\\d_]+)*);`).exec(
    readFileSync(join(root, path), 'utf8'),
  );
  if (!written?.[1]) throw new Error(`${path} has no constant ${name} that is a number`);
  return written[1].split(' * ').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1);
}
