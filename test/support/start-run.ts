import { createCommandRunner } from '#adapters/command-runner/command-runner.ts';
import { CommandRunRequest } from './command-run-request.ts';

/** Starts one run and prints its status: a worker small enough to be killed or doubled by a test. */
const { dataDirectory, ...run } = CommandRunRequest.parse(JSON.parse(process.argv[2] ?? 'null'));
const runner = createCommandRunner({ dataDirectory, redact: (text) => text, environment: process.env });
process.stdout.write(JSON.stringify(await runner.start(run)));
