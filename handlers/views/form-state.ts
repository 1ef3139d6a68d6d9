/** The state of a modal's inputs as Slack sends it: by block, then by action. */
export type FormState = Readonly<Record<string, Readonly<Record<string, InputState>>>>;

type Option = { readonly value?: string | undefined };

/** The state of one input. Which field is filled depends on what kind it is. */
export type InputState = {
  readonly value?: string | null | undefined;
  readonly selected_option?: Option | null | undefined;
  readonly selected_options?: readonly Option[] | undefined;
};

/** What was typed or chosen in a block, whatever kind of input it holds; nothing for a block that is empty or not there. */
export function chosenIn(state: FormState, block: string): readonly string[] {
  const inputs = Object.values(state[block] ?? {});
  return inputs.flatMap(({ value, selected_option, selected_options }) => {
    const options =
      selected_options ?? (selected_option === null || selected_option === undefined ? [] : [selected_option]);
    const texts = [value ?? '', ...options.map((option) => option.value ?? '')];
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  });
}
