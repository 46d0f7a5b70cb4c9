package export

import (
	"bufio"
	"crypto/sha1"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"trigraph/graph"
)

//go:embed ftm.tsv
var ftmTable string

//go:embed ftm-countries.tsv
var ftmCountries string

// ftmModel is what ftm.tsv and ftm-countries.tsv say.
type ftmModel struct {
	classes   map[graph.Class]ftmClass
	links     map[graph.Predicate]ftmLink
	countries map[string]string // id -> code
}

type ftmClass struct {
	schema, name string
	is           []string
}

type ftmLink struct {
	schema string
	ends   [2]string // properties of subject and object
	is     [2]string // what they must be
}

func readFTM() (ftmModel, error) {
	m := ftmModel{map[graph.Class]ftmClass{}, map[graph.Predicate]ftmLink{}, map[string]string{}}
	for i, f := range tabbed(ftmTable) {
		switch {
		case len(f) == 5 && f[0] == "class":
			m.classes[graph.Class(f[1])] = ftmClass{f[2], f[3], append(strings.Fields(f[4]), f[2])}
		case len(f) == 5 && f[0] == "link" && len(strings.Fields(f[3])) == 2 && len(strings.Fields(f[4])) == 2:
			m.links[graph.Predicate(f[1])] = ftmLink{f[2], [2]string(strings.Fields(f[3])), [2]string(strings.Fields(f[4]))}
		default:
			return m, fmt.Errorf("ftm.tsv: row %d is neither a class nor a link: %q", i+1, f)
		}
	}
	for _, f := range tabbed(ftmCountries) {
		m.countries[f[0]] = f[1]
	}
	return m, nil
}

// tabbed splits a table into rows and cells; lines with # are for readers.
func tabbed(table string) (rows [][]string) {
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(strings.TrimRight(line, "\r\n"), "\t"))
		}
	}
	return rows
}

// ftmSink writes FollowTheMoney's entities, one JSON object a line: things, and
// between them links that are entities too, such as an Ownership with its time.
// It remembers the class of each thing, since what a link may be depends on it.
type ftmSink struct {
	*plan
	ftmModel
	w      *bufio.Writer
	things ids
	kinds  []string // classes, by number
	kind   []uint8  // of each thing
}

func (p *plan) openFTM(w *bufio.Writer) (sink, error) {
	m, err := readFTM()
	return &ftmSink{plan: p, ftmModel: m, w: w}, err
}

type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// set adds values to a property, without empty ones and each once.
func (e ftmEntity) set(property string, values ...string) {
	for _, v := range values {
		if v != "" && !slices.Contains(e.Properties[property], v) {
			e.Properties[property] = append(e.Properties[property], v)
		}
	}
}

func (s *ftmSink) node(n node) error {
	class, ok := s.classes[n.Class]
	if !ok {
		s.tally["things whose class FollowTheMoney does not know, left out"]++
		s.written.Nodes--
		return nil
	}
	s.remember(n)
	e := ftmEntity{ftmID(n.ID), class.schema, map[string][]string{}}
	e.set("name", n.label)
	if class.name != "" {
		e.set(class.name, n.label)
	}
	e.set("alias", sortedValues(n.Labels)...)
	e.set("alias", n.Names...)
	e.Properties["alias"] = slices.DeleteFunc(e.Properties["alias"], func(a string) bool { return a == n.label })
	if len(e.Properties["alias"]) == 0 {
		delete(e.Properties, "alias")
	}
	e.set("country", s.countries[n.Country])
	if n.Class == graph.Country {
		e.set("country", s.countries[n.ID])
	}
	for _, iri := range n.SameAs {
		if wikidata := wikidataIRI.FindStringSubmatch(iri); wikidata != nil {
			e.set("wikidataId", wikidata[1])
		}
	}
	return s.write(e)
}

var wikidataIRI = regexp.MustCompile(`^https?://www\.wikidata\.org/entity/(Q\d+)$`)

func (s *ftmSink) remember(n node) {
	s.things.add(n.ID)
	i := slices.Index(s.kinds, string(n.Class))
	if i < 0 {
		i, s.kinds = len(s.kinds), append(s.kinds, string(n.Class))
	}
	s.kind = append(s.kind, uint8(i))
}

func (s *ftmSink) edge(claim edge) error {
	subject, known1 := s.things.index(claim.Subject)
	object, known2 := s.things.index(claim.Object)
	if !known1 || !known2 {
		s.tally["relations of things that FollowTheMoney does not know, left out"]++
		s.written.Edges--
		return nil
	}
	link, ok := s.links[claim.Predicate]
	if !ok || !s.may(subject, link.is[0]) || !s.may(object, link.is[1]) {
		link = ftmLink{schema: "UnknownLink", ends: [2]string{"subject", "object"}}
	}
	e := ftmEntity{ftmID("link|" + claim.id), link.schema, map[string][]string{}}
	e.set(link.ends[0], ftmID(claim.Subject))
	e.set(link.ends[1], ftmID(claim.Object))
	s.describe(e, claim)
	return s.write(e)
}

// may reports whether a thing is an entity of a schema or one that extends it.
func (s *ftmSink) may(thing int, schema string) bool {
	return slices.Contains(s.classes[graph.Class(s.kinds[s.kind[thing]])].is, schema)
}

// describe adds to a link what is said of it: its role, its times, the sentence.
func (s *ftmSink) describe(e ftmEntity, claim edge) {
	for _, p := range claim.particulars {
		name, value, _ := strings.Cut(p, ": ")
		switch {
		case name == "role":
			e.set("role", value)
		case name == "share" && e.Schema == "Ownership":
			e.set("percentage", value)
		case name == "amount" && e.Schema == "Ownership":
			e.set("sharesValue", value)
		}
	}
	if len(e.Properties["role"]) == 0 && e.Schema != "Ownership" {
		e.set("role", claim.label)
	}
	for _, t := range claim.times {
		first, last, interval := strings.Cut(t, "/")
		switch {
		case !interval && checkDate(t) == nil && claim.Predicate == "acquired": // what is bought is owned from then on
			e.set("startDate", t)
		case !interval && checkDate(t) == nil:
			e.set("date", t)
		case interval && checkDate(first) == nil:
			e.set("startDate", first)
		}
		if interval && checkDate(last) == nil {
			e.set("endDate", last)
		}
	}
	e.set("summary", claim.label)
	e.set("description", claim.Quote)
	e.set("recordId", claim.id)
	if claim.Status != graph.Stated {
		e.set("status", string(claim.Status))
	}
}

func (s *ftmSink) write(e ftmEntity) error {
	for _, values := range e.Properties {
		for i, v := range values {
			values[i] = s.tally.clean(v)
		}
	}
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = s.w.Write(append(line, '\n'))
	return err
}

func (s *ftmSink) close() error { return nil }

var ftmIDs = regexp.MustCompile(`^[0-9a-z]([0-9a-z.-]*[0-9a-z])?$`)

// ftmID is an id as FollowTheMoney wants it: letters, digits, dots and dashes.
// One that has others is named by its hash.
func ftmID(id string) string {
	if ftmIDs.MatchString(id) && len(id) < 100 {
		return "tg-" + id
	}
	sum := sha1.Sum([]byte(id))
	return "tg-" + hex.EncodeToString(sum[:])
}

func sortedValues(m map[string]string) []string {
	var list []string
	for _, k := range sortedKeys(m) {
		list = append(list, m[k])
	}
	return list
}
