import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { addCell } from '../lib/add-cell.ts';
import { bundlesIn } from '../lib/bundles.ts';
import { readSettings } from '../lib/settings.ts';

const app = new App();
const settings = readSettings((key) => app.node.tryGetContext(key));
const code = bundlesIn(join(import.meta.dirname, '../dist/lambdas'));
for (const home of settings.homes) addCell(app, settings, home, code);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();
