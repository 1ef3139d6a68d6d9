import type { GuideStep } from '../../client-api.ts';
import { usePage } from '../page-context.ts';

/** The guided path. The first step that is not done stands out and is told in full, later ones when they are opened; the text of a step can be put into the message box, never sent for you. */
export function GuideCard() {
  const { guide } = usePage().picture;
  const next = guide.find((step) => !step.done);
  const done = guide.filter((step) => step.done).length;
  return (
    <section className="panel-card" aria-labelledby="guide-title" data-testid="guide">
      <h2 id="guide-title">
        Guide{' '}
        <span className="quiet">
          {done} of {guide.length} done
        </span>
      </h2>
      <progress className="guide-progress" value={done} max={Math.max(1, guide.length)} aria-label="Steps done" />
      {next === undefined && <p className="guide-end">That was the whole path. Try what you like.</p>}
      <ol className="guide">
        {guide.map((step) => (
          <GuideLine key={step.id} step={step} isNext={step === next} />
        ))}
      </ol>
    </section>
  );
}

function GuideLine({ step, isNext }: { readonly step: GuideStep; readonly isNext: boolean }) {
  return (
    <li
      className={step.done ? 'step done' : isNext ? 'step next' : 'step'}
      aria-current={isNext ? 'step' : undefined}
      data-step={step.id}
      data-done={step.done}
    >
      <span className="tick" aria-hidden="true">
        {step.done ? '\u2713' : ''}
      </span>
      {isNext || step.done ? (
        <div>
          <p className="step-title">
            {step.title}
            {step.done && <span className="visually-hidden"> (done)</span>}
          </p>
          {isNext && <StepDetail step={step} />}
        </div>
      ) : (
        <details>
          <summary className="step-title">{step.title}</summary>
          <StepDetail step={step} />
        </details>
      )}
    </li>
  );
}

function StepDetail({ step: { detail, type } }: { readonly step: GuideStep }) {
  const { fill } = usePage();
  return (
    <>
      <p className="step-detail">{detail}</p>
      {type !== undefined && (
        <div className="step-type">
          <code>{type}</code>
          <button
            type="button"
            className="button default small"
            aria-label={`Type it for me: ${type}`}
            onClick={() => fill(type)}
          >
            Type it for me
          </button>
        </div>
      )}
    </>
  );
}
