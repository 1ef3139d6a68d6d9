import type { Placed } from '../blocks/surface.tsx';
import { ButtonElement } from './button-element.tsx';
import { ChoiceElement } from './choice-element.tsx';
import { DateElement } from './date-element.tsx';
import { MultiSelectElement } from './multi-select-element.tsx';
import { OverflowElement } from './overflow-element.tsx';
import { SelectElement } from './select-element.tsx';
import { TextElement } from './text-element.tsx';

/** Any block element by its type; one the sandbox does not draw is said so. */
export function ElementView(placed: Placed) {
  const { element } = placed;
  switch (element.type) {
    case 'button':
    case 'workflow_button':
      return <ButtonElement {...placed} />;
    case 'static_select':
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
      return <SelectElement {...placed} />;
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return <MultiSelectElement {...placed} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <ChoiceElement {...placed} />;
    case 'overflow':
      return <OverflowElement {...placed} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextElement {...placed} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateElement {...placed} />;
    case 'image':
      return <img className="element-image" src={element.image_url} alt={element.alt_text ?? ''} />;
    default:
      return <span className="block-problem">The sandbox does not draw elements of type {element.type}.</span>;
  }
}
