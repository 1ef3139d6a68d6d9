#!/usr/bin/env node

const usage = `Usage: fairlead <command>

  start      App and worker in one process; without Slack tokens, in the sandbox (--port 4390, --fast for short waits)
  app        Only the app that listens to Slack
  worker     Only a worker; any number may run
  sandbox    Only the sandbox world, for a Fairlead started elsewhere
  doctor     Check the whole chain: tokens, channels, Redis, git, deployers, health

In the repository of this folder, without Redis and without Slack:

  changelog-generate  The changelog between two versions; --output CHANGELOG.md puts it into the file (also: changelog)
  semantic-version    The version there is, the next one, and why
  version-bump        One version in every file that holds it: its diff, --write true, or --commit true --tag true
  release-notes       What a version brings, for those who read it: --audience customers
  tag-release         An annotated tag, signed where a key is configured; --push true, --release true

By the workers, with --as NAME, as in Slack:

  release    What /release does: fairlead release 1.5.0 --as NAME
  rollback   What /rollback does`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const note = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Runs one command and gives the process's exit code. */
async function main([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'start':
      await (await import('./start.ts')).start(args, say);
      return 0;
    case 'app':
    case 'worker':
      await (await import('./run-processes.ts')).runProcesses([command], say);
      return 0;
    case 'sandbox':
      await (await import('./sandbox.ts')).runSandbox(args, say);
      return 0;
    case 'doctor':
      return endSoon(await (await import('./doctor/doctor.ts')).doctor(args, process.env, say));
    case 'release':
    case 'rollback':
      return endSoon(await (await import('./cli/command-line.ts')).commandLine([command, ...args], say));
    case 'changelog':
    case 'changelog-generate':
      return (await import('./changelog/run-changelog.ts')).runChangelog(args, { result: say, note });
    case undefined:
    case 'help':
    case '--help':
      say(usage);
      return 0;
    default: {
      const { localCommands, runLocal } = await import('./local/run-local.ts');
      const local = Object.hasOwn(localCommands, command) ? localCommands[command] : undefined;
      if (local !== undefined) return runLocal(local, args, { result: say, note });
      say(`There is no command ${command}.\n\n${usage}`);
      return 2;
    }
  }
}

/** A check that was given up may still hold a connection or a child; what is written by then has gone out. */
function endSoon(code: number): number {
  setTimeout(() => process.exit(code), 500).unref();
  return code;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(
    `${error instanceof Error && error.name === 'ReleaseError' ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
}
// All that could be waited for has been. A channel to the parent, or a connection still looking for a Redis that is gone, must not keep the
// process alive.
process.exit();
