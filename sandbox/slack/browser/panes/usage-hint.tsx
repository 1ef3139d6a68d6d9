import { usePage } from '../page-context.ts';
import { parseCommand } from '../state/completion.ts';

/** What a command that is being typed takes, above the message box. Nothing for other text. */
export function UsageHint({ text }: { readonly text: string }) {
  const { picture } = usePage();
  const typed = parseCommand(text)?.command;
  const command = picture.commands.find((one) => one.command === typed);
  if (command === undefined) return null;
  return (
    <p className="usage" aria-live="polite">
      <code>
        {command.command} {command.usage_hint}
      </code>
      <span>{command.description}</span>
    </p>
  );
}
