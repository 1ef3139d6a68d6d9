/** Sentences for the parser's codes that people meet; every other code keeps the parser's own words. */
const sentences: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key stands here twice; keep one',
  TAB_AS_INDENT: 'a tab indents this line; indent with spaces',
  MULTIPLE_DOCS: 'a second document starts here; keep one document in the file',
  TAG_RESOLVE_FAILED: 'this value has a YAML tag (!...); write the plain value',
  BAD_DIRECTIVE: 'this line is a YAML directive (%...); take it out',
  BAD_ALIAS: 'this alias has no anchor with its name before it',
  BAD_SCALAR_START: 'a plain value cannot start with this character; put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a second colon stands in this value; put the value in quotes, or give the key a line of its own',
  MULTILINE_IMPLICIT_KEY: 'this key runs over several lines; check the indentation of the line after it',
  BAD_INDENT: 'the indentation does not fit the lines above; check it, and that every bracket is closed',
  MISSING_CHAR: 'a quote, bracket or colon is missing before here',
};

/** Says in one sentence what is wrong with a file's YAML and what to do. */
export function yamlSentence(code: string, parserMessage: string): string {
  return sentences[code] ?? parserMessage.toLowerCase();
}
