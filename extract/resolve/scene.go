package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// scene is what an article says of the things that its names may mean.
type scene struct {
	r  *Resolver
	d  *extract.Document
	ev evidence

	nations  map[int]string                    // byte offset where a country's name or adjective ends -> its id
	proposed map[corpus.Span][]extract.Mention // what tagger and rules say stands there
	bearers  map[string]map[string]bool        // short form -> ids of what is named in full with it, "" for what no list knows
	settled  map[string][]int                  // entity id -> questions that surely mean it
	homes    map[string]int                    // country id -> names of it and of things in it, settled ones too
	topics   map[string]int                    // stem -> sure things that it goes with

	entities map[string]*subject
	stems    map[string]bool         // of the whole article
	near     map[int]map[string]bool // sentence -> its stems
}

// subject is a known entity with the stems of the words that go with it.
type subject struct {
	graph.Entity
	about []string
}

func (r *Resolver) newScene(d *extract.Document, ev evidence) *scene {
	s := &scene{r: r, d: d, ev: ev, nations: map[int]string{}, proposed: map[corpus.Span][]extract.Mention{}, bearers: map[string]map[string]bool{},
		entities: map[string]*subject{}, near: map[int]map[string]bool{}}
	for _, m := range d.Candidates {
		if src := sourceOf(m); src == fromTagger || src == fromRule {
			s.proposed[m.Span] = append(s.proposed[m.Span], m)
		}
		if m.Confidence >= decided {
			s.bear(m)
		}
		if len(m.Readings) == 1 && m.Readings[0].Class == graph.Country {
			s.nations[m.End] = m.Readings[0].Entity
		}
	}
	s.settle(nil)
	return s
}

// bear notes the shorter forms of a name given in full.
func (s *scene) bear(m extract.Mention) {
	if m.Adjective || len(m.Readings) > 1 {
		return
	}
	name := strings.Join(strings.Fields(s.d.Text(m.Span)), " ")
	id := ""
	if len(m.Readings) == 1 {
		id = m.Readings[0].Entity
	}
	for _, f := range s.r.names.shorter(name, m.Class) {
		if s.bearers[f] == nil {
			s.bearers[f] = map[string]bool{}
		}
		s.bearers[f][id] = true
	}
}

// settle takes over what the questions' answers are sure of.
func (s *scene) settle(questions []question) {
	s.settled, s.homes, s.topics = map[string][]int{}, map[string]int{}, map[string]int{}
	for id, n := range s.ev.homes {
		s.homes[id] = n
	}
	for id := range s.ev.named {
		s.speak(id)
	}
	for i, q := range questions {
		best := q.surest()
		if q.answer[best] < settling {
			continue
		}
		id := q.Readings[best].Entity
		if len(s.settled[id]) == 0 && s.ev.named[id] == 0 {
			s.speak(id)
		}
		s.settled[id] = append(s.settled[id], i)
		s.homes[id]++
		if home := s.subject(id).Country; home != "" {
			s.homes[home]++
		}
	}
}

// speak adds what goes with a thing to what the article is about.
func (s *scene) speak(id string) {
	for _, w := range s.subject(id).about {
		s.topics[w]++
	}
}

func (s *scene) subject(id string) *subject {
	t, ok := s.entities[id]
	if !ok {
		t = &subject{}
		t.Entity, _ = s.r.known.Entity(id)
		t.about = stemsOf(s.r.known.About(id))
		s.entities[id] = t
	}
	return t
}

// stemsOf lists the stems of the words of phrases, each once.
func stemsOf(phrases []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range phrases {
		eachStem(p, func(w string) {
			if !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		})
	}
	return out
}

// stemRunes is how much of a word its stem is: "football" and "footballer",
// "Politik" and "Politiker" are one.
const stemRunes = 6

// eachStem calls f with the stem of each word of at least four letters, in
// small letters, and with each pair of Han characters.
func eachStem(text string, f func(string)) {
	start, hans := -1, 0
	flush := func(end int) {
		if start >= 0 && utf8.RuneCountInString(text[start:end]) >= 4 {
			f(firstRunes(strings.ToLower(text[start:end]), stemRunes))
		}
		start = -1
	}
	for i, r := range text {
		if unicode.Is(unicode.Han, r) {
			flush(i)
			if hans > 0 {
				f(text[hans-1 : i+utf8.RuneLen(r)])
			}
			hans = i + 1
			continue
		}
		hans = 0
		if latin(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
	}
	flush(len(text))
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// words returns the stems of the article's sentences.
func (s *scene) words() map[string]bool {
	if s.stems == nil {
		s.stems = map[string]bool{}
		for _, sent := range s.d.Sentences {
			eachStem(sent.In(s.d.Article.Text), func(w string) { s.stems[w] = true })
		}
	}
	return s.stems
}

// wordsNear returns the stems of the sentence that holds the offset.
func (s *scene) wordsNear(offset int) map[string]bool {
	i := sentenceAt(s.d.Sentences, offset)
	if i < 0 {
		return nil
	}
	if s.near[i] == nil {
		s.near[i] = map[string]bool{}
		eachStem(s.d.Sentences[i].In(s.d.Article.Text), func(w string) { s.near[i][w] = true })
	}
	return s.near[i]
}
