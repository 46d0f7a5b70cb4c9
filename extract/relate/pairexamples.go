package relate

import (
	"fmt"
	"regexp"
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// markup is a marked name: [surface:Class], [surface=thing:Class], with ":adj"
// where it is an adjective.
var markup = regexp.MustCompile(`\[([^\[\]:]+):([A-Z][A-Za-z]*)(:adj)?\]`)

// readMarkup reads "[Meta:Company] owns [Insta=Instagram:Product]." into a text
// and its mentions.
func readMarkup(s string) (string, []extract.Mention) {
	var text strings.Builder
	var mentions []extract.Mention
	at := 0
	for _, g := range markup.FindAllStringSubmatchIndex(s, -1) {
		text.WriteString(s[at:g[0]])
		at = g[1]
		surface, id, given := strings.Cut(s[g[2]:g[3]], "=")
		if !given {
			id = surface
		}
		start := text.Len()
		text.WriteString(surface)
		mentions = append(mentions, extract.Mention{
			Span:  corpus.Span{Start: start, End: text.Len()},
			Class: graph.Class(s[g[4]:g[5]]), Entity: id, Adjective: g[6] >= 0,
		})
	}
	text.WriteString(s[at:])
	return text.String(), mentions
}

// Examples gives the sentences written for this project in a language, with what
// they state: those of pairs/LANG.txt, and the examples and counter-examples of
// the cues. Documents have mentions and no sentences.
func (r *Relater) Examples(lang corpus.Lang) ([]Lesson, error) {
	var all []Lesson
	add := func(place, sentence, claims string) {
		all = append(all, lesson(r.rules, lang, place, sentence, claims))
	}
	own, err := pairFiles.ReadFile("pairs/" + string(lang) + ".txt")
	if err != nil {
		return nil, fmt.Errorf("relate: %w", err)
	}
	for i, line := range strings.Split(string(own), "\n") {
		if line != "" && line[0] != '#' {
			sentence, claims, _ := strings.Cut(line, " => ")
			add(fmt.Sprintf("pairs/%s.txt:%d", lang, i+1), sentence, claims)
		}
	}
	rows, err := readRows(data, "cues/"+string(lang)+".tsv", 6)
	if err != nil {
		return nil, fmt.Errorf("relate: %w", err)
	}
	for _, row := range rows {
		place := fmt.Sprintf("%s:%d", row.file, row.line)
		sentence, claims, _ := strings.Cut(row.cells[4], " => ")
		add(place, sentence, claims)
	}
	return all, nil
}

func lesson(rules *graph.Ontology, lang corpus.Lang, place, sentence, claims string) Lesson {
	text, mentions := readMarkup(sentence)
	a := &corpus.Article{
		ID: place, Source: place, Lang: lang, Text: text,
		Blocks: []corpus.Block{{Span: corpus.Span{End: len(text)}, Kind: corpus.Paragraph, Lang: lang}},
	}
	x := Lesson{Document: extract.New(a)}
	for i := range mentions {
		mentions[i].Name, mentions[i].Confidence = mentions[i].Entity, 1
	}
	x.Document.Mentions = mentions
	for _, c := range strings.Split(claims, "; ") {
		c, _, _ = strings.Cut(c, " (") // the status
		for _, p := range rules.Predicates() {
			if subject, object, ok := strings.Cut(c, " "+string(p.Name)+" "); ok {
				x.Right = append(x.Right, graph.Claim{Subject: subject, Predicate: p.Name, Object: object})
			}
		}
	}
	return x
}
