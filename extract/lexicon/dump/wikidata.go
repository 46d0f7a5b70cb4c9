package dump

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"trigraph/extract/lexicon"
)

// wikidata reads lines of a Wikidata JSON dump: one entity a line, inside one
// array or not. The format: doc.wikimedia.org/Wikibase, "Wikibase JSON format".
// It holds no state of its own and serves many goroutines.
type wikidata struct {
	properties
	classes   classes
	countries map[uint32]string // Wikidata number -> id of the lexicon
	exchanges map[uint32]string // Wikidata number -> code
	unsigned  bool              // labels without a sign of use are kept, too
}

// line reads the entities of a line.
func (w *wikidata) line(line []byte, out *batch) error {
	s := scanner{b: line}
	for {
		switch s.peek() {
		case 0:
			return nil
		case '[', ']', ',':
			s.i++
		case '{':
			e := entity{w: w, popularity: -1}
			if err := e.read(&s); err != nil {
				return err
			}
			e.keep(out)
		default:
			return errSyntax
		}
	}
}

// The spellings of Chinese, the simplified first: the first found is the label.
const chinese = 9

func chineseRank(lang []byte) int {
	for i, l := range [chinese]string{"zh-hans", "zh-cn", "zh", "zh-sg", "zh-my", "zh-hant", "zh-tw", "zh-hk", "zh-mo"} {
		if string(lang) == l {
			return i
		}
	}
	return -1
}

// texts are strings in the languages that are read.
type texts struct {
	en, de []string
	zh     [chinese][]string
}

// of is where the strings of a language go, nil for one that is not read.
func (t *texts) of(lang []byte) *[]string {
	switch {
	case string(lang) == "en":
		return &t.en
	case string(lang) == "de":
		return &t.de
	case len(lang) >= 2 && lang[0] == 'z' && lang[1] == 'h':
		if i := chineseRank(lang); i >= 0 {
			return &t.zh[i]
		}
	}
	return nil
}

// chinese are all strings in Chinese, the simplified ones first.
func (t *texts) chinese() (all []string) {
	for _, list := range t.zh {
		all = append(all, list...)
	}
	return all
}

// entity is an entity as the dump has it.
type entity struct {
	w                             *wikidata
	item                          bool
	id                            uint32
	labels, aliases, descriptions texts
	popularity                    int // -1 where nothing is told
	deWiki, zhWiki                bool
	claims                        claims
}

func (e *entity) read(s *scanner) error {
	return s.object(func(key []byte) error {
		switch string(key) {
		case "type":
			kind, err := s.text()
			e.item = kind == "item"
			return err
		case "id":
			id, err := s.text()
			e.id = number([]byte(id), 'Q')
			return err
		case "labels":
			return e.labels.read(s)
		case "descriptions":
			return e.descriptions.read(s)
		case "aliases":
			return e.aliases.read(s)
		case "claims":
			return e.claims.read(s, &e.w.properties)
		case "sitelinks":
			return e.sitelinks(s)
		}
		return s.skip()
	})
}

// read reads terms: {"en": {"language": "en", "value": "..."}}, or an array of
// such for each language.
func (t *texts) read(s *scanner) error {
	return s.object(func(lang []byte) error {
		list := t.of(lang)
		if list == nil {
			return s.skip()
		}
		term := func() error {
			return s.object(func(key []byte) error {
				if string(key) != "value" {
					return s.skip()
				}
				value, err := s.text()
				*list = append(*list, value)
				return err
			})
		}
		if s.peek() == '[' {
			return s.array(term)
		}
		return term()
	})
}

func (e *entity) sitelinks(s *scanner) error {
	e.popularity = 0
	return s.object(func(site []byte) error {
		e.popularity++
		switch string(site) {
		case "dewiki":
			e.deWiki = true
		case "zhwiki":
			e.zhWiki = true
		}
		return s.skip()
	})
}

// keep puts what is to be kept of the entity into out.
func (e *entity) keep(out *batch) {
	if !e.item || e.id == 0 {
		return
	}
	out.entities++
	for _, parent := range e.claims.subclass.items() {
		out.edges = append(out.edges, edge{e.id, parent})
	}
	e.commonWords(out)
	if t := e.thing(); len(t.en)+len(t.de)+len(t.zh) > 0 && e.wanted(t.kinds, t.parents) {
		out.rows = append(out.rows, t.line())
	}
}

// wanted reports whether the thing may turn out to be of a class that is kept.
func (e *entity) wanted(kinds, parents []uint32) bool {
	for _, k := range kinds {
		if !e.w.classes.dropped(k) {
			return true
		}
	}
	return len(kinds) == 0 && len(parents) > 0
}

// wellKnown is the number of sitelinks from which an entity that is no class
// shows by its lower case that its label is a common word.
const wellKnown = 3

// commonWords notes the labels of what is written in lower case in English: they
// are common words in all languages.
func (e *entity) commonWords(out *batch) {
	if len(e.labels.en) == 0 || !lowerCase(e.labels.en[0]) ||
		e.popularity < wellKnown && len(e.claims.subclass) == 0 {
		return
	}
	out.common = append(out.common, hash(e.labels.en[0]))
	for _, label := range e.labels.de {
		out.common = append(out.common, hash(label))
	}
	for _, label := range e.labels.chinese() {
		out.common = append(out.common, hash(label))
	}
}

func (e *entity) thing() thing {
	number := strconv.FormatUint(uint64(e.id), 10)
	t := thing{id: "q" + number, wikidata: "Q" + number, popularity: e.popularity,
		kinds: e.claims.instance.items(), parents: e.claims.subclass.items()}
	e.country(&t)
	t.within = e.within()
	e.names(&t)
	t.about = e.about()
	e.codes(&t)
	return t
}

func (e *entity) country(t *thing) {
	for _, list := range []statements{e.claims.citizenship, e.claims.country} {
		for _, q := range list.items() {
			if t.country = e.w.countries[q]; t.country != "" {
				return
			}
		}
	}
}

// within is what contains a place, else the one owner of a body: where several
// have shares in it, it is part of none.
func (e *entity) within() uint32 {
	if around := e.claims.located.items(); len(around) > 0 {
		return around[0]
	}
	if owners := e.claims.owner.items(); len(owners) == 1 {
		return owners[0]
	}
	return 0
}

// names takes labels and aliases. German and Chinese ones need a sign that they
// are used, for anybody and any program may add translations: an article in the
// language, or that the thing is of a country where it is spoken. Labels that are
// only the English one again are left to it.
func (e *entity) names(t *thing) {
	t.en = add(add(nil, unbrackets(e.labels.en)...), e.aliases.en...)
	if e.used(e.deWiki, t.country, "germany", "austria", "switzerland", "liechtenstein") {
		t.de = without(add(add(nil, unbrackets(e.labels.de)...), e.aliases.de...), t.en)
	}
	if e.used(e.zhWiki, t.country, "china", "taiwan", "hong-kong", "macau", "singapore") {
		t.zh = without(addHan(addHan(nil, unbrackets(e.labels.chinese())...), e.aliases.chinese()...), t.en)
	}
}

func (e *entity) used(article bool, country string, speak ...string) bool {
	if article || e.w.unsigned || e.popularity < 0 {
		return true
	}
	for _, c := range speak {
		if c == country {
			return true
		}
	}
	return false
}

func unbrackets(labels []string) []string {
	out := make([]string, len(labels))
	for i, l := range labels {
		out[i] = unbracketed(l)
	}
	return out
}

func (e *entity) about() []string {
	var words []string
	for _, d := range e.descriptions.en {
		words = latinWords(words, d)
	}
	for _, d := range e.descriptions.de {
		words = latinWords(words, d)
	}
	for _, d := range e.descriptions.chinese() {
		words = hanWords(words, d)
	}
	return words
}

// codes takes the ids that registers and exchanges give. What has a wrong check
// digit is a slip and left out.
func (e *entity) codes(t *thing) {
	for _, lei := range e.claims.lei.texts() {
		if t.lei == "" && lexicon.ValidLEI(lei) {
			t.lei = lei
		}
	}
	for _, isin := range e.claims.isin.texts() {
		if lexicon.ValidISIN(isin) {
			t.isin = append(t.isin, isin)
		}
	}
	for _, s := range e.claims.exchange.best() {
		if ticker := strings.ToUpper(s.ticker); symbol(ticker) {
			t.ticker = append(t.ticker, e.w.exchange(s.item)+":"+ticker)
		}
	}
	for _, site := range e.claims.website.texts() {
		if t.website == "" && webAddress(site) {
			t.website = site
		}
	}
}

// exchange is the code of a stock exchange in tickers: its own, else its Wikidata
// id.
func (w *wikidata) exchange(q uint32) string {
	return cmp.Or(w.exchanges[q], "Q"+strconv.FormatUint(uint64(q), 10))
}

// symbol reports whether a ticker is one: capitals, digits, points and hyphens.
func symbol(ticker string) bool {
	for _, c := range []byte(ticker) {
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '.' && c != '-' {
			return false
		}
	}
	return ticker != ""
}

func webAddress(site string) bool {
	u, err := url.Parse(site)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsAny(site, " \t\n|")
}
