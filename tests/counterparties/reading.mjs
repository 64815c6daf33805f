// What every script here is given, as JSON on standard input, and what it answers, as JSON on standard output.

import {readFileSync} from 'node:fs';

export const given = JSON.parse(readFileSync(0, 'utf8'));

export const answer = value => process.stdout.write(JSON.stringify(value));
