package evidence

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"trigraph/graph"
)

// article makes a record; a claim is "subject predicate object", with "status",
// "@time", "#role" and "“quote" as further words.
func article(id, published, text string, claims ...string) graph.Record {
	day, _ := time.Parse(time.DateOnly, published)
	r := graph.Record{Article: graph.Article{ID: id, Lang: id[:2], Published: day, Text: text, Hash: text}}
	for i, c := range claims {
		w := strings.Fields(c)
		claim := graph.Claim{Subject: w[0], Predicate: graph.Predicate(w[1]), Object: w[2], Status: graph.Stated}
		claim.Article, claim.Start, claim.Quote = id, i, id+c
		for _, more := range w[3:] {
			switch more[0] {
			case '@':
				claim.Time = more[1:]
			case '#':
				claim.Particulars = append(claim.Particulars, graph.Particular{Name: "role", Value: more[1:]})
			case '=':
				claim.Quote = more[1:]
			default:
				claim.Status = graph.Status(more)
			}
		}
		r.Claims = append(r.Claims, claim)
	}
	return r
}

func gather(t *testing.T, q Question, records ...graph.Record) []string {
	t.Helper()
	o, err := graph.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	within := func(place, container string) bool { return place == "weifang" && container == "shandong" }
	var out []string
	for _, f := range Gather(records, o, within, q) {
		line := fmt.Sprintf("%s %s %s %d/%d", f.Subject, f.Predicate, f.Object, f.Independent, len(f.Witnesses))
		for _, c := range f.Conflicts {
			line += fmt.Sprintf(" !%s:%s:%s", c.Kind, c.Other, c.Article)
		}
		out = append(out, line)
	}
	return out
}

func TestGather(t *testing.T) {
	long := strings.Repeat("The chip maker said on Monday that it would open a plant near the river. ", 6)
	for _, c := range []struct {
		name    string
		ask     Question
		records []graph.Record
		want    []string
	}{
		{"two articles of their own", Question{Entity: "a"}, []graph.Record{
			article("en-1", "2024-01-02", "One thing.", "a supplies b"),
			article("de-1", "2024-01-03", "Ganz etwas anderes.", "a supplies b", "c supplies d"),
		}, []string{"a supplies b 2/2"}},
		{"an article that says it twice counts once", Question{}, []graph.Record{
			article("en-1", "", "One.", "a supplies b", "a supplies b"),
		}, []string{"a supplies b 1/2"}},
		{"the same sentence in two articles is one witness", Question{}, []graph.Record{
			article("en-1", "2024-01-02", "One.", "a supplies b =A-delivers-to-B."),
			article("en-2", "2024-01-03", "Two.", "a supplies b =a,delivers.to:B"),
		}, []string{"a supplies b 1/2"}},
		{"a text cut short and rewritten a little is a copy", Question{}, []graph.Record{
			article("en-1", "2024-01-02", long, "a supplies b"),
			article("en-2", "2024-01-03", "By our staff. "+long[:len(long)/2], "a supplies b"),
		}, []string{"a supplies b 1/2"}},
		{"both ways of a symmetric claim are one", Question{}, []graph.Record{
			article("en-1", "", "One.", "b partnersWith a"), article("en-2", "", "Two.", "a partnersWith b"),
		}, []string{"a partnersWith b 2/2"}},
		{"stated and denied", Question{}, []graph.Record{
			article("en-1", "", "One.", "a acquired b"), article("zh-2", "", "二。", "a acquired b denied"),
		}, []string{"a acquired b 2/2 !denied::zh-2"}},
		{"planned and denied is no contradiction of what is", Question{}, []graph.Record{
			article("en-1", "", "One.", "a acquired b planned"), article("zh-2", "", "二。", "a acquired b denied"),
		}, []string{"a acquired b 2/2"}},
		{"two owners", Question{}, []graph.Record{
			article("en-1", "", "One.", "x ownedBy a"), article("en-2", "", "Two.", "x ownedBy b"),
		}, []string{"x ownedBy a 1/1 !two objects:b:en-2", "x ownedBy b 1/1 !two objects:a:en-1"}},
		{"owners of two years follow each other", Question{}, []graph.Record{
			article("en-1", "", "One.", "x ownedBy a @2019"), article("en-2", "", "Two.", "x ownedBy b @2021-05"),
		}, []string{"x ownedBy a 1/1", "x ownedBy b 1/1"}},
		{"an owner that is only planned contradicts nothing", Question{}, []graph.Record{
			article("en-1", "", "One.", "x ownedBy a"), article("en-2", "", "Two.", "x ownedBy b planned"),
		}, []string{"x ownedBy a 1/1", "x ownedBy b 1/1"}},
		{"a seat in a town and in its province", Question{}, []graph.Record{
			article("en-1", "", "One.", "x basedIn weifang"), article("en-2", "", "Two.", "x basedIn shandong"),
			article("en-3", "", "Three.", "x basedIn berlin"),
		}, []string{
			"x basedIn berlin 1/1 !two objects:shandong:en-2 !two objects:weifang:en-1",
			"x basedIn shandong 1/1 !two objects:berlin:en-3", "x basedIn weifang 1/1 !two objects:berlin:en-3",
		}},
		{"two offices have two heads", Question{}, []graph.Record{
			article("en-1", "", "One.", "x headedBy p #chief"), article("en-2", "", "Two.", "x headedBy q #chairman"),
		}, []string{"x headedBy p 1/1", "x headedBy q 1/1"}},
		{"several founders", Question{}, []graph.Record{
			article("en-1", "", "One.", "x foundedBy p", "x foundedBy q"),
		}, []string{"x foundedBy p 1/1", "x foundedBy q 1/1"}},
		{"two dates", Question{}, []graph.Record{
			article("en-1", "", "One.", "x foundedBy p @1993"), article("en-2", "", "Two.", "x foundedBy p @1993-04"),
			article("en-3", "", "Three.", "x foundedBy p @1994"),
		}, []string{"x foundedBy p 3/3 !two dates:1994:en-3"}},
		{"one relation, of the thing first", Question{Entity: "a", Predicate: "supplies"}, []graph.Record{
			article("en-1", "", "One.", "z supplies a", "a supplies b", "a sues b"),
		}, []string{"a supplies b 1/1", "z supplies a 1/1"}},
		{"as of a year, by what the text says, else the day of publication", Question{AsOf: "2021"}, []graph.Record{
			article("en-1", "2024-01-01", "One.", "a supplies b @2021-05", "a supplies c", "a supplies d @2022"),
			article("en-2", "2021-12-31", "Two.", "a supplies e", "a supplies f @2022-01"),
			article("en-3", "", "Three.", "a supplies g"),
		}, []string{"a supplies b 1/1", "a supplies e 1/1", "a supplies g 1/1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := gather(t, c.ask, c.records...); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			slices.Reverse(c.records)
			if got := gather(t, c.ask, c.records...); len(got) != len(c.want) {
				t.Errorf("in another order: %q", got)
			}
		})
	}
}

// Of two reports on one event a phrase in common makes no copy.
func TestReportsOfTheirOwn(t *testing.T) {
	got := gather(t, Question{},
		article("en-1", "", "Voltra said on Tuesday it would supply battery packs to Kestrel. The first deliveries are due in spring, and both sides kept the price to themselves. Shares rose two percent.", "a supplies b"),
		article("en-2", "", "Kestrel has found a maker for its battery packs. Voltra said on Tuesday it would supply them from its works in Ghent, where 300 people are to be hired over the next year.", "a supplies b"))
	if !slices.Equal(got, []string{"a supplies b 2/2"}) {
		t.Errorf("got %q", got)
	}
}
