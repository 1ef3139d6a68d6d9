import { usePage } from '../page-context.ts';
import { Avatar } from './avatar.tsx';

/** Who the newcomer acts as: one click, arrow keys within, or Alt and a digit from anywhere. */
export function PeopleSwitcher() {
  const { picture, place, go } = usePage();
  const people = picture.people.filter((person) => !person.isBot);
  return (
    <fieldset className="people">
      <legend>Acting as</legend>
      {people.map((person, index) => (
        <label key={person.id} className={person.id === place.person ? 'person acting' : 'person'}>
          <input
            type="radio"
            name="acting-as"
            className="person-radio"
            checked={person.id === place.person}
            aria-keyshortcuts={`Alt+${index + 1}`}
            onChange={() => go({ person: person.id, ...(place.thread === undefined ? {} : { thread: place.thread }) })}
          />
          <Avatar person={person} size={26} />
          <span className="person-words">
            <span className="person-name">{person.realName || person.name}</span>
            <span className="person-title">{person.title}</span>
          </span>
          <span className="person-key" aria-hidden="true">
            Alt {index + 1}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
