import type { ProposeRefusal } from '#domain/proposal/propose-outcome.ts';

export type RefusedProposal = { readonly kind: 'refused'; readonly refusal: ProposeRefusal };

/** The outcome of a proposal that was refused, for this reason. */
export function refuseProposal(refusal: ProposeRefusal): RefusedProposal {
  return { kind: 'refused', refusal };
}
