import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import aslValidator from 'asl-validator';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { emptyApp } from './empty-app.ts';

const folder = join(import.meta.dirname, '../workflows');
const template = Template.fromStack(Stack.of(emptyApp().node.findChild('licet-sandbox-us-east-1')));
