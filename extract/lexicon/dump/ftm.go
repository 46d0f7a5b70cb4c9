package dump

import (
	"fmt"
	"strings"
	"unicode"

	"trigraph/extract/lexicon"
	"trigraph/graph"
)

// followTheMoney reads entities of the FollowTheMoney model, one a line:
// {"id": "...", "schema": "Company", "properties": {"name": ["..."]}}. The
// format: opensanctions.org/docs/entities.
type followTheMoney struct {
	schemata map[string]graph.Class
	topics   map[string][]string // words that go with a topic
	iso      map[string]string
}

func newFollowTheMoney(iso map[string]string, o *graph.Ontology) (*followTheMoney, []byte, error) {
	f := &followTheMoney{schemata: map[string]graph.Class{}, topics: map[string][]string{}, iso: iso}
	schemata, err := data.ReadFile("data/schemata.tsv")
	if err != nil {
		return nil, nil, err
	}
	topics, err := data.ReadFile("data/topics.tsv")
	if err != nil {
		return nil, nil, err
	}
	err = rows("data/schemata.tsv", schemata, []string{"schema", "class"}, func(cells []string) error {
		f.schemata[cells[0]] = graph.Class(cells[1])
		if !hasClass(o, graph.Class(cells[1])) {
			return fmt.Errorf("%s: unknown class %q", cells[0], cells[1])
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	err = rows("data/topics.tsv", topics, []string{"topic", "words"}, func(cells []string) error {
		f.topics[cells[0]] = split(cells[1])
		return nil
	})
	return f, append(schemata, topics...), err
}

// subject is an entity as the file has it.
type subject struct {
	id, caption, schema string
	properties          map[string][]string
}

func (f *followTheMoney) line(line []byte, out *batch) error {
	s := scanner{b: line}
	if s.peek() == 0 {
		return nil
	}
	if s.peek() != '{' {
		return errSyntax
	}
	var x subject
	if err := x.read(&s); err != nil {
		return err
	}
	if s.peek() != 0 {
		return errSyntax
	}
	out.entities++
	if t := f.thing(&x); len(t.en)+len(t.de)+len(t.zh) > 0 && t.class != "" && t.id != "" {
		out.rows = append(out.rows, t.line())
	}
	return nil
}

func (x *subject) read(s *scanner) error {
	return s.object(func(key []byte) error {
		var err error
		switch string(key) {
		case "id":
			x.id, err = s.text()
		case "caption":
			x.caption, err = s.text()
		case "schema":
			x.schema, err = s.text()
		case "properties":
			return x.readProperties(s)
		default:
			err = s.skip()
		}
		return err
	})
}

func (x *subject) readProperties(s *scanner) error {
	x.properties = map[string][]string{}
	return s.object(func(key []byte) error {
		switch string(key) {
		case "name", "alias", "previousName", "weakAlias", "country", "jurisdiction", "mainCountry", "nationality", "citizenship",
			"leiCode", "wikidataId", "isinCode", "website", "topics", "sector", "position":
			name := string(key)
			list, err := s.texts()
			x.properties[name] = list
			return err
		}
		return s.skip()
	})
}

func (f *followTheMoney) thing(x *subject) thing {
	t := thing{class: string(f.schemata[x.schema]), popularity: -1}
	f.codes(x, &t)
	t.id = x.tableID(&t)
	names := add(nil, x.caption)
	for _, p := range []string{"name", "alias", "previousName"} {
		names = append(names, x.properties[p]...)
	}
	t.byScript(names, "")
	t.byScript(x.properties["weakAlias"], "?")
	for _, p := range []string{"country", "jurisdiction", "mainCountry", "nationality", "citizenship"} {
		for _, code := range x.properties[p] {
			if t.country == "" {
				t.country = f.iso[strings.ToUpper(code)]
			}
		}
	}
	for _, topic := range x.properties["topics"] {
		t.about = add(t.about, f.topics[topic]...)
	}
	for _, p := range []string{"position", "sector"} {
		for _, text := range x.properties[p] {
			t.about = latinWords(t.about, text)
		}
	}
	return t
}

func (f *followTheMoney) codes(x *subject, t *thing) {
	for _, q := range x.properties["wikidataId"] {
		if number([]byte(q), 'Q') > 0 && t.wikidata == "" {
			t.wikidata = q
		}
	}
	for _, lei := range x.properties["leiCode"] {
		if lexicon.ValidLEI(lei) && t.lei == "" {
			t.lei = lei
		}
	}
	for _, isin := range x.properties["isinCode"] {
		if lexicon.ValidISIN(isin) {
			t.isin = append(t.isin, isin)
		}
	}
	for _, site := range x.properties["website"] {
		if webAddress(site) && t.website == "" {
			t.website = site
		}
	}
}

// tableID is the id that the thing has in other dumps, else the entity's own
// in small letters; where that loses capitals, with a number that keeps two such
// ids apart.
func (x *subject) tableID(t *thing) string {
	switch {
	case t.wikidata != "":
		return strings.ToLower(t.wikidata)
	case t.lei != "":
		return "lei-" + strings.ToLower(t.lei)
	}
	id := strings.Trim(strings.Map(func(r rune) rune {
		if r = unicode.ToLower(r); r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, x.id), "-")
	if id != x.id && id != "" {
		id += fmt.Sprintf("-%08x", uint32(exactHash(x.id)))
	}
	return id
}

// byScript puts names where their script belongs: Chinese characters to Chinese,
// Latin letters to English; what is written otherwise no article here has.
func (t *thing) byScript(names []string, mark string) {
	for _, n := range names {
		switch n = cleaned(n); {
		case n == "" || t.has(n):
		case han(n) && !kana(n):
			t.zh = append(t.zh, mark+n)
		case latin(n):
			t.en = append(t.en, mark+n)
		}
	}
}

// has reports whether the thing has a name already, marked or not, in either
// script of Chinese.
func (t *thing) has(name string) bool {
	for _, list := range [][]string{t.en, t.de, t.zh} {
		for _, have := range list {
			if simplified(strings.TrimPrefix(have, "?")) == simplified(name) {
				return true
			}
		}
	}
	return false
}

// latin reports whether all letters of a name are Latin.
func latin(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}

func kana(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul) })
}
