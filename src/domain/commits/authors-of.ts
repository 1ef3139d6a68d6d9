import { cleanText } from './clean-text.ts';
import type { CommitAuthor } from './commit.ts';
import type { Footer } from './footers.ts';

const nameLimit = 200;
const coAuthorLimit = 50;
const person = /^([^<\n]{0,400})<([^<>\s]{1,200})>/;

/** The author and then everybody in `Co-authored-by`, each mail address once whatever its case; at most 50 co-authors are read. */
export function authorsOf(author: CommitAuthor, footers: readonly Footer[]): CommitAuthor[] {
  const people = [cleaned(author)];
  if (footers.length === 0) return people;
  const known = new Set(people.map(({ email }) => email.toLowerCase()));
  const others = footers.filter(({ token }) => token.toLowerCase() === 'co-authored-by').slice(0, coAuthorLimit);
  for (const { value } of others) {
    const [, name, email] = person.exec(value) ?? [];
    if (name === undefined || email === undefined || known.has(email.toLowerCase())) continue;
    known.add(email.toLowerCase());
    people.push(cleaned({ name, email }));
  }
  return people;
}

function cleaned({ name, email }: CommitAuthor): CommitAuthor {
  return { name: cleanText(name.trim(), nameLimit), email: cleanText(email, nameLimit) };
}
