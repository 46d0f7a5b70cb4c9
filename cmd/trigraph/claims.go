package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"trigraph/graph"
	"trigraph/graph/evidence"
	"trigraph/graph/store"
)

type claimsFlags struct {
	entity, predicate, asOf string
	conflicts, asJSON       bool
}

func (p *program) claimsCommand() *cobra.Command {
	var f claimsFlags
	cmd := &cobra.Command{
		Use:   "claims",
		Short: "say what is claimed of a thing, by whom, and what contradicts it",
		Long: `claims lists what articles say of a thing: each claim once, with every sentence
that makes it, by language. Copies of a text count as one witness. Two owners,
two seats, two heads in one office, two dates, and a denial beside a statement
are shown as contradictions; which is right is yours to judge.`,
		Example: `  trigraph claims --entity Goertek
  trigraph claims --entity 歌尔 --predicate basedIn
  trigraph claims --entity Nvidia --as-of 2024`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return p.claims(f) },
	}
	cmd.Flags().StringVar(&f.entity, "entity", "", "the company, country, law or person, by any of its names; all where left out")
	cmd.Flags().StringVar(&f.predicate, "predicate", "", "only this relation, such as ownedBy")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "leave out what is said of a later time: 2021, 2021-05 or 2021-05-31")
	cmd.Flags().BoolVar(&f.conflicts, "contradictions", false, "only claims that something contradicts")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "one JSON object per claim")
	return cmd
}

var asOfForm = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)

func (p *program) claims(f claimsFlags) error {
	ontology, err := graph.LoadOntology()
	if err != nil {
		return err
	}
	q := evidence.Question{Predicate: graph.Predicate(f.predicate), AsOf: f.asOf}
	if _, ok := ontology.Predicate(q.Predicate); !ok && f.predicate != "" {
		return usageError("no relation %q; the relations are %s", f.predicate, strings.Join(predicateNames(ontology), ", "))
	}
	if f.asOf != "" && !asOfForm.MatchString(f.asOf) {
		return usageError("as-of %q is not a date such as 2021, 2021-05 or 2021-05-31", f.asOf)
	}
	s, err := p.openStore()
	if err != nil {
		return err
	}
	if f.entity != "" {
		if q.Entity, err = p.oneEntity(s, f.entity); err != nil {
			return err
		}
	}
	list := evidence.Gather(recordsAbout(s, q.Entity), ontology, evidence.PlacesAmong(s.Entity), q)
	if f.conflicts {
		list = slices.DeleteFunc(list, func(x evidence.Finding) bool { return len(x.Conflicts) == 0 })
	}
	if len(list) == 0 {
		fmt.Fprintln(p.errs, "nothing found")
	}
	out := bufio.NewWriter(p.out)
	w := claimsWriter{out, s, ontology}
	for _, x := range list {
		if f.asJSON {
			err = w.json(x)
		} else {
			w.text(x)
		}
		if err != nil {
			return err
		}
	}
	return out.Flush()
}

// recordsAbout returns what those articles say that claim something of an
// entity; of "" all.
func recordsAbout(s store.Graph, entity string) []graph.Record {
	if entity == "" {
		return s.Records()
	}
	articles := map[string]bool{}
	for c := range s.ClaimsOf(entity) {
		articles[c.Article] = true
	}
	var list []graph.Record
	for _, id := range slices.Sorted(maps.Keys(articles)) {
		if r, ok := s.Record(id); ok {
			list = append(list, r)
		}
	}
	return list
}

func predicateNames(o *graph.Ontology) []string {
	var names []string
	for _, p := range o.Predicates() {
		names = append(names, string(p.Name))
	}
	return names
}

// oneEntity is the entity that a name means best; what else it may mean is
// said.
func (p *program) oneEntity(s store.Graph, name string) (string, error) {
	found := s.Find(name, 5)
	if len(found) == 0 {
		return "", usageError("no entity named %q", name)
	}
	var ids []string
	for _, m := range found {
		ids = append(ids, m.Entity.ID)
	}
	if how := found[0].How; how == "similar" || how == "prefix" {
		return "", usageError("no entity named %q; nearest: %s", name, strings.Join(ids, ", "))
	}
	if len(ids) > 1 {
		fmt.Fprintf(p.errs, "%s is taken as %s; it is also a name of %s\n", name, ids[0], strings.Join(ids[1:], ", "))
	}
	return ids[0], nil
}

type claimsWriter struct {
	out      io.Writer
	store    store.Graph
	ontology *graph.Ontology
}

func (w claimsWriter) name(id string) string {
	e, ok := w.store.Entity(id)
	if !ok {
		return id
	}
	return names(e)
}

func (w claimsWriter) text(f evidence.Finding) {
	fmt.Fprintf(w.out, "%s — %s — %s\n", w.name(f.Subject), w.ontology.Label(string(f.Predicate), "en"), w.name(f.Object))
	fmt.Fprintf(w.out, "  %s: %s\n", counted(f.Independent, "text"), witnessesByLanguage(f))
	for _, c := range f.Conflicts {
		fmt.Fprintf(w.out, "  ! %s\n", w.conflict(c))
	}
	byLanguage := slices.Clone(f.Witnesses)
	slices.SortStableFunc(byLanguage, func(a, b evidence.Witness) int { return strings.Compare(a.Lang, b.Lang) })
	for _, x := range byLanguage {
		fmt.Fprintf(w.out, "  %s  %s  %s%s  [%s %.2f]\n", x.Lang, pad(x.Published, 10), x.Status, details(x), x.Article, x.Confidence)
		fmt.Fprintf(w.out, "      %s\n", oneLine(x.Quote))
	}
	fmt.Fprintln(w.out)
}

func (w claimsWriter) conflict(c evidence.Conflict) string {
	switch c.Kind {
	case "denied":
		return "denied in " + c.Article
	case "two objects":
		return fmt.Sprintf("%s instead, in %s", w.name(c.Other), c.Article)
	}
	return fmt.Sprintf("another date, %s, in %s", c.Other, c.Article)
}

// witnessesByLanguage says how many sentences of each language make a claim.
func witnessesByLanguage(f evidence.Finding) string {
	count := map[string]int{}
	copies := 0
	for _, x := range f.Witnesses {
		count[x.Lang]++
		if x.CopyOf != "" {
			copies++
		}
	}
	var parts []string
	for _, l := range slices.Sorted(maps.Keys(count)) {
		parts = append(parts, fmt.Sprintf("%s %d", l, count[l]))
	}
	s := strings.Join(parts, ", ")
	if copies > 0 {
		s += fmt.Sprintf(" (of them copied: %d)", copies)
	}
	return s
}

// details are time, particulars and whose copy it is.
func details(x evidence.Witness) string {
	var parts []string
	if x.Time != "" {
		parts = append(parts, "time "+x.Time)
	}
	for _, p := range x.Particulars {
		if p.Name != "date" { // the time says it
			parts = append(parts, p.Name+" "+p.Value)
		}
	}
	if x.CopyOf != "" {
		parts = append(parts, "copy of "+x.CopyOf)
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

func pad(s string, width int) string { return s + strings.Repeat(" ", max(0, width-len(s))) }

// claimJSON is a finding as JSON; ids beside names, offsets in code points.
type claimJSON struct {
	Subject        string              `json:"subject"`
	Predicate      graph.Predicate     `json:"predicate"`
	Object         string              `json:"object"`
	Texts          int                 `json:"texts"`
	Contradictions []evidence.Conflict `json:"contradictions"`
	Witnesses      []witnessJSON       `json:"witnesses"`
}

type witnessJSON struct {
	Article     string            `json:"article"`
	Language    string            `json:"language"`
	Published   string            `json:"published,omitempty"`
	Status      graph.Status      `json:"status"`
	Time        string            `json:"time,omitempty"`
	Particulars map[string]string `json:"particulars,omitempty"`
	Quote       string            `json:"quote"`
	Start       int               `json:"start"`
	End         int               `json:"end"`
	Rule        string            `json:"rule"`
	Confidence  float64           `json:"confidence"`
	CopyOf      string            `json:"copy_of,omitempty"`
}

func (w claimsWriter) json(f evidence.Finding) error {
	j := claimJSON{f.Subject, f.Predicate, f.Object, f.Independent, f.Conflicts, nil}
	if j.Contradictions == nil {
		j.Contradictions = []evidence.Conflict{}
	}
	for _, x := range f.Witnesses {
		particulars := map[string]string{}
		for _, p := range x.Particulars {
			particulars[p.Name] = p.Value
		}
		j.Witnesses = append(j.Witnesses, witnessJSON{
			x.Article, x.Lang, x.Published, x.Status, x.Time, particulars, x.Quote, x.Start, x.End, x.Rule, x.Confidence, x.CopyOf,
		})
	}
	enc := json.NewEncoder(w.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(j)
}
