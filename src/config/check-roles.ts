import type { ApprovalRule } from '#domain/project/environment.ts';
import type { Project } from '#domain/project/project.ts';
import type { Roles } from '#domain/project/roles.ts';
import { riskLevels } from '#domain/risk/risk.ts';
import type { ConfigPath } from './config-problem.ts';
import { type Finding, suggestion } from './describe-issue.ts';

/** Refuses every role a project names that the file does not define. */
export function checkRoles(at: ConfigPath, project: Project, roles: readonly string[]): readonly Finding[] {
  return namedRoles(at, project)
    .filter(({ role }) => !roles.includes(role))
    .map(({ path, role }) => ({ path, at: 'value', message: `unknown role "${role}"; ${suggestion(role, roles)}` }));
}

/** Roles that are demanded and that nobody, or too few people, can hold. Not refused: they may be filled before they are needed. */
export function thinRoles(at: ConfigPath, project: Project, roles: Roles): readonly Finding[] {
  return approvalRules(at, project).flatMap(({ path, rule }): Finding[] => {
    const held = rule.roles.map((role) => roles[role] ?? { users: [], groups: [] });
    const users = new Set(held.flatMap((role) => role.users)).size;
    const hasGroups = held.some((role) => role.groups.length > 0);
    if (hasGroups || users >= rule.count) return [];
    const who = users === 0 ? 'nobody holds' : `only ${users} ${users === 1 ? 'person holds' : 'people hold'}`;
    const asked = rule.count === 1 ? 'one approval' : `${rule.count} approvals`;
    const message = `${who} ${rule.roles.join(' or ')}, so the ${asked} asked for cannot be given`;
    return [{ path, at: 'value', message }];
  });
}

type PlacedRule = { readonly path: ConfigPath; readonly rule: ApprovalRule };

/** The rules of every environment, also those that only a risk demands. */
function approvalRules(at: ConfigPath, project: Project): readonly PlacedRule[] {
  return project.environments.flatMap(({ approvals, approvalsAtRisk }, index) => {
    const here = [...at, 'environments', index];
    const placed = (path: ConfigPath, rules: readonly ApprovalRule[]): readonly PlacedRule[] =>
      rules.map((rule, place) => ({ path: [...path, place], rule }));
    return [
      ...placed([...here, 'approvals'], approvals),
      ...riskLevels.flatMap((level) => placed([...here, 'approvalsAtRisk', level], approvalsAtRisk[level] ?? [])),
    ];
  });
}

function namedRoles(at: ConfigPath, project: Project): readonly { readonly path: ConfigPath; readonly role: string }[] {
  const approvals = approvalRules(at, project).flatMap(({ path, rule }) => listed([...path, 'roles'], rule.roles));
  const promoters = project.environments.flatMap(({ canary }, index) =>
    listed([...at, 'environments', index, 'canary', 'roles'], canary.roles),
  );
  return [
    ...approvals,
    ...promoters,
    ...listed([...at, 'rollback', 'roles'], project.rollback.roles),
    ...project.rollback.triggers.flatMap((trigger, index) =>
      trigger.when === 'manual' ? listed([...at, 'rollback', 'triggers', index, 'roles'], trigger.roles) : [],
    ),
    ...listed([...at, 'managers'], project.managers),
    ...listed([...at, 'database', 'approvers'], project.database?.approvers ?? []),
    ...listed([...at, 'overrides', 'breakingChange'], project.overrides.breakingChange),
    // The role named by default need not be there.
    ...listed([...at, 'notes', 'editors'], project.notes.editors).filter(({ role }) => role !== 'product'),
  ];
}

function listed(at: ConfigPath, roles: readonly string[]) {
  return roles.map((role, index) => ({ path: [...at, index], role }));
}
