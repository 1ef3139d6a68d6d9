// @ts-check
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * A process that cannot be taken for another one: `place` names the boot and the process namespace the id is of, `born` when it began.
 * @typedef {{ readonly pid: number, readonly place: string, readonly born: string }} ProcessIdentity
 */

/**
 * Names a process of this machine for good, or gives null when there is none. A process that has ended and was not yet collected by its
 * parent counts as none.
 * @param {number} pid
 * @returns {ProcessIdentity | null}
 */
export function identityOf(pid) {
  const born = bornAt(pid);
  return born === null ? null : { pid, place: placeHere(), born };
}

/**
 * Says whether the very process named is still there. `elsewhere`: it is of another boot, container or machine and cannot be asked.
 * @param {ProcessIdentity} identity
 * @returns {'alive' | 'dead' | 'elsewhere'}
 */
export function livenessOf(identity) {
  if (identity.place !== placeHere()) return 'elsewhere';
  return bornAt(identity.pid) === identity.born ? 'alive' : 'dead';
}

function placeHere() {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** @param {number} pid @returns {string | null} */
function bornAt(pid) {
  return process.platform === 'linux' ? bornByProc(pid) : bornByPs(pid);
}

/** @param {number} pid @returns {string | null} */
function bornByProc(pid) {
  try {
    // The name in brackets may itself hold spaces and brackets: what follows the last one is state, parent, ..., start time (proc(5)).
    const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** @param {number} pid @returns {string | null} */
function bornByPs(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C' },
    }).trim();
    return line === '' || line.startsWith('Z') ? null : line.split(/\s+/).slice(1).join(' ');
  } catch {
    return null;
  }
}
