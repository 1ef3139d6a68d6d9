import { usePage } from '../page-context.ts';

/** The next step of the guide in one line, for when the guide itself is out of sight. */
export function NextStepBar({ onOpen }: { readonly onOpen: () => void }) {
  const { picture, fill } = usePage();
  const at = picture.guide.findIndex((step) => !step.done);
  const step = picture.guide[at];
  if (step === undefined) return null;
  const { type } = step;
  return (
    <aside className="next-step" aria-label="Next step of the guide">
      <span className="next-step-count">
        Step {at + 1} of {picture.guide.length}
      </span>
      <span className="next-step-title">{step.title}</span>
      {type !== undefined && (
        <button type="button" className="button default small" onClick={() => fill(type)}>
          Type it for me
        </button>
      )}
      <button type="button" className="button default small" onClick={onOpen}>
        Show the guide
      </button>
    </aside>
  );
}
