// Package latin is what the English and the German analyzer share: it splits
// blocks of text into sentences and sentences into words, and finds names by
// their form with patterns over tokens. What is particular to a language comes
// in as data files; what goes out are spans and candidate mentions. It refuses
// data files with a fault, naming file and line, and it knows no language.
package latin
