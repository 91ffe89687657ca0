/**
 * Remember what a pure function of one word gave: a language has few words and uses them often. Words come from residents too,
 * so the memory is bounded: when full it is emptied.
 */
export function memo<T>(of: (word: string) => T, most = 20_000): (word: string) => T {
  const seen = new Map<string, T>();
  return (word) => {
    const known = seen.get(word);
    if (known !== undefined) return known;
    const value = of(word);
    if (word.length <= 24) {
      if (seen.size >= most) seen.clear();
      seen.set(word, value);
    }
    return value;
  };
}
