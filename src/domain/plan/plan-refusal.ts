/** Why no plan could be made. A template words it; the codes are stable. */
export type PlanRefusal =
  | { readonly code: 'no_rollback'; readonly environment: string; readonly service: string }
  | { readonly code: 'unknown_strategy'; readonly strategy: string; readonly known: readonly string[] }
  | { readonly code: 'unknown_service'; readonly service: string; readonly known: readonly string[] }
  | { readonly code: 'unknown_environment'; readonly environment: string; readonly known: readonly string[] }
  | { readonly code: 'production_without_validation'; readonly environment: string }
  | { readonly code: 'dependency_circle'; readonly services: readonly string[] }
  | { readonly code: 'all_at_once'; readonly environment: string; readonly strategy: string }
  | { readonly code: 'unverified_deploy'; readonly environment: string; readonly service: string }
  /** A strategy that deploys before the gates and claims of the environment. */
  | {
      readonly code: 'ungated_deploy';
      readonly environment: string;
      readonly strategy: string;
      readonly service: string;
    };
