import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { Block, BlockElement } from '../block-types.ts';
import {
  type ElementState,
  initialState,
  pruneTyped,
  stateKey,
  stateValues,
  type Typed,
} from '../elements/element-state.ts';
import { usePage } from '../page-context.ts';
import type { Deed } from '../state/connection.ts';

/** Which message, modal or Home an element belongs to, as acts name it. */
export type Container = Extract<Deed, { readonly type: 'block_action' }>['container'];

/** What is typed into the inputs of one surface; it survives an update of the blocks where ids and types stay the same. */
export type TypedState = {
  readonly typed: Typed;
  readonly put: (blockId: string, actionId: string, state: ElementState) => void;
};

/** An element and where it sits. */
export type Placed = {
  readonly element: BlockElement;
  readonly blockId: string;
  readonly actionId: string;
};

type Surface = TypedState & {
  readonly container: Container;
  readonly blocks: readonly Block[];
  readonly problems: Readonly<Record<string, string>>;
};

const SurfaceContext = createContext<Surface | null>(null);

/** Typed state for the given blocks. */
export function useTyped(blocks: readonly Block[]): TypedState {
  const [typed, setTyped] = useState<Typed>(new Map());
  useEffect(() => setTyped((current) => pruneTyped(blocks, current)), [blocks]);
  const put = useCallback((blockId: string, actionId: string, state: ElementState) => {
    setTyped((current) => new Map(current).set(stateKey(blockId, actionId), state));
  }, []);
  return useMemo(() => ({ typed, put }), [typed, put]);
}

type Props = {
  readonly container: Container;
  readonly blocks: readonly Block[];
  readonly state: TypedState;
  readonly problems?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
};

const NO_PROBLEMS = {};

/** Gives the elements inside their container, typed state and problems. */
export function SurfaceProvider({ container, blocks, state, problems = NO_PROBLEMS, children }: Props) {
  const surface = useMemo(() => ({ ...state, container, blocks, problems }), [state, container, blocks, problems]);
  return <SurfaceContext value={surface}>{children}</SurfaceContext>;
}

/** The surface around an element; throws outside of one. */
export function useSurface(): Surface {
  const surface = use(SurfaceContext);
  if (surface === null) throw new Error('An interactive element was drawn outside of a surface.');
  return surface;
}

/** The current state of an element: typed, else initial. */
export function useElementState({ element, blockId, actionId }: Placed): ElementState {
  const state = useSurface().typed.get(stateKey(blockId, actionId));
  return useMemo(() => (state?.type === element.type ? state : initialState(element)), [state, element]);
}

/** Sends an element's action with the state of the whole surface, after its confirm dialog. True if it was sent and taken. */
export function useDispatch(
  placed: Placed,
): (action: Record<string, unknown>, state?: ElementState) => Promise<boolean> {
  const { act, ask } = usePage();
  const { container, blocks, typed, put } = useSurface();
  const { element, blockId, actionId } = placed;
  return async (action, state) => {
    if (element.confirm !== undefined && !(await ask(element.confirm))) return false;
    if (state !== undefined) put(blockId, actionId, state);
    const next = state === undefined ? typed : new Map(typed).set(stateKey(blockId, actionId), state);
    const answer = await act({
      type: 'block_action',
      container,
      block_id: blockId,
      action_id: actionId,
      action: { type: element.type, block_id: blockId, action_id: actionId, ...action },
      state: stateValues(blocks, next),
    });
    return answer.ok;
  };
}

/** Changes an element's state. Inside an input block it only keeps what was typed; elsewhere it acts as well. */
export function useChange(placed: Placed, isInput: boolean): (field: string, value: unknown) => void {
  const { put } = useSurface();
  const dispatch = useDispatch(placed);
  const { element, blockId, actionId } = placed;
  return (field, value) => {
    const state: ElementState = { type: element.type, [field]: value };
    if (isInput) put(blockId, actionId, state);
    else void dispatch({ [field]: value }, state);
  };
}
