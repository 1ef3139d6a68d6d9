import { AnalysisPolicy } from '#domain/project/monitor.ts';
import type { Project } from '#domain/project/project.ts';
import { aProject } from './a-release.ts';

/** The shop's project with a Prometheus, and an analysis of the api by its error rate. */
export function aMeasuredProject(more: Record<string, unknown> = {}, policy: Record<string, unknown> = {}): Project {
  const monitors = { metrics: { kind: 'prometheus', url: 'http://prometheus.example' } };
  const project = aProject({ monitors, ...more });
  const analysis = AnalysisPolicy.parse({ monitor: 'metrics', limits: ['error-rate > 5%'], ...policy });
  const { api } = project.services;
  if (api === undefined) throw new Error('The shop has no api.');
  return { ...project, services: { ...project.services, api: { ...api, analysis } } };
}
