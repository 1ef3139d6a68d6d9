import { type InstallOutcome, installPackage, type Machine } from '../install-package.ts';

/** Installs a Redis or Valkey server by the rules of `installPackage`. */
export function installRedisServer(machine: Machine): Promise<InstallOutcome> {
  return installPackage(
    {
      missing: 'No Redis server was found on the PATH.',
      advice: 'Install redis-server or valkey-server',
      packages: { 'apt-get': ['redis-server'], dnf: ['valkey', 'redis'], apk: ['redis', 'valkey'], brew: ['redis'] },
    },
    machine,
  );
}
