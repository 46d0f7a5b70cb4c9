package main

import (
	"cmp"
	"maps"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// linkedThing is a thing that a name of a set may mean, as Wikidata tells it.
type linkedThing struct {
	id, qid    string
	class      graph.Class
	en, de     []string // with marks
	country    string   // id of the lexicon
	state      string   // name of what a town lies in
	partOf     string   // id
	about      []string
	popularity int
}

// linkedThings are the things of the sets and others of the same names.
type linkedThings struct {
	known     extract.Knowledge
	countries map[string]string // ISO 3166 code -> id of the lexicon
	byID      map[string]*linkedThing
	byTitle   map[string][]*linkedThing
	words     map[string]bool // of the texts, in small letters there
	places    map[string]bool // names of all countries and states, and of cities that the sets name, in small letters
}

// classesOf tells classes by the coarse types of the sets, the first that fits.
var classesOf = []struct {
	all   []string
	class graph.Class
}{
	{[]string{"time"}, ""},
	{[]string{"Q12737077"}, ""}, // an occupation
	{[]string{"Q11862829"}, ""}, // an academic discipline
	{[]string{"Q215627", "Q43229"}, graph.Organization},
	{[]string{"Q215627"}, graph.Person},
	{[]string{"pers"}, graph.Person},
	{[]string{"loc"}, graph.Place},
	{[]string{"org"}, graph.Organization},
	{[]string{"prod"}, graph.Product},
	{[]string{"Q27096213"}, graph.Place},
	{[]string{"Q2424752", "Q43229"}, graph.Company},
	{[]string{"Q43229"}, graph.Organization},
	{[]string{"Q1656682"}, graph.Event},
	{[]string{"Q2424752"}, graph.Product},
	{[]string{"Q431289"}, graph.Product},
	{[]string{"Q17537576"}, graph.Product},
}

// bodies of geographic types that act: a university is one place on the map.
var actingPlace = regexp.MustCompile(`Universit|College|School|Hospital|Clinic|Regional|Institute|Parliament|Court`)

func classOfName(n linkedName) graph.Class {
	for _, c := range classesOf {
		if !slices.ContainsFunc(c.all, func(t string) bool { return !slices.Contains(n.types, t) }) {
			if c.class == graph.Place && actingPlace.MatchString(n.title) {
				return graph.Organization
			}
			return c.class
		}
	}
	return ""
}

// thingsOf gathers the things that the names of the sets mean, and from facts,
// a folder of tables, and others, a table of our own, those of the same names.
func thingsOf(sets []linkedSet, facts, others string, known extract.Knowledge) (*linkedThings, error) {
	t := &linkedThings{known: known, countries: map[string]string{}, byID: map[string]*linkedThing{}, byTitle: map[string][]*linkedThing{}, words: map[string]bool{}, places: map[string]bool{}}
	t.fromSets(sets)
	if facts != "" {
		if err := t.fromFacts(facts); err != nil {
			return nil, err
		}
	}
	if others != "" {
		if err := t.fromTable(others); err != nil {
			return nil, err
		}
	}
	for _, x := range t.byID {
		x.shorten(func(name string) bool { return t.places[strings.ToLower(name)] })
	}
	t.recognise()
	return t, nil
}

// fromSets takes the things that names mean, with the set's title as name; of
// a set without titles the writings that are met more than once.
func (t *linkedThings) fromSets(sets []linkedSet) {
	written := map[string]map[string]int{}
	for _, s := range sets {
		for _, text := range s.texts {
			for w := range strings.FieldsFuncSeq(text.doc.Article.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
				if unicode.IsLower(firstRune(w)) {
					t.words[w] = true
				}
			}
			for _, n := range text.names {
				c := classOfName(n)
				if n.qid == "" || c == "" {
					continue
				}
				x := t.byID[n.qid]
				if x == nil {
					x = &linkedThing{qid: n.qid, class: c, popularity: sitelinks(n.qid)}
					t.byID[n.qid], written[n.qid] = x, map[string]int{}
				}
				if n.title != "" {
					x.en = []string{n.title}
				}
				if text.doc.Article.Lang == corpus.German {
					written[n.qid][plainName(text.doc.Text(n.Span), c)]++
				}
			}
		}
	}
	for _, qid := range slices.Sorted(maps.Keys(t.byID)) {
		x := t.byID[qid]
		if len(written[qid]) > 0 {
			x.de = oftenWritten(written[qid], len(x.en) == 0)
		}
		for _, n := range slices.Concat(x.en, x.de) {
			if x.class == graph.Place {
				t.places[strings.ToLower(n)] = true
			}
			t.byTitle[strings.ToLower(untitled(n))] = append(t.byTitle[strings.ToLower(untitled(n))], x)
		}
	}
}

// oftenWritten lists the writings met more than once, the most frequent first,
// or the most frequent one where there must be one.
func oftenWritten(times map[string]int, one bool) []string {
	names := slices.SortedFunc(maps.Keys(times), func(a, b string) int {
		return cmp.Or(-cmp.Compare(times[a], times[b]), cmp.Compare(a, b))
	})
	n := 0
	for n < len(names) && times[names[n]] > 1 {
		n++
	}
	if one {
		n = max(n, 1)
	}
	return names[:n]
}

// sitelinks estimates on how many Wikipedias a thing has an article, from its
// Wikidata id alone: the ids were given to the things of many articles first.
func sitelinks(qid string) int {
	n, err := strconv.ParseFloat(qid[1:], 64)
	if err != nil || n < 1 {
		return 1
	}
	return int(min(350, math.Exp(6.6-0.9*(math.Log10(n)-2))))
}

// roles are German words before a person's name that historic papers mark with it.
var roles = regexp.MustCompile(`^(?:(?:der|die|des|dem|den|jetzige|ehemalige[nrs]?) )?(?:(?:Hrn?|HH|Frhrn?|FML|F[Z3]M|Gen|\p{L}*(?:[Mm]inister|[Pp]räsident|[Gg]eneral|[Hh]err|[Ff]rau|Graf|[Ff]ürst|König|Kaiser|[Dd]irektor|[Kk]anzler|[Rr]at|[Rr]ath|Dr|Prof|Prinz|Herzog|Oberst|Marschall|[Ss]ekretär|Papst|Baron|Lord|Sir|Kardinal|Bischof|Gemeinde|Stadt)(?:en|in|s|e|es)?)\.? )+`)

// plainName is a name as written, without what stands before it.
func plainName(name string, c graph.Class) string {
	name = strings.TrimRight(strings.Join(strings.Fields(name), " "), ".,;:")
	if c == graph.Person || c == graph.Place {
		if rest := roles.ReplaceAllString(name, ""); rest != "" {
			name = rest
		}
	}
	return name
}

// untitled is a title without what tells it from others of the name.
func untitled(title string) string {
	if name, _, ok := strings.Cut(title, " ("); ok && strings.HasSuffix(title, ")") {
		return name
	}
	return title
}

// recognise gives each thing that the lexicon knows the lexicon's id: by its
// Wikidata id, else by its name, class and country; of several that the lexicon
// may mean the one that is known best.
func (t *linkedThings) recognise() {
	claims := map[string]*linkedThing{} // id of the lexicon -> thing
	for _, qid := range slices.Sorted(maps.Keys(t.byID)) {
		x := t.byID[qid]
		x.id = strings.ToLower(x.qid)
		for _, name := range slices.Concat(x.en, x.de) {
			for _, rd := range t.known.Lookup(name) {
				e, _ := t.known.Entity(rd.Entity)
				same := slices.ContainsFunc(e.SameAs, func(iri string) bool { return strings.HasSuffix(iri, "/"+x.qid) })
				other := claims[e.ID]
				if same || len(e.SameAs) == 0 && x.maybe(e) && (other == nil || x.popularity > other.popularity) {
					claims[e.ID] = x
				}
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(claims)) {
		x := claims[id]
		e, _ := t.known.Entity(id)
		x.id, x.class, x.country = id, e.Class, cmp.Or(e.Country, x.country)
	}
	for _, qid := range slices.Sorted(maps.Keys(t.byID)) {
		x := t.byID[qid]
		e, _ := t.known.Entity(x.id)
		x.partOf = cmp.Or(t.region(x.state, x.country), e.PartOf)
		t.around(x.partOf)
	}
}

// around adds a state that the lexicon knows, so that what lies in it can say so.
func (t *linkedThings) around(id string) {
	e, ok := t.known.Entity(id)
	qid := itemOf(e)
	if !ok || qid == "" || t.byID[qid] != nil {
		return
	}
	t.byID[qid] = &linkedThing{id: id, qid: qid, class: e.Class, country: e.Country, popularity: sitelinks(qid)}
}

// region returns the id of a state by its name and country, "" where none is known.
func (t *linkedThings) region(name, country string) string {
	for _, x := range t.byTitle[strings.ToLower(name)] {
		if name != "" && x.class == graph.Region && x.country == country {
			return x.id
		}
	}
	for _, rd := range t.known.Lookup(name) {
		if e, _ := t.known.Entity(rd.Entity); name != "" && rd.Class == graph.Region && e.Country == country {
			return e.ID
		}
	}
	return ""
}

// maybe reports whether a thing of the lexicon without Wikidata id may be x: it
// bears x's main name, is of its kind and not of another country.
func (x *linkedThing) maybe(e graph.Entity) bool {
	main := slices.Concat(x.en[:min(1, len(x.en))], x.de[:min(1, len(x.de))])
	bears := slices.ContainsFunc(main, func(n string) bool {
		plain := legalForm.ReplaceAllString(n, "")
		return slices.ContainsFunc(e.Names, func(o string) bool { return strings.EqualFold(o, n) || strings.EqualFold(o, plain) })
	})
	return bears && sameKind(e.Class, x.class) && (x.country == "" || e.Country == "" || e.Country == x.country)
}

func sameKind(a, b graph.Class) bool {
	place := func(c graph.Class) bool {
		return c == graph.Place || c == graph.City || c == graph.Region || c == graph.Country
	}
	body := func(c graph.Class) bool {
		return c == graph.Organization || c == graph.Company || c == graph.GovernmentAgency
	}
	return a == b || place(a) && place(b) || body(a) && body(b)
}

// fromFacts adds the cities, states and countries that bear the name of a thing of the sets.
func (t *linkedThings) fromFacts(dir string) error {
	names := map[string]string{} // country code -> name
	err := eachFact(filepath.Join(dir, "countries.tsv.gz"), func(get func(string) string) {
		names[get("iso2")] = get("name_en")
		for _, rd := range t.known.Lookup(get("name_en")) {
			if rd.Class == graph.Country {
				t.countries[get("iso2")] = rd.Entity
			}
		}
		t.fact(get, graph.Country, nil)
	})
	if err != nil {
		return err
	}
	states := map[string]string{}
	err = eachFact(filepath.Join(dir, "states.tsv.gz"), func(get func(string) string) {
		states[get("country")+get("code")] = get("name_en")
		t.fact(get, graph.Region, []string{get("type"), names[get("country")]})
	})
	if err != nil {
		return err
	}
	return eachFact(filepath.Join(dir, "cities.tsv.gz"), func(get func(string) string) {
		if get("type") == "section" { // part of a town, with the town's name before its own
			return
		}
		t.fact(get, graph.City, []string{get("type"), states[get("country")+get("state")], names[get("country")]})
	})
}

func (t *linkedThings) fact(get func(string) string, c graph.Class, about []string) {
	qid := get("qid")
	x := t.byID[qid]
	if c != graph.City {
		t.places[strings.ToLower(get("name_en"))] = true
	}
	de := get("native") // the German names of towns are machine translations
	if c == graph.Country {
		de = get("name_de")
	}
	if qid == "" || x == nil && len(t.byTitle[strings.ToLower(get("name_en"))]) == 0 && len(t.byTitle[strings.ToLower(de)]) == 0 {
		return
	}
	if x == nil {
		x = &linkedThing{qid: qid, popularity: sitelinks(qid), en: []string{get("name_en")}}
		t.byID[qid] = x
	}
	x.class, x.about, x.country = c, about, t.countries[get("country")]
	if c == graph.City {
		x.state = about[1]
	}
	if de != "" && !slices.Contains(x.de, de) {
		x.de = append([]string{de}, x.de...)
	}
	if len(x.en) == 0 {
		x.en = []string{get("name_en")}
	}
	if c == graph.Region && get("type") == "canton" {
		x.en = []string{"Canton of " + get("name_en"), "?" + get("name_en")}
		x.de = append([]string{"Kanton " + de}, x.de...)
	}
}

// eachFact calls row with a reader of the columns of each row of a table.
func eachFact(file string, row func(get func(string) string)) error {
	r, done, err := openSet(file)
	if err != nil {
		return err
	}
	defer done()
	return eachRow(file, r, row)
}
